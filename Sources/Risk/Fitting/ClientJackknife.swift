internal import LinearAlgebra
internal import Statistics

/// The covariance of a maximum-likelihood fit's coefficients when clients, not rows, are drawn at random: how far the
/// coefficients move when one client is left out.
///
/// Without client c they move by about `(A − A_c)⁻¹ u_c`, one Newton step: A is the information, A_c the client's part of it,
/// u_c its score. The plain sandwich takes `A⁻¹ u_c`, as if a client had no part in A, and is too small where a few large
/// clients carry a coefficient.
///
/// - Source: MacKinnon, Nielsen & Webb (2023), Journal of Econometrics 232(2), 272–299 (CV3); degrees of freedom: Pan & Wall
///   (2002), Statistics in Medicine 21(10), 1429–1441.
public struct ClientJackknife: Sendable {
  /// Of each coefficient, the intercept first.
  public let standardErrors: [Double]
  /// Of each variance, which is itself an estimate: few where a few clients carry it. At least 1; infinite when clients'
  /// contributions are alike.
  public let degreesOfFreedom: [Double]
  /// Clients with a row in the fit.
  public let clients: Int

  /// What to add to and take from a coefficient for its 95 % interval, by Student's t.
  public func halfWidth(ofCoefficient index: Int) -> Double {
    StudentT.quantile975(degreesOfFreedom: degreesOfFreedom[index]) * standardErrors[index]
  }

  /// - Parameters:
  ///   - model: A fit without a penalty.
  ///   - rows: What it was fitted on; of at least two clients.
  public init(of model: LogisticRegression, on rows: some ClientRows) {
    var moves = ClientMoves(model)
    for group in 0..<rows.groupCount {
      rows.forEachBlock(ofGroup: group) { moves.add($0) }
      moves.finishClient()
    }
    let count = Double(moves.clients)
    clients = moves.clients
    standardErrors = moves.squares.map { ($0 * (count - 1) / count).squareRoot() }
    degreesOfFreedom = zip(moves.squares, moves.fourthPowers).map { squares, fourthPowers in
      // 2 V² / Var(V), with the variance of V from the spread of the clients' squared moves.
      let spread = (fourthPowers - squares * squares / count) * count / (count - 1)
      return spread > 0 ? max(2 * squares * squares / spread, 1) : .infinity
    }
  }
}

/// Σ δ² and Σ δ⁴ of the moves δ that leaving out each client makes.
private struct ClientMoves {
  private(set) var squares: [Double]
  private(set) var fourthPowers: [Double]
  private(set) var clients = 0
  private let model: LogisticRegression
  /// `nil` when the covariance has no inverse to working precision.
  private let information: Matrix?
  /// Of the client whose rows are being added.
  private var score: [Double]
  private var part: Matrix
  private var client: Int32?
  private var probability = Array(repeating: 0.0, count: RowBlock.rows)

  init(_ model: LogisticRegression) {
    self.model = model
    let size = model.coefficients.count
    information = try? Cholesky(model.covariance).inverse
    score = Array(repeating: 0, count: size)
    part = Matrix(zeros: size, size)
    (squares, fourthPowers) = (score, score)
  }

  mutating func add(_ block: borrowing RowBlock) {
    NormalEquations.multiply(block.x, model.coefficients, into: &probability)
    for row in 0..<RowBlock.rows { probability[row] = LogisticRegression.probability(ofLogit: probability[row]) }
    for run in block.clientRuns {
      if run.client != client { finishClient() }
      client = run.client
      for row in run.rows {
        let p = probability[row]
        let (residual, weight) = (block.included[row] * (block.outcome[row] - p), block.included[row] * p * (1 - p))
        for column in score.indices {
          let x = block.x[column * RowBlock.rows + row]
          score[column] += residual * x
          for other in 0...column { part[other, column] += weight * x * block.x[other * RowBlock.rows + row] }
        }
      }
    }
  }

  mutating func finishClient() {
    if client == nil { return }
    for (index, move) in moves().enumerated() {
      squares[index] += move * move
      fourthPowers[index] += move * move * move * move
    }
    clients += 1
    client = nil
    for column in score.indices {
      score[column] = 0
      for other in score.indices { part[other, column] = 0 }
    }
  }

  private func moves() -> [Double] {
    if var others = information {
      for column in score.indices {
        for row in 0...column { others[row, column] -= part[row, column] }
      }
      if let factor = try? Cholesky(others) { return factor.solve(score) }
    }
    // A coefficient that this client alone tells has no value without it: its contribution to the sandwich is left to take.
    return score.indices.map { row in score.indices.reduce(0) { $0 + model.covariance[row, $1] * score[$1] } }
  }
}
