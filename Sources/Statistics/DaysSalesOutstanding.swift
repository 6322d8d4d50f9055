public import Receivables

/// The DSO family (délai moyen de règlement clients), receivables and sales both tax included.
///
/// Source for the variants: Credit Research Foundation, "Measures of accounts receivable performance"; the edge
/// decisions are those of the project's definitions.
public struct DaysSalesOutstanding: Metric {
  public let asOf: Day
  /// The first day that can have sales; the history before it does not exist.
  public let firstDay: Day
  /// Days of the window of the simple variants.
  public let window: Int

  public init(asOf: Day, firstDay: Day, window: Int = 90) {
    precondition(window > 0, "a window of \(window) days")
    self.asOf = asOf
    self.firstDay = min(firstDay, asOf)
    self.window = window
  }

  public struct Partial: Sendable, Codable {
    /// Net sales by day, from the first day to the as-of day.
    var sales: [Int64]
    var receivables = Money.zero
    var notDue = Money.zero
    var disputed = Money.zero
    var invoicesInWindow = 0
    /// Σ payment, and Σ payment × days since issue.
    var paid: Int64 = 0
    var paidTimesDays: Int128 = 0
    var undatedPayments = 0
  }

  public var emptyPartial: Partial { Partial(sales: Array(repeating: 0, count: firstDay.days(until: asOf) + 1)) }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for (index, document) in account.enumerated() {
      partial.sales[firstDay.days(until: document.issued)] += document.netSales.minorUnits
      partial.receivables += document.balance
      if document.isOpen, document.due >= asOf { partial.notDue += document.balance }
      if document.isOpen, document.isDisputed { partial.disputed += document.balance }
      if document.kind == .creditNote { continue }
      if document.issued.days(until: asOf) < window { partial.invoicesInWindow += 1 }
      if document.balance == document.amount { continue }
      for allocation in account.allocations(ofDocument: index) {
        switch allocation.kind {
        case .payment:
          let amount = allocation.amount.minorUnits
          partial.paid += amount
          partial.paidTimesDays += Int128(amount) * Int128(document.issued.days(until: allocation.day))
        case .undatedPayment: partial.undatedPayments += 1
        case .credit, .writeOff: break
        }
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in earlier.sales.indices { earlier.sales[day] += later.sales[day] }
    earlier.receivables += later.receivables
    earlier.notDue += later.notDue
    earlier.disputed += later.disputed
    earlier.invoicesInWindow += later.invoicesInWindow
    earlier.paid += later.paid
    earlier.paidTimesDays += later.paidTimesDays
    earlier.undatedPayments += later.undatedPayments
  }

  /// All variants, in days. `nil` where the denominator is missing.
  public struct Family: Sendable {
    public let window: Int
    public let receivables: Money
    /// Sales over the window that ends on the as-of day.
    public let sales: Money
    public let invoicesInWindow: Int
    /// Count-back on calendar months: the headline.
    public let countBack: CountBack.Days
    /// Count-back without disputed items.
    public let countBackUndisputed: CountBack.Days
    /// Count-back of the part not yet due.
    public let contractual: CountBack.Days
    /// Receivables / sales × window.
    public let simple: Double?
    /// Part not yet due / sales × window.
    public let bestPossible: Double?
    /// Σ(payment × days since issue) / Σ payment over all dated payments. Not a DSO.
    public let directPaymentDelay: Double?
    public let undatedPayments: Int
    /// Days from the first issue day to the as-of day. Shorter than the window, the simple variants divide by less sales
    /// than the window could hold.
    public let historyDays: Int

    /// What lateness adds: count-back less its contractual part.
    public var overdue: Double { countBack.days - contractual.days }
    /// Average days delinquent as implied: simple less best possible.
    public var impliedDelinquency: Double? { simple.flatMap { simple in bestPossible.map { simple - $0 } } }
  }

  public func value(of partial: Partial) -> Family {
    let months = monthsLatestFirst(partial.sales)
    let sales = partial.sales.suffix(window).reduce(0, +)
    func ratio(_ money: Money) -> Double? {
      sales > 0 ? max(money, .zero).inMinorUnits / Double(sales) * Double(window) : nil
    }
    let notDue = min(partial.notDue, max(partial.receivables, .zero))
    return Family(
      window: window, receivables: partial.receivables, sales: Money(minorUnits: sales),
      invoicesInWindow: partial.invoicesInWindow,
      countBack: CountBack.days(receivables: partial.receivables, latestFirst: months),
      countBackUndisputed: CountBack.days(receivables: partial.receivables - partial.disputed, latestFirst: months),
      contractual: CountBack.days(receivables: notDue, latestFirst: months), simple: ratio(partial.receivables),
      bestPossible: ratio(notDue),
      directPaymentDelay: partial.paid > 0 ? Double(partial.paidTimesDays) / Double(partial.paid) : nil,
      undatedPayments: partial.undatedPayments,
      historyDays: partial.sales.count)
  }

  /// Calendar months back to the first day's; the current one counts its elapsed days.
  /// They are summed as they are asked for, which is seldom more than a few.
  private func monthsLatestFirst(_ sales: [Int64]) -> some Sequence<CountBack.Month> {
    sequence(state: asOf) { last in
      if last < firstDay { return nil }
      let first = last.firstOfMonth
      let days = max(firstDay.days(until: first), 0)...firstDay.days(until: last)
      defer { last = first - 1 }
      return CountBack.Month(
        sales: Money(minorUnits: sales[days].reduce(0, +)), days: first.days(until: last) + 1)
    }
  }
}
