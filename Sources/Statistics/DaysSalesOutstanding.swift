public import Receivables

/// The DSO family (délai moyen de règlement clients) on one day, receivables and sales both tax included.
///
/// Source for the variants: Credit Research Foundation, "Measures of accounts receivable performance"; the edge
/// decisions are those of the project's definitions.
public struct DaysSalesOutstanding: Metric {
  public let asOf: Day
  /// The first day that can have sales; the history before it does not exist.
  public let firstDay: Day
  public let windows: Windows
  /// A month before the as-of day, two months before, …
  private let earlierDays: [Day]

  /// How far back each variant looks.
  public struct Windows: Sendable, Equatable {
    /// Days of sales of the simple variants.
    public var sales: Int
    /// Month ends whose receivables the rolling average is over (P1), the as-of day the last of them.
    public var averagedReceivables: Int
    /// Months whose sales the rolling average is over (P2), the last of them up to the as-of day.
    public var averagedSales: Int
    /// Days of payments of the direct payment delay; `nil` for all of them.
    public var payments: Int?

    public init(sales: Int = 90, averagedReceivables: Int = 3, averagedSales: Int = 3, payments: Int? = nil) {
      self.sales = sales
      self.averagedReceivables = averagedReceivables
      self.averagedSales = averagedSales
      self.payments = payments
    }

    func check() {
      precondition(sales > 0 && (payments ?? 1) > 0, "a window of \(sales) and \(payments ?? 1) days")
      precondition(
        averagedReceivables > 0 && averagedSales > 0, "averages of \(averagedReceivables) and \(averagedSales) months")
    }
  }

  /// Invoices a client or a segment needs in the window of sales before its figures mean anything.
  public static let minimumInvoices = 3

  public init(asOf: Day, firstDay: Day, windows: Windows = Windows()) {
    windows.check()
    self.asOf = asOf
    self.firstDay = min(firstDay, asOf)
    self.windows = windows
    earlierDays = (1..<windows.averagedReceivables).map { asOf.adding(months: -$0) }
  }

  public struct Partial: Sendable, Codable {
    /// Net sales by day, from the first day to the as-of day.
    var sales: [Int64]
    var sums = DSOSums()
    /// Receivables of the earlier days that the rolling average needs.
    var earlierReceivables: [Money]
  }

  public var emptyPartial: Partial {
    Partial(
      sales: Array(repeating: 0, count: firstDay.days(until: asOf) + 1),
      earlierReceivables: Array(repeating: .zero, count: windows.averagedReceivables - 1))
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for (index, document) in account.enumerated() {
      partial.sales[firstDay.days(until: document.issued)] += document.netSales.minorUnits
      partial.sums.receivables += document.balance
      if document.isOpen {
        partial.sums.open += document.balance
        if document.due >= asOf { partial.sums.notDue += document.balance }
        if document.isDisputed { partial.sums.disputed += document.balance }
      }
      let allocations = account.allocations(ofDocument: index)
      for (back, day) in earlierDays.enumerated() where document.issued <= day {
        partial.earlierReceivables[back] += document.balance
        for allocation in allocations where allocation.effective > day {
          partial.earlierReceivables[back] += allocation.amount
        }
      }
      if !document.isSale { continue }
      if document.issued.days(until: asOf) < windows.sales { partial.sums.invoicesInWindow += 1 }
      for allocation in allocations {
        if let window = windows.payments, allocation.effective.days(until: asOf) >= window { continue }
        partial.sums.add(allocation, issued: document.issued, times: 1)
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in earlier.sales.indices { earlier.sales[day] += later.sales[day] }
    earlier.sums += later.sums
    for back in earlier.earlierReceivables.indices {
      earlier.earlierReceivables[back] += later.earlierReceivables[back]
    }
  }

  public func value(of partial: Partial) -> Family {
    Family(
      asOf: asOf, windows: windows, sums: partial.sums,
      sales: SalesHistory(firstDay: firstDay, amounts: partial.sales),
      averaged: [partial.sums.receivables] + partial.earlierReceivables)
  }
}

/// What the family is computed from on one day, but for the sales: sums over the documents of a portfolio, a segment or a
/// client.
struct DSOSums: Sendable, Codable, Equatable {
  var receivables = Money.zero
  /// Open items before unallocated credit.
  var open = Money.zero
  var notDue = Money.zero
  var disputed = Money.zero
  var invoicesInWindow = 0
  /// Σ payment, and Σ payment × days since issue.
  var paid: Int64 = 0
  var paidTimesDays: Int128 = 0
  var undatedPayments = 0

  /// Adds a payment of an invoice; with `times` −1 takes it away. What is given back is no payment, and has no delay.
  mutating func add(_ allocation: Allocation, issued: Day, times: Int64) {
    switch allocation.kind {
    case .payment:
      let amount = max(allocation.amount, .zero).minorUnits * times
      paid += amount
      paidTimesDays += Int128(amount) * Int128(issued.days(until: allocation.day))
    case .undatedPayment: undatedPayments += Int(times)
    case .credit, .writeOff: break
    }
  }

  static func += (sums: inout DSOSums, other: DSOSums) {
    sums.receivables += other.receivables
    sums.open += other.open
    sums.notDue += other.notDue
    sums.disputed += other.disputed
    sums.invoicesInWindow += other.invoicesInWindow
    sums.paid += other.paid
    sums.paidTimesDays += other.paidTimesDays
    sums.undatedPayments += other.undatedPayments
  }
}
