/// What curves of duration are computed from: ends and entries by day. Its size is that of the days, not of the subjects.
public struct LifeTable: Sendable, Codable, Equatable {
  /// Subjects that had the event of interest: paid.
  public var events = DayCounts()
  /// Ends that compete with it: after them the event can no longer happen.
  public var credited = DayCounts()
  public var writtenOff = DayCounts()
  public var censored = DayCounts()
  /// Subjects that came under observation late, by the day at whose end they did. They are at risk from the next day on.
  public var entered = DayCounts()

  public init(events: DayCounts = DayCounts(), censored: DayCounts = DayCounts()) {
    self.events = events
    self.censored = censored
  }

  public mutating func add(_ spell: Spell) {
    if let entry = spell.entry { entered.add(entry, count: spell.weight) }
    switch spell.end {
    case .paid: events.add(spell.exit, count: spell.weight)
    case .credited: credited.add(spell.exit, count: spell.weight)
    case .writtenOff: writtenOff.add(spell.exit, count: spell.weight)
    case .censored: censored.add(spell.exit, count: spell.weight)
    }
  }

  public mutating func merge(_ other: LifeTable) {
    events.merge(other.events)
    credited.merge(other.credited)
    writtenOff.merge(other.writtenOff)
    censored.merge(other.censored)
    entered.merge(other.entered)
  }

  /// Subjects by how they ended.
  public subscript(end: Spell.End) -> DayCounts {
    switch end {
    case .paid: events
    case .credited: credited
    case .writtenOff: writtenOff
    case .censored: censored
    }
  }

  /// All subjects ever followed.
  public var total: Int64 { Spell.End.allCases.reduce(0) { $0 + self[$1].total } }

  /// The same subjects, with any end but censoring as the event.
  var anyEnd: LifeTable {
    var table = LifeTable(events: events, censored: censored)
    table.events.merge(credited)
    table.events.merge(writtenOff)
    table.entered = entered
    return table
  }

  /// The same subjects, with every end but payment a censoring.
  var paymentsOnly: LifeTable {
    var table = LifeTable(events: events, censored: censored)
    table.censored.merge(credited)
    table.censored.merge(writtenOff)
    table.entered = entered
    return table
  }

  /// Subjects under observation just before `day`.
  public func atRisk(_ day: Int) -> Int64 {
    var atRisk = total - entered.total
    for row in rows where row.day <= day { atRisk = row.atRisk }
    return day < days.upperBound ? atRisk : 0
  }

  /// One day: how many were followed to it, and how many left on it.
  struct Row {
    let day: Int
    /// Subjects under observation just before the day.
    let atRisk: Int64
    let events: Int64
    let credited: Int64
    let writtenOff: Int64
    let censored: Int64

    var exits: Int64 { events + credited + writtenOff + censored }
  }

  /// From the first day of any end or entry to the last of any end.
  var days: Range<Int> {
    let ends = Spell.End.allCases.map { self[$0] }.filter { !$0.isEmpty }
    guard let last = ends.map(\.endDay).max() else { return 0..<0 }
    let first = (entered.isEmpty ? ends : ends + [entered]).map(\.firstDay).min()!
    return first..<last
  }

  /// One row a day, for days that begin no later than ``days``.
  func rows(_ days: Range<Int>) -> some Sequence<Row> {
    sequence(state: (day: days.lowerBound, atRisk: total - entered.total)) { state -> Row? in
      guard state.day < days.upperBound else { return nil }
      let day = state.day
      let row = Row(
        day: day, atRisk: state.atRisk, events: events[day], credited: credited[day], writtenOff: writtenOff[day],
        censored: censored[day])
      state = (day + 1, state.atRisk - row.exits + entered[day])
      return row
    }
  }

  var rows: some Sequence<Row> { rows(days) }
}
