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

/// On which days of the month a client sends payments.
enum PaymentRun: Hashable, Sendable {
  case anyDay, tenthOfMonth, lastOfMonth

  /// The day a payment decided on `day` reaches the supplier: the next run, or the Monday after it.
  func payment(decidedOn day: Day) -> Day {
    switch self {
    case .anyDay: return day.rolledToWorkingDay
    case .lastOfMonth: return day.lastOfMonth.rolledToWorkingDay
    case .tenthOfMonth:
      let tenth = day.firstOfMonth + 9
      return (day <= tenth ? tenth : tenth.adding(months: 1)).rolledToWorkingDay
    }
  }
}

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

/// Averages over the issue days of two calendar years, every month alike: what a lateness of `k` days, decided by the
/// client, becomes once due dates, payment runs and weekends have had their say.
struct CalendarAverages {
  /// Mean days from due to payment, for each decided lateness of ``PaymentLaw/possibleDaysLate``.
  let meanDaysLate: [Double]
  /// Share still unpaid at the end of the 30th day after due, same shape.
  let shareUnpaidAt30: [Double]

  init(terms: SampleClient.Terms, run: PaymentRun, years: ClosedRange<Int>) {
    let months = years.flatMap { year in (1...12).compactMap { Day(year: year, month: $0, day: 1) } }
    let issueDays = months.flatMap { month in
      let days = month.workingDaysOfMonth
      let share = (1 - IssueCalendar.shareOnLastWorkingDay) / Double(days.count)
      let weights = days.indices.map { $0 == days.count - 1 ? share + IssueCalendar.shareOnLastWorkingDay : share }
      return zip(days, weights).map { (due: terms.due(forIssue: $0), weight: $1 / Double(months.count)) }
    }
    let averages = PaymentLaw.possibleDaysLate.map { daysLate in
      var (mean, unpaid) = (0.0, 0.0)
      for (due, weight) in issueDays {
        let actual = due.days(until: run.payment(decidedOn: due + daysLate))
        mean += weight * Double(actual)
        if actual > 30 { unpaid += weight }
      }
      return (mean, unpaid)
    }
    meanDaysLate = averages.map(\.0)
    shareUnpaidAt30 = averages.map(\.1)
  }
}
