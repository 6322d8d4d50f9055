import Receivables

/// On which days invoices are issued: working days, one invoice in three on the last one of the month.
enum IssueCalendar {
  static let shareOnLastWorkingDay = 1.0 / 3

  /// Invoices in each month of the year, January first, relative to an ordinary month. August is quiet.
  static let volumeByMonth = [0.95, 0.95, 1.05, 1.00, 0.92, 1.10, 1.00, 0.45, 1.05, 1.12, 1.06, 1.10]

  /// Yearly growth of the volume, compounded monthly: 8 %.
  static let yearlyGrowth = 0.08

  static func day(among workingDays: [Day], using random: inout SplitMix64) -> Day {
    random.uniform() < shareOnLastWorkingDay ? workingDays[workingDays.count - 1] : random.element(of: workingDays)
  }
}
