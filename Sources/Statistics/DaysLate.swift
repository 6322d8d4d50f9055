public import Receivables

/// Days late of what was paid: payment day less due day, early payments negative.
///
/// These are means of paid invoices only; they hide the worst payers, whose invoices are still open. ``PaymentDelays``
/// counts those too.
public struct DaysLate: Metric {
  private let delay: PaidDelay

  /// - Parameters:
  ///   - paidAfter: Payments of the days after this one; `nil` for all.
  ///   - paidUntil: Payments up to the end of this day; `nil` for all up to the as-of day.
  public init(paidAfter: Day? = nil, paidUntil: Day? = nil) {
    delay = PaidDelay(from: .due, paidAfter: paidAfter, paidUntil: paidUntil)
  }

  public var emptyPartial: PaidDelay.Sums { PaidDelay.Sums() }

  public func accumulate(_ account: Account, into partial: inout PaidDelay.Sums) { delay.add(account, to: &partial) }

  public func merge(_ later: PaidDelay.Sums, into earlier: inout PaidDelay.Sums) { earlier.merge(later) }

  public func value(of partial: PaidDelay.Sums) -> PaidDelay.Summary { partial.summary }
}

/// The days from due or issue day to payment, of the payments of a period.
public struct PaidDelay: Sendable {
  /// The day a delay is counted from.
  public enum Origin: String, Sendable, CaseIterable {
    /// Days late: early payments are negative.
    case due
    /// Days to pay.
    case issue

    func day(of document: Document) -> Day { self == .due ? document.due : document.issued }
  }

  private let origin: Origin
  /// The days whose payments count.
  private let paid: ClosedRange<Day>

  init(from origin: Origin, paidAfter: Day?, paidUntil: Day?) {
    let first = paidAfter.map { $0 + 1 } ?? Day(number: .min)
    self.origin = origin
    paid = first...max(paidUntil ?? .never, first)
  }

  public struct Sums: Sendable, Codable {
    /// Invoices paid in full, by the delay of the last payment.
    var delays = DayCounts()
    var paid: Int64 = 0
    var paidTimesDelay: Int128 = 0
  }

  func add(_ account: Account, to sums: inout Sums) {
    for (index, document) in account.enumerated() where document.kind != .creditNote {
      let start = origin.day(of: document)
      if let closing = document.closing, closing.kind == .payment, paid.contains(closing.effective) {
        sums.delays.add(start.days(until: closing.day))
      }
      for allocation in account.allocations(ofDocument: index)
      where allocation.kind == .payment && paid.contains(allocation.effective) {
        sums.paid += allocation.amount.minorUnits
        sums.paidTimesDelay += Int128(allocation.amount.minorUnits) * Int128(start.days(until: allocation.day))
      }
    }
  }

  /// In days; `nil` when nothing was paid.
  public struct Summary: Sendable {
    /// Invoices paid in full.
    public let paidInvoices: Int
    public let mean: Double?
    public let median: Double?
    /// The delay that nine invoices of ten did not exceed.
    public let p90: Double?
    /// Σ(payment × delay) / Σ payment, partial payments included.
    public let weightedMean: Double?
  }
}

extension PaidDelay.Sums {
  mutating func merge(_ later: PaidDelay.Sums) {
    delays.merge(later.delays)
    paid += later.paid
    paidTimesDelay += later.paidTimesDelay
  }

  var summary: PaidDelay.Summary {
    let count = delays.total
    var sum: Int64 = 0
    for (offset, invoices) in delays.counts.enumerated() { sum += invoices * Int64(delays.firstDay + offset) }
    return PaidDelay.Summary(
      paidInvoices: Int(count), mean: count > 0 ? Double(sum) / Double(count) : nil, median: delays.median,
      p90: delays.quantile(0.9), weightedMean: paid > 0 ? Double(paidTimesDelay) / Double(paid) : nil)
  }
}
