public import Receivables

/// The count-back (exhaustion) method: how many days of the latest sales the receivables are worth.
public enum CountBack {
  /// Sales of one month and the days it counts for.
  public struct Month: Sendable, Equatable {
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
    /// Months whose sales were negative and counted as zero.
    public let clippedMonths: Int

    public init(days: Double, isExhausted: Bool, clippedMonths: Int) {
      self.days = days
      self.isExhausted = isExhausted
      self.clippedMonths = clippedMonths
    }
  }

  /// One client's net sales by calendar month, latest first, from the as-of day's month to that of its first document.
  public static func months(of account: Account) -> some Sequence<Month> {
    sequence(state: (last: account.asOf, next: account.count - 1)) { state in
      guard state.next >= 0 else { return nil }
      let first = state.last.firstOfMonth
      var sales = Money.zero
      while state.next >= 0, account[state.next].issued >= first {
        sales += account[state.next].netSales
        state.next -= 1
      }
      defer { state.last = first - 1 }
      return Month(sales: sales, days: first.days(until: state.last) + 1)
    }
  }

  /// Subtracts the sales of each month from the receivables, latest month first, adding each month's days; the last
  /// month counts in proportion: residual / sales × days.
  ///
  /// A month without sales adds its days. Receivables of zero or less are worth no day.
  public static func days(receivables: Money, latestFirst months: some Sequence<Month>) -> Days {
    if receivables <= .zero { return Days(days: 0, isExhausted: false, clippedMonths: 0) }
    var (rest, days, clipped) = (receivables, 0, 0)
    for month in months {
      let sales = max(month.sales, .zero)
      if month.sales < .zero { clipped += 1 }
      if sales >= rest {
        let part = rest.inMinorUnits / sales.inMinorUnits * Double(month.days)
        return Days(days: Double(days) + part, isExhausted: false, clippedMonths: clipped)
      }
      rest -= sales
      days += month.days
    }
    return Days(days: Double(days), isExhausted: true, clippedMonths: clipped)
  }
}
