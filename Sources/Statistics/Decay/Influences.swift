internal import Receivables

/// Several influences side by side: what one spell adds to all of them stands in one place.
struct Influences: Sendable {
  let count: Int
  /// Of the first row. The day before the first of any influence, like all days before it.
  private let firstDay: Int
  /// Rows of days up to the day after the last of any influence, like all days after it.
  private let rows: Int
  /// Of a subject followed from the start: one an influence, in the order of ``Spell/End``, day after day.
  private let values: [Double]
  /// Toll of all days up to each day: one an influence, day after day.
  private let tolls: [Double]

  init(_ influences: [Influence]) {
    count = influences.count
    let first = (influences.map(\.days.lowerBound).min() ?? 0) - 1
    let last = max(influences.map(\.days.upperBound).max() ?? first, first)
    (firstDay, rows) = (first, last - first + 1)
    values = (first...last).flatMap { day in
      Spell.End.allCases.flatMap { end in influences.map { $0.value(of: Spell(exit: day, end: end)) } }
    }
    tolls = (first...last).flatMap { day in influences.map { $0.toll(through: day) } }
  }

  /// Of all subjects of one client's spells.
  func sums(over account: Account, _ weight: DecayWeight) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    account.forEachSpell(weight) { add($0, to: &sums) }
    return sums
  }

  private func add(_ spell: Spell, to sums: inout [Double]) {
    let subjects = Double(spell.weight)
    let first = (4 * row(spell.exit) + spell.end.rawValue) * count
    let values = values.span.extracting(first..<(first + count))
    var sums = sums.mutableSpan
    if let entry = spell.entry {
      let tolls = tolls.span.extracting((row(entry) * count)..<((row(entry) + 1) * count))
      for index in values.indices { sums[index] += subjects * (values[index] + tolls[index]) }
    } else {
      for index in values.indices { sums[index] += subjects * values[index] }
    }
  }

  private func row(_ day: Int) -> Int { min(max(day - firstDay, 0), rows - 1) }
}
