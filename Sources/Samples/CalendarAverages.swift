import Receivables

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
