public import Execution
internal import LinearAlgebra
internal import RealModule

extension LogisticRegression {
  /// Fits by Firth's penalised likelihood: maximises `ℓ(β) + ½ log |I(β)|`, I being the information.
  ///
  /// For rare events and small tables: it removes the first-order bias of maximum likelihood, which pushes estimates away
  /// from 0, and is finite when the outcome can be told exactly from the columns. The score of a row is
  /// `(y − p + h (½ − p)) x`, h being its leverage. ``penalisedLogLikelihood`` is what was maximised and ``covariance`` the
  /// inverse information; after separation its intervals are too short on one side (Heinze & Schemper).
  ///
  /// - Parameter rows: At least one. Either outcome may be missing.
  /// - Throws: `constant`, `collinear`, `notFinite`, `notConverged`; `tooFewEvents` without rows.
  /// - Source: Firth (1993), Biometrika 80(1), 27–38; Heinze & Schemper (2002), Statistics in Medicine 21, 2409–2419.
  public init(firth rows: some DesignRows, executor: Executor) throws(Failure) {
    columns = rows.columns
    let ranges = ColumnRanges(rows, executor)
    (observations, events) = (ranges.observations, ranges.events)
    if observations == 0 { throw .tooFewEvents(events: 0, needed: 1) }
    if !ranges.isFinite { throw .notFinite }
    for (column, span) in zip(columns, ranges.spans) where span == 0 { throw .constant(column: column) }
    let rate = Double(events) / Double(observations)
    nullLogLikelihood = [(Double(events), rate), (Double(observations - events), 1 - rate)]
      .reduce(0) { $1.0 > 0 ? $0 + $1.0 * .log($1.1) : $0 }

    let odds = (Double(events) + 0.5) / (Double(observations - events) + 0.5)
    var coefficients = [.log(odds)] + Array(repeating: 0, count: columns.count)
    var last = (coefficients: coefficients, objective: -Double.infinity)
    var halvings = 0
    let maximumIterations = 200
    // The information is not the penalised likelihood's own curvature, so steps shrink by a factor only, and the last must
    // be far smaller than in Newton's method.
    let tolerance = 1e-22 * Double(observations)
    for iteration in 1...maximumIterations {
      let sums = LogisticSums(rows, coefficients, executor)
      let factor = try? Cholesky(sums.equations.gram)
      let objective =
        factor.map { sums.logLikelihood + $0.diagonal.reduce(0) { $0 + .log($1) } } ?? -Double.infinity
      guard let factor, objective >= last.objective - 1e-12 * abs(last.objective) else {
        if iteration == 1 { throw .collinear(column: Self.dependentColumn(of: sums.equations.gram, columns)) }
        halvings += 1
        if halvings > 30 { throw .notConverged(iterations: iteration) }
        for index in coefficients.indices { coefficients[index] = (coefficients[index] + last.coefficients[index]) / 2 }
        continue
      }
      halvings = 0
      let inverse = factor.inverse
      let leverage = LeverageScore(rows, coefficients, inverse, executor)
      let score = zip(sums.equations.gradient, leverage.sums).map { $0 + $1 }
      let step = factor.solve(score)
      let decrement = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      if decrement <= tolerance {
        self.coefficients = coefficients
        covariance = inverse
        logLikelihood = sums.logLikelihood
        penalisedLogLikelihood = objective
        iterations = iteration
        return
      }
      last = (coefficients, objective)
      for index in coefficients.indices { coefficients[index] += step[index] }
    }
    throw .notConverged(iterations: maximumIterations)
  }

  private static func dependentColumn(of gram: Matrix, _ columns: [String]) -> String {
    do {
      _ = try Cholesky(gram)
      return "(intercept)"
    } catch {
      guard case .dependent(let column) = error, column > 0 else { return "(intercept)" }
      return columns[column - 1]
    }
  }
}

/// Σ h (½ − p) x over the rows, `h = w xᵀI⁻¹x` being a row's leverage.
private struct LeverageScore: Sendable {
  var sums: [Double]

  init(_ rows: some DesignRows, _ coefficients: [Double], _ inverse: Matrix, _ executor: Executor) {
    let parts = executor.map(rows.groupCount) { group in
      var part = LeverageScore(columns: coefficients.count)
      var logit = Array(repeating: 0.0, count: RowBlock.rows)
      var (product, leverage) = (logit, logit)
      rows.forEachBlock(ofGroup: group) { part.add($0, coefficients, inverse, &logit, &product, &leverage) }
      return part
    }
    self = parts.reduce(into: LeverageScore(columns: coefficients.count)) { total, part in
      for index in part.sums.indices { total.sums[index] += part.sums[index] }
    }
  }

  private init(columns: Int) { sums = Array(repeating: 0, count: columns) }

  private mutating func add(
    _ block: borrowing RowBlock, _ coefficients: [Double], _ inverse: Matrix, _ logit: inout [Double],
    _ product: inout [Double], _ leverage: inout [Double]
  ) {
    let rows = RowBlock.rows
    NormalEquations.multiply(block.x, coefficients, into: &logit)
    for row in 0..<rows { leverage[row] = 0 }
    for column in sums.indices {
      let inverseColumn = Array(inverse.elements[(column * inverse.rows)..<((column + 1) * inverse.rows)])
      NormalEquations.multiply(block.x, inverseColumn, into: &product)
      for row in 0..<rows { leverage[row] += product[row] * block.x[column * rows + row] }
    }
    for row in 0..<rows {
      let p = LogisticRegression.probability(ofLogit: logit[row])
      leverage[row] *= block.included[row] * p * (1 - p) * (0.5 - p)
    }
    for column in sums.indices {
      for row in 0..<rows { sums[column] += leverage[row] * block.x[column * rows + row] }
    }
  }
}
