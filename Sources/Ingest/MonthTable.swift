internal import Receivables

/// The days that a ledger may hold, by calendar date: looked up, because a ledger has several million dates.
enum MonthTable {
  private static let years = Day.plausible.lowerBound.calendar.year...Day.plausible.upperBound.calendar.year
  /// The first day of each month, and the day after the last month.
  private static let firstDays =
    years.flatMap { year in (1...12).map { Day(year: year, month: $0, day: 1)! } } + [Day.plausible.upperBound + 1]

  /// ``Day/plausible`` days only; `nil` for a date that is none of them, or does not exist.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    guard years.contains(year), (1...12).contains(month) else { return nil }
    let place = (year - years.lowerBound) * 12 + month - 1
    let first = firstDays[place]
    return day >= 1 && day <= first.days(until: firstDays[place + 1]) ? first + (day - 1) : nil
  }
}
