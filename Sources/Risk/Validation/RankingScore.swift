internal import Statistics

/// How well an ordering puts the rows that had the event first.
public struct RankingScore: Sendable {
  public let rows: Int
  public let events: Int
  /// Area under the ROC curve: the chance that a row with the event ranks above one without, ties counting half.
  public let auc: Double
  /// 95 % interval by DeLong, within 0 and 1; `nil` with fewer than two rows of either outcome, or two clients with it where
  /// a client's rows are taken together.
  public let aucInterval: ClosedRange<Double>?
  /// Share of the events among the fifth of the rows ranked highest (ties in order of rows).
  public let topFifthShare: Double
  /// Rows from the lowest score to the highest, ties in order of rows.
  let order: [Int32]

  /// - Parameters:
  ///   - scores: Higher means more likely, shape `[n]`, in a fixed order of rows.
  ///   - outcomes: Shape `[n]`.
  ///   - clients: Whose each row is, shape `[n]`, for an interval that takes a client's rows together; `nil` where rows have
  ///     nothing to do with each other.
  /// - Source: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44(3), 837–845, in the O(n log n) form of Sun & Xu
  ///   (2014), IEEE Signal Processing Letters 21(11), 1389–1393.
  public init(_ scores: [Double], _ outcomes: [Bool], clients: [Int]? = nil) {
    precondition(scores.count == outcomes.count, "\(scores.count) scores, \(outcomes.count) outcomes")
    rows = outcomes.count
    events = outcomes.count(where: \.self)
    let ranked = scores.enumerated().map { Ranked(score: $1, row: Int32($0)) }.sorted()
    order = ranked.map(\.row)
    (auc, aucInterval) = RankingScore.deLong(ranked, outcomes, clients: clients)

    // Highest first, ties in order of rows: runs of equal scores from the top, each run forwards.
    var (left, found) = ((rows + 4) / 5, 0)
    var end = ranked.count
    while left > 0 {
      var start = end
      while start > 0, ranked[start - 1].score == ranked[end - 1].score { start -= 1 }
      for entry in ranked[start..<end].prefix(left) where outcomes[Int(entry.row)] { found += 1 }
      left -= min(left, end - start)
      end = start
    }
    topFifthShare = events > 0 ? Double(found) / Double(events) : 0
  }

  private struct Ranked: Comparable {
    let score: Double
    let row: Int32

    static func < (lhs: Ranked, rhs: Ranked) -> Bool {
      lhs.score != rhs.score ? lhs.score < rhs.score : lhs.row < rhs.row
    }
  }

  private static func deLong(
    _ ranked: [Ranked], _ outcomes: [Bool], clients: [Int]?
  ) -> (Double, ClosedRange<Double>?) {
    let late = outcomes.count(where: \.self)
    let (m, n) = (Double(late), Double(outcomes.count - late))
    if m == 0 || n == 0 { return (0.5, nil) }
    // V10 of a row with the event: share of the others it beats; V01 of another: share of the events that beat it.
    var (sum10, squares10, squares01) = (0.0, 0.0, 0.0)
    var ofClients: [Int: ClientPlacements] = [:]
    var (lateBelow, othersBelow) = (0.0, 0.0)
    var start = 0
    while start < ranked.count {
      var end = start
      var (lateTied, othersTied) = (0.0, 0.0)
      while end < ranked.count, ranked[end].score == ranked[start].score {
        if outcomes[Int(ranked[end].row)] { lateTied += 1 } else { othersTied += 1 }
        end += 1
      }
      let v10 = (othersBelow + othersTied / 2) / n
      let v01 = 1 - (lateBelow + lateTied / 2) / m
      sum10 += lateTied * v10
      squares10 += lateTied * v10 * v10
      squares01 += othersTied * v01 * v01
      if let clients {
        for entry in ranked[start..<end] {
          let row = Int(entry.row)
          ofClients[clients[row], default: ClientPlacements()].add(outcomes[row] ? v10 : v01, isEvent: outcomes[row])
        }
      }
      lateBelow += lateTied
      othersBelow += othersTied
      start = end
    }
    let auc = sum10 / m
    if m < 2 || n < 2 { return (auc, nil) }
    if clients != nil {
      return (auc, ClientPlacements.width(ofClients, auc: auc).map { max(auc - $0, 0)...min(auc + $0, 1) })
    }
    let variance10 = max(squares10 - m * auc * auc, 0) / (m - 1)
    let variance01 = max(squares01 - n * auc * auc, 0) / (n - 1)
    let width = Quantiles.normal975 * (variance10 / m + variance01 / n).squareRoot()
    return (auc, max(auc - width, 0)...min(auc + width, 1))
  }
}
