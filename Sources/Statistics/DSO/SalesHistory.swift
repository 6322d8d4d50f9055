internal import Receivables

/// Net sales by day from the first day on, credit notes taken off the day of the invoice they reduce.
struct SalesHistory: Sendable {
  let firstDay: Day
  /// In minor units; element i is day `firstDay + i`.
  var amounts: [Int64]

  /// What a month counts for in days.
  enum MonthLength: Sendable {
    /// Its days; the month of the last day, those that have passed.
    case calendar
    /// 30 days; the month of the last day, those that have passed, unless it is over.
    case thirty
  }

  /// Sales of the days after `opening` up to `last`.
  func total(after opening: Day, until last: Day) -> Money {
    let first = max(opening + 1, firstDay)
    return first > last ? .zero : Money(minorUnits: amounts[range(first...last)].reduce(0, +))
  }

  /// Calendar months from that of `last` back to the first day's. They are summed as they are asked for, which is seldom
  /// more than a few.
  func months(until last: Day, counting length: MonthLength) -> some Sequence<CountBack.Period> {
    sequence(state: last) { last in
      if last < firstDay { return nil }
      let first = last.firstOfMonth
      defer { last = first - 1 }
      let sales = amounts[range(max(first, firstDay)...last)].reduce(0, +)
      let passed = first.days(until: last) + 1
      let days =
        switch length {
        case .calendar: passed
        case .thirty: last == last.lastOfMonth ? 30 : passed
        }
      return CountBack.Period(sales: Money(minorUnits: sales), days: days)
    }
  }

  /// Days from `last` back to the first.
  func days(until last: Day) -> some Sequence<CountBack.Period> {
    let count = max(firstDay.days(until: last) + 1, 0)
    return amounts[..<count].reversed().lazy.map { CountBack.Period(sales: Money(minorUnits: $0), days: 1) }
  }

  private func range(_ days: ClosedRange<Day>) -> ClosedRange<Int> {
    firstDay.days(until: days.lowerBound)...firstDay.days(until: days.upperBound)
  }
}
