public import Receivables

extension DaysSalesOutstanding {
  /// All variants on one day, in days. `nil` where the denominator is missing.
  public struct Family: Sendable {
    public let asOf: Day
    public let windows: Windows
    public let receivables: Money
    /// Open items before unallocated credit.
    public let open: Money
    /// Of which not yet due.
    public let notDue: Money
    /// Sales over the window that ends on the as-of day.
    public let sales: Money
    public let invoicesInWindow: Int
    /// Count-back on calendar months: the headline.
    public let countBack: CountBack.Days
    /// Count-back without disputed items. The flag has no day: of a day in the past it says what is disputed today.
    public let countBackUndisputed: CountBack.Days
    /// Count-back on months of 30 days.
    public let countBackThirty: CountBack.Days
    /// Count-back on the sales of each day.
    public let countBackDaily: CountBack.Days
    /// Count-back of the part not yet due.
    public let contractual: CountBack.Days
    /// Receivables / sales × window.
    public let simple: Double?
    /// Part not yet due / sales × window.
    public let bestPossible: Double?
    /// Mean receivables over P1 month ends × 30 / mean monthly sales over P2 months; `nil` when the ledger begins later
    /// than the first of those months.
    public let rollingAverage: Double?
    /// Σ(payment × days since issue) / Σ payment over dated payments. Not a DSO.
    public let directPaymentDelay: Double?
    public let undatedPayments: Int
    /// Days from the first issue day to the as-of day. Shorter than the window, the simple variants divide by less sales
    /// than the window could hold.
    public let historyDays: Int

    public var pastDue: Money { open - notDue }
    /// What lateness adds: count-back less its contractual part.
    public var overdue: Double { countBack.days - contractual.days }
    /// Average days delinquent as implied: simple less best possible.
    public var impliedDelinquency: Double? { simple.flatMap { simple in bestPossible.map { simple - $0 } } }

    /// - Parameter averaged: Receivables of the as-of day, a month before, …: P1 of them.
    init(asOf: Day, windows: Windows, sums: DSOSums, sales: SalesHistory, averaged: [Money]) {
      self.asOf = asOf
      self.windows = windows
      receivables = sums.receivables
      open = sums.open
      notDue = sums.notDue
      invoicesInWindow = sums.invoicesInWindow
      undatedPayments = sums.undatedPayments
      historyDays = sales.firstDay.days(until: asOf) + 1

      // Unallocated credit can leave less to pay than what is not yet due.
      let contractualPart = min(sums.notDue, max(sums.receivables, .zero))
      let months = sales.months(until: asOf, counting: .calendar)
      countBack = CountBack.days(receivables: sums.receivables, latestFirst: months)
      countBackUndisputed = CountBack.days(receivables: sums.receivables - sums.disputed, latestFirst: months)
      contractual = CountBack.days(receivables: contractualPart, latestFirst: months)
      countBackThirty = CountBack.days(
        receivables: sums.receivables, latestFirst: sales.months(until: asOf, counting: .thirty))
      countBackDaily = CountBack.days(receivables: sums.receivables, latestFirst: sales.days(until: asOf))

      let inWindow = sales.total(after: asOf - windows.sales, until: asOf)
      func ratio(_ money: Money) -> Double? {
        inWindow > .zero ? max(money, .zero).inMinorUnits / inWindow.inMinorUnits * Double(windows.sales) : nil
      }
      self.sales = inWindow
      simple = ratio(sums.receivables)
      bestPossible = ratio(contractualPart)
      rollingAverage = Family.rollingAverage(asOf: asOf, windows: windows, sales: sales, averaged: averaged)
      directPaymentDelay = sums.paid > 0 ? Double(sums.paidTimesDays) / Double(sums.paid) : nil
    }

    private static func rollingAverage(
      asOf: Day, windows: Windows, sales: SalesHistory, averaged: [Money]
    ) -> Double? {
      let months = max(windows.averagedReceivables, windows.averagedSales)
      if asOf.adding(months: 1 - months) < sales.firstDay { return nil }
      let sold = sales.total(after: asOf.adding(months: -windows.averagedSales), until: asOf)
      if sold <= .zero { return nil }
      let receivables = max(averaged.reduce(.zero, +), .zero)
      return receivables.inMinorUnits / Double(windows.averagedReceivables) * 30
        / (sold.inMinorUnits / Double(windows.averagedSales))
    }
  }
}
