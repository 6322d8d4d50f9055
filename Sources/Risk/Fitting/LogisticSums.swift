internal import Execution
internal import LinearAlgebra
internal import RealModule

/// Log likelihood, score and information at one point.
struct LogisticSums: Sendable {
  var logLikelihood = 0.0
  var equations: NormalEquations

  private init(columns: Int) { equations = NormalEquations(columns: columns) }

  init(_ rows: some DesignRows, _ coefficients: [Double], _ executor: Executor) {
    let parts = executor.map(rows.groupCount) { group in
      var part = LogisticSums(columns: coefficients.count)
      var logit = Array(repeating: 0.0, count: RowBlock.rows)
      var weight = logit
      var residual = logit
      rows.forEachBlock(ofGroup: group) { block in
        part.add(block, coefficients, &logit, &weight, &residual)
      }
      return part
    }
    self = parts.reduce(into: LogisticSums(columns: coefficients.count)) { total, part in
      total.logLikelihood += part.logLikelihood
      total.equations.merge(part.equations)
    }
  }

  private mutating func add(
    _ block: borrowing RowBlock, _ coefficients: [Double], _ logit: inout [Double], _ weight: inout [Double],
    _ residual: inout [Double]
  ) {
    let rows = RowBlock.rows
    NormalEquations.multiply(block.x, coefficients, into: &logit)
    // Σ w log(1 + e^{−|η|}), where rows of one weight w follow one another, as that of a product: each factor is at most 2,
    // so 256 of them cannot overflow.
    var (product, weightOfProduct) = (1.0, 0.0)
    let (logits, outcomes, counted) = (logit.span, block.outcome.span, block.included.span)
    var weights = weight.mutableSpan
    var residuals = residual.mutableSpan
    for row in 0..<rows {
      let (eta, y, included) = (logits[row], outcomes[row], counted[row])
      let tail = Double.exp(-abs(eta))
      let larger = 1 / (1 + tail)
      let p = eta >= 0 ? larger : 1 - larger
      // The row's −log(1 + e^{∓η}), written so that it neither overflows nor cancels.
      let agreement = y > 0.5 ? eta : -eta
      logLikelihood += included * min(agreement, 0)
      if included != weightOfProduct {
        logLikelihood -= weightOfProduct * .log(product)
        (product, weightOfProduct) = (1, included)
      }
      product *= 1 + tail
      weights[row] = included * tail * larger * larger
      residuals[row] = included * (y - p)
    }
    logLikelihood -= weightOfProduct * .log(product)
    equations.add(x: block.x, weights: weight, residuals: residual)
  }
}
