import Receivables

extension Day {
  /// Saturday or Sunday. Public holidays are ignored: the simulated banks and accountants work on them.
  var isWeekend: Bool { weekday >= 5 }

  /// This day, or the Monday after it when it falls on a weekend.
  var rolledToWorkingDay: Day { isWeekend ? self + (7 - weekday) : self }

  /// Monday to Friday of this day's month, in order.
  var workingDaysOfMonth: [Day] {
    let first = firstOfMonth
    return (0...first.days(until: lastOfMonth)).map { first + $0 }.filter { !$0.isWeekend }
  }
}
