internal import Receivables

/// Several influences side by side: what one spell adds to all of them stands in one place.
struct Influences: Sendable {
  let count: Int
  /// Of the first row. The day before the first of any influence, like all days before it.
  private let firstDay: Int
  /// Rows of days up to the day after the last of any influence, like all days after it.
  private let rows: Int
  /// Some influences, which are added to at once; zeros fill up the last.
  private typealias Lanes = SIMD4<Double>
  private let laneCount: Int
  /// Of a subject followed from the start: all influences, in the order of ``Spell/End``, day after day.
  private let values: [Lanes]
  /// Toll of all days up to each day: all influences, day after day.
  private let tolls: [Lanes]

  init(_ influences: [Influence]) {
    count = influences.count
    let first = (influences.map(\.days.lowerBound).min() ?? 0) - 1
    let last = max(influences.map(\.days.upperBound).max() ?? first, first)
    (firstDay, rows) = (first, last - first + 1)
    let starts = stride(from: 0, to: influences.count, by: Lanes.scalarCount)
    laneCount = Array(starts).count
    func lanes(_ value: (Influence) -> Double) -> [Lanes] {
      starts.map { start in
        var lanes = Lanes.zero
        for (lane, influence) in influences[start...].prefix(Lanes.scalarCount).enumerated() {
          lanes[lane] = value(influence)
        }
        return lanes
      }
    }
    values = (first...last).flatMap { day in
      Spell.End.allCases.flatMap { end in lanes { $0.value(of: Spell(exit: day, end: end)) } }
    }
    tolls = (first...last).flatMap { day in lanes { $0.toll(through: day) } }
  }

  /// Of all subjects of one client's spells.
  func sums(over account: Account, _ weight: DecayWeight) -> [Double] {
    var totals = Array(repeating: Lanes.zero, count: laneCount)
    var sums = totals.mutableSpan
    let (values, tolls) = (values.span, tolls.span)
    account.forEachSpell(weight) { spell in
      let subjects = Double(spell.weight)
      let exit = (4 * row(spell.exit) + spell.end.rawValue) * laneCount
      if let entry = spell.entry.map({ row($0) * laneCount }) {
        for lanes in 0..<laneCount { sums[lanes] += subjects * (values[exit + lanes] + tolls[entry + lanes]) }
      } else {
        for lanes in 0..<laneCount { sums[lanes] += subjects * values[exit + lanes] }
      }
    }
    return (0..<count).map { totals[$0 / Lanes.scalarCount][$0 % Lanes.scalarCount] }
  }

  private func row(_ day: Int) -> Int { min(max(day - firstDay, 0), rows - 1) }
}
