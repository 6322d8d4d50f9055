internal import Receivables

/// The covariance of log-rank scores when clients are drawn at random: Σ over clients of the products of their scores.
///
/// The score of a client for group g is what its subjects paid less what they were expected to, counted for g when it is
/// the client's own group, and against every group by its share of those at risk.
struct ClientScores: Metric {
  let weight: DecayWeight
  let groups: ClientGroups
  /// Of a subject's own group, then of each group by its share.
  private let residuals: Influences

  init(_ score: LogRankScore, weight: DecayWeight, groups: ClientGroups) {
    self.weight = weight
    self.groups = groups
    residuals = Influences([score.residual] + groups.names.indices.map { score.residual(sharedBy: $0) })
  }

  /// Sums in fixed point, so that they are the same in any order; a score is at most 1.
  struct Partial: Sendable, Codable {
    /// Clients with a score.
    var clients = 0
    /// In units of 2⁻⁹⁰: groups 0·0, 0·1, … 1·1, 1·2, ….
    var products: [Int128]
  }

  private static let unit = 0x1p-90

  private var groupCount: Int { groups.names.count }

  var emptyPartial: Partial { Partial(products: Array(repeating: 0, count: groupCount * (groupCount + 1) / 2)) }

  func accumulate(_ account: Account, into partial: inout Partial) {
    let own = Int(groups.group[account.client])
    let sums = residuals.sums(over: account, weight)
    let scores = (0..<groupCount).map { group in (group == own ? sums[0] : 0) - sums[group + 1] }
    if scores.allSatisfy({ $0 == 0 }) { return }
    partial.clients += 1
    var product = 0
    for i in scores.indices {
      for j in i..<scores.count {
        partial.products[product] += Int128(rounding: scores[i] * scores[j] / ClientScores.unit)
        product += 1
      }
    }
  }

  func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.clients += later.clients
    for index in earlier.products.indices { earlier.products[index] += later.products[index] }
  }

  struct Answer: Sendable {
    let clients: Int
    let covariance: [[Double]]
  }

  func value(of partial: Partial) -> Answer {
    var covariance = Array(repeating: Array(repeating: 0.0, count: groupCount), count: groupCount)
    var product = 0
    for i in 0..<groupCount {
      for j in i..<groupCount {
        covariance[i][j] = Double(partial.products[product]) * ClientScores.unit
        covariance[j][i] = covariance[i][j]
        product += 1
      }
    }
    return Answer(clients: partial.clients, covariance: covariance)
  }
}
