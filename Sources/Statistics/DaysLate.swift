public import Receivables

/// Days late of what was paid: payment day less due day, early payments negative.
///
/// These are means of paid invoices only; they hide the worst payers, whose invoices are still open. Payment decay counts
/// those too.
public struct DaysLate: Metric {
  /// The days whose payments count.
  private let paid: ClosedRange<Day>

  /// - Parameters:
  ///   - paidAfter: Payments of the days after this one; `nil` for all.
  ///   - paidUntil: Payments up to the end of this day; `nil` for all up to the as-of day.
  public init(paidAfter: Day? = nil, paidUntil: Day? = nil) {
    let first = paidAfter.map { $0 + 1 } ?? Day(number: .min)
    paid = first...max(paidUntil ?? .never, first)
  }

  public struct Partial: Sendable, Codable {
    /// Invoices paid in full, by days late of the last payment.
    var late = DayCounts()
    var paid: Int64 = 0
    var paidTimesLate: Int128 = 0
  }

  public var emptyPartial: Partial { Partial() }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for (index, document) in account.enumerated() where document.kind != .creditNote {
      if let closing = document.closing, closing.kind == .payment, paid.contains(closing.effective) {
        partial.late.add(document.due.days(until: closing.day))
      }
      for allocation in account.allocations(ofDocument: index)
      where allocation.kind == .payment && paid.contains(allocation.effective) {
        partial.paid += allocation.amount.minorUnits
        partial.paidTimesLate += Int128(allocation.amount.minorUnits) * Int128(document.due.days(until: allocation.day))
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.late.merge(later.late)
    earlier.paid += later.paid
    earlier.paidTimesLate += later.paidTimesLate
  }

  /// In days; `nil` when nothing was paid.
  public struct Summary: Sendable {
    /// Invoices paid in full.
    public let paidInvoices: Int
    public let mean: Double?
    public let median: Double?
    /// Σ(payment × days late) / Σ payment, partial payments included.
    public let weightedMean: Double?
  }

  public func value(of partial: Partial) -> Summary {
    let count = partial.late.total
    var sum: Int64 = 0
    for (offset, invoices) in partial.late.counts.enumerated() {
      sum += invoices * Int64(partial.late.firstDay + offset)
    }
    return Summary(
      paidInvoices: Int(count), mean: count > 0 ? Double(sum) / Double(count) : nil, median: partial.late.median,
      weightedMean: partial.paid > 0 ? Double(partial.paidTimesLate) / Double(partial.paid) : nil)
  }
}
