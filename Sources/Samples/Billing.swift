import RealModule
import Receivables

/// Decides how many invoices each client receives in each month, and on which days.
struct Billing {
  /// A calendar month that the simulated window touches.
  private struct Month {
    let workingDays: [Day]
    /// Seasonal volume times growth.
    let weight: Double
  }

  private let months: [Month]
  /// Invoices a month for a client of volume 1 in a month of weight 1, so that the ledger has its expected size.
  private let rate: Double

  init(accounts: [SampleAccount], window: ClosedRange<Day>) {
    var (months, first): ([Month], Day) = ([], window.lowerBound.firstOfMonth)
    while first <= window.upperBound {
      let years = Double(months.count) / 12
      let growth = Double.exp(years * Double.log(1 + IssueCalendar.yearlyGrowth))
      let season = IssueCalendar.volumeByMonth[first.calendar.month - 1]
      months.append(Month(workingDays: first.workingDaysOfMonth, weight: season * growth))
      first = first.lastOfMonth + 1
    }
    self.months = months

    let windowDays = Double(window.lowerBound.days(until: window.upperBound) + 1)
    let meanWeight = months.reduce(0) { $0 + $1.weight } / Double(months.count)
    let activeVolume = accounts.reduce(0.0) { sum, account in
      let days = account.active.lowerBound.days(until: account.active.upperBound) + 1
      return sum + account.volume * Double(days) / windowDays
    }
    rate = SampleLedger.invoicesPerClientMonth * Double(accounts.count) / (activeVolume * meanWeight)
  }

  /// The issue days of a client's invoices, in order; at least one, and working days only.
  func issueDays(of account: SampleAccount, using random: inout SplitMix64) -> [Day] {
    var days: [Day] = []
    for month in months where month.workingDays[month.workingDays.count - 1] >= account.active.lowerBound {
      for _ in 0..<random.poisson(mean: rate * account.volume * month.weight) {
        let day = IssueCalendar.day(among: month.workingDays, using: &random)
        if account.active.contains(day) { days.append(day) }
      }
    }
    if account.isOpenedInWindow || days.isEmpty { days.append(account.active.lowerBound) }
    return days.sorted()
  }
}
