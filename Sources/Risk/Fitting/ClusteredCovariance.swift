public import Execution
public import LinearAlgebra

/// The covariance of a fit's coefficients when the rows of a client resemble each other: the sandwich `A⁻¹BA⁻¹`.
///
/// A is the information (and the penalty, if any), B = Σ u uᵀ over the clients, u = Σ (y − p) x a client's score. The usual
/// covariance A⁻¹ takes every row as independent; with a client's invoices late together it is too small.
///
/// - Source: White (1980), Econometrica 48(4), 817–838; Liang & Zeger (1986), Biometrika 73(1), 13–22. CR0 of Cameron &
///   Miller (2015), Journal of Human Resources 50(2), 317–372, and HC0 when every row is its own client.
public struct ClusteredCovariance: Sendable {
  /// The intercept first, shape `[1 + columns]²`. Its rank is at most the number of clients.
  public let matrix: Matrix
  /// Clients with a row in the fit.
  public let clients: Int

  public enum Failure: Error, Equatable {
    /// Two clients at least are needed; the estimate is poor below forty or so.
    case tooFewClients(clients: Int)
  }

  public var standardErrors: [Double] { (0..<matrix.columns).map { matrix[$0, $0].squareRoot() } }

  /// - Parameters:
  ///   - model: The fit.
  ///   - rows: What it was fitted on.
  ///   - correctsForFewClients: Multiplies by G / (G − 1), G being the number of clients, as Stata's `logit` and R's
  ///     `sandwich::vcovCL` do. statsmodels multiplies by (n − 1) / (n − parameters) as well.
  public init(
    of model: LogisticRegression, on rows: some ClientRows, correctsForFewClients: Bool = true, executor: Executor
  ) throws(Failure) {
    let columns = model.coefficients.count
    let parts = executor.map(rows.groupCount) { group in
      var part = ScoreProducts(columns: columns)
      rows.forEachBlock(ofGroup: group) { part.add($0, model.coefficients) }
      part.finishClient()
      return part
    }
    var meat = Matrix(zeros: columns, columns)
    for part in parts {
      for index in meat.elements.indices { meat.elements[index] += part.meat.elements[index] }
    }
    clients = parts.reduce(0) { $0 + $1.clients }
    guard clients >= 2 else { throw .tooFewClients(clients: clients) }
    let factor = correctsForFewClients ? Double(clients) / Double(clients - 1) : 1
    let bread = model.covariance
    var covariance = bread.multiplied(by: meat).multiplied(by: bread)
    for index in covariance.elements.indices { covariance.elements[index] *= factor }
    matrix = covariance
  }
}

/// Σ u uᵀ over the clients of a group.
private struct ScoreProducts: Sendable {
  var meat: Matrix
  var clients = 0
  /// u of the client whose rows are being added.
  private var score: [Double]
  private var client: Int32?
  private var logit = Array(repeating: 0.0, count: RowBlock.rows)

  init(columns: Int) {
    meat = Matrix(zeros: columns, columns)
    score = Array(repeating: 0, count: columns)
  }

  mutating func add(_ block: borrowing RowBlock, _ coefficients: [Double]) {
    NormalEquations.multiply(block.x, coefficients, into: &logit)
    for row in 0..<RowBlock.rows {
      logit[row] = block.included[row] * (block.outcome[row] - LogisticRegression.probability(ofLogit: logit[row]))
    }
    let residual = logit
    for run in block.clientRuns {
      if run.client != client { finishClient() }
      client = run.client
      let residuals = residual.span.extracting(run.rows)
      for column in score.indices {
        let start = column * RowBlock.rows + run.rows.lowerBound
        let x = block.x.span.extracting(start..<(start + run.rows.count))
        var sum = score[column]
        for row in x.indices { sum += residuals[row] * x[row] }
        score[column] = sum
      }
    }
  }

  mutating func finishClient() {
    if client == nil { return }
    for column in score.indices {
      for row in score.indices { meat[row, column] += score[row] * score[column] }
    }
    clients += 1
    client = nil
    for index in score.indices { score[index] = 0 }
  }
}
