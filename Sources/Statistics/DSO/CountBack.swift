public import Receivables

/// The count-back (exhaustion) method: how many days of the latest sales the receivables are worth.
public enum CountBack {
  /// Sales of a month or a day, and the days it counts for.
  public struct Period: Sendable, Equatable {
    public let sales: Money
    public let days: Int

    public init(sales: Money, days: Int) {
      self.sales = sales
      self.days = days
    }
  }

  /// A number of days, or the least it can be.
  public struct Days: Sendable, Equatable {
    public let days: Double
    /// The sales history ran out first: the true figure is at least `days`.
    public let isExhausted: Bool
    /// Periods whose sales were negative and counted as zero.
    public let clippedPeriods: Int

    public init(days: Double, isExhausted: Bool, clippedPeriods: Int) {
      self.days = days
      self.isExhausted = isExhausted
      self.clippedPeriods = clippedPeriods
    }
  }

  /// One client's net sales by calendar month, latest first, from the as-of day's month to that of its first document.
  public static func months(of account: Account) -> some Sequence<Period> {
    sequence(state: (last: account.asOf, next: account.count - 1)) { state in
      guard state.next >= 0 else { return nil }
      let first = state.last.firstOfMonth
      var sales = Money.zero
      while state.next >= 0, account[state.next].issued >= first {
        sales += account[state.next].netSales
        state.next -= 1
      }
      defer { state.last = first - 1 }
      return Period(sales: sales, days: first.days(until: state.last) + 1)
    }
  }

  /// Subtracts the sales of each period from the receivables, latest first, adding each period's days; the last one counts
  /// in proportion: residual / sales × days.
  ///
  /// A period without sales adds its days. Receivables of zero or less are worth no day.
  public static func days(receivables: Money, latestFirst periods: some Sequence<Period>) -> Days {
    if receivables <= .zero { return Days(days: 0, isExhausted: false, clippedPeriods: 0) }
    var (rest, days, clipped) = (receivables, 0, 0)
    for period in periods {
      let sales = max(period.sales, .zero)
      if period.sales < .zero { clipped += 1 }
      if sales >= rest {
        let part = rest.inMinorUnits / sales.inMinorUnits * Double(period.days)
        return Days(days: Double(days) + part, isExhausted: false, clippedPeriods: clipped)
      }
      rest -= sales
      days += period.days
    }
    return Days(days: Double(days), isExhausted: true, clippedPeriods: clipped)
  }
}
