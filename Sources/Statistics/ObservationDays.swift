public import Receivables

/// The days at whose ends a series has a figure, and where any other day falls among them.
///
/// Something that happens on a day shows on the first observation day not before it and on all later ones. A series is
/// therefore accumulated as differences: each event is added once, where it first shows, taken away where it no longer
/// does, and the running sum is the figure of each day.
struct ObservationDays: Sendable {
  /// Increasing.
  let days: [Day]
  private let first: Day
  /// Of the calendar days from the first observation day to the last: how many observation days are before each.
  private let daysBefore: [Int32]

  init(_ days: some Sequence<Day>) {
    let days = Set(days).sorted()
    self.days = days
    first = days.first ?? Day(number: 0)
    var daysBefore: [Int32] = []
    for (index, day) in days.enumerated() {
      let previous = index == 0 ? day - 1 : days[index - 1]
      daysBefore.append(contentsOf: repeatElement(Int32(index), count: previous.days(until: day)))
    }
    self.daysBefore = daysBefore
  }

  var count: Int { days.count }

  /// The index of the first observation day on or after `day`; `count` when there is none.
  func index(onOrAfter day: Day) -> Int {
    let offset = first.days(until: day)
    if offset <= 0 { return 0 }
    return offset < daysBefore.count ? Int(daysBefore[offset]) : count
  }
}

extension Day {
  /// The ends of the calendar months from that of `first` to that of `last`; the last month ends on `last`.
  public static func monthEnds(from first: Day, to last: Day) -> [Day] {
    var ends = [last]
    while ends[0].firstOfMonth > first { ends.insert(ends[0].firstOfMonth - 1, at: 0) }
    return ends
  }
}
