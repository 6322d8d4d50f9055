public import Receivables

/// The DSO family (délai moyen de règlement clients) on one day, receivables and sales both tax included: a
/// ``DSOSeries`` of one day.
///
/// Source for the variants: Credit Research Foundation, "Measures of accounts receivable performance"; the edge
/// decisions are those of the project's definitions.
public struct DaysSalesOutstanding: Metric {
  private let series: DSOSeries

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
    series = DSOSeries(days: [asOf], firstDay: firstDay, windows: windows)
  }

  public var emptyPartial: DSOSeries.Partial { series.emptyPartial }

  public func accumulate(_ account: Account, into partial: inout DSOSeries.Partial) {
    series.accumulate(account, into: &partial)
  }

  public func merge(_ later: DSOSeries.Partial, into earlier: inout DSOSeries.Partial) {
    series.merge(later, into: &earlier)
  }

  public func value(of partial: DSOSeries.Partial) -> Family { series.value(of: partial)[0] }
}
