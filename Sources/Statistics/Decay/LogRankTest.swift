internal import LinearAlgebra

/// The log-rank test: whether payment comes at the same pace in every group.
///
/// On each day with a payment, the payments of group g are compared with `d n_g / n`, its share of all those at risk. The
/// test is of the hazards of payment; credit notes and write-offs are censorings.
///
/// - Source: Mantel (1966); Peto & Peto (1972), JRSS A 135(2), 185–207; as R's `survdiff`.
public struct LogRankTest: Sendable, Equatable {
  public let statistic: Double
  /// Groups with anyone at risk on a day of payment, less one.
  public let degreesOfFreedom: Int
  /// P(χ² > statistic).
  public let p: Double
  /// Clients in the test; `nil` when subjects are taken as independent.
  public let clients: Int?

  /// With the hypergeometric variance, which takes the subjects as independent. `nil` with fewer than two groups.
  init?(_ score: LogRankScore) {
    self.init(score.differences, score.variance, kept: score.kept, clients: nil)
  }

  /// Clients below which there is no variance between them.
  public static let minimumClients = ClientVariance.minimumClients

  /// With the variance between clients: each client's own score, squared and summed. It holds for other clients of such
  /// groups, and for minor units. `nil` with fewer than two groups or fewer than ten clients.
  ///
  /// - Source: Lee, Wei & Amato (1992), in Survival Analysis: State of the Art, 237–247; the robust score test of R's `coxph`.
  init?(_ score: LogRankScore, _ between: ClientScores.Answer) {
    if between.clients < LogRankTest.minimumClients { return nil }
    self.init(score.differences, between.covariance, kept: score.kept, clients: between.clients)
  }

  private init?(_ differences: [Double], _ variance: [[Double]], kept: [Int], clients: Int?) {
    // The differences sum to zero, so one group is left out.
    let free = Array(kept.dropFirst())
    if free.isEmpty { return nil }
    var matrix = Matrix(zeros: free.count, free.count)
    for (i, row) in free.enumerated() {
      for (j, column) in free.enumerated() { matrix[i, j] = variance[row][column] }
    }
    guard let factor = try? Cholesky(matrix) else { return nil }
    let vector = free.map { differences[$0] }
    statistic = zip(vector, factor.solve(vector)).reduce(0) { $0 + $1.0 * $1.1 }
    degreesOfFreedom = free.count
    p = ChiSquared.upperTail(statistic, degreesOfFreedom: free.count)
    self.clients = clients
  }
}
