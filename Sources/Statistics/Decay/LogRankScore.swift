/// The parts of a log-rank test that the life tables of the groups give.
struct LogRankScore: Sendable {
  /// Payments less expected payments, by group, over all payments.
  let differences: [Double]
  /// Hypergeometric, of those.
  let variance: [[Double]]
  /// Groups with expected payments.
  let kept: [Int]
  private let payments: Double
  private let days: [(day: Int, hazard: Double, shares: [Double])]

  init(_ tables: [LifeTable]) {
    let payments = tables.reduce(0.0) { $0 + Double($1.events.total) }
    var differences = Array(repeating: 0.0, count: tables.count)
    var expected = differences
    var variance = Array(repeating: differences, count: tables.count)
    var days: [(day: Int, hazard: Double, shares: [Double])] = []
    let ranges = tables.map(\.days).filter { !$0.isEmpty }
    let range = (ranges.map(\.lowerBound).min() ?? 0)..<(ranges.map(\.upperBound).max() ?? 0)
    let columns = tables.map { Array($0.rows(range)) }
    for (index, day) in range.enumerated() {
      let rows = columns.map { $0[index] }
      let (d, n) = (rows.reduce(0.0) { $0 + Double($1.events) }, rows.reduce(0.0) { $0 + Double($1.atRisk) })
      if d == 0 { continue }
      let shares = rows.map { Double($0.atRisk) / n }
      days.append((day, d / n, shares))
      for g in tables.indices {
        expected[g] += d * shares[g]
        differences[g] += (Double(rows[g].events) - d * shares[g]) / payments
        if n == 1 { continue }
        for h in tables.indices {
          let spread = shares[g] * ((g == h ? 1 : 0) - shares[h])
          variance[g][h] += d * (n - d) / (n - 1) * spread / (payments * payments)
        }
      }
    }
    (self.payments, self.differences, self.variance, self.days) = (payments, differences, variance, days)
    kept = expected.indices.filter { expected[$0] > 0 }
  }

  /// Of a subject of any group: its payment less its cumulative hazard, over all payments.
  var residual: Influence { influence { _ in 1 } }

  /// The same with each day's share of a group among those at risk.
  func residual(sharedBy group: Int) -> Influence { influence { $0[group] } }

  private func influence(_ gain: ([Double]) -> Double) -> Influence {
    let first = days.first?.day ?? 0
    let count = (days.last?.day ?? first - 1) - first + 1
    var (gains, tolls) = (Array(repeating: 0.0, count: 3 * count), Array(repeating: 0.0, count: count))
    for day in days {
      gains[3 * (day.day - first)] = gain(day.shares) / payments
      tolls[day.day - first] = gain(day.shares) * day.hazard / payments
    }
    return Influence(from: first, gains: gains, dailyTolls: tolls)
  }
}
