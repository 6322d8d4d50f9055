public import Receivables

/// Days late of what was paid: payment day less due day, early payments negative.
///
/// These are means of paid invoices only; they hide the worst payers, whose invoices are still open. ``PaymentDelays``
/// counts those too.
public struct DaysLate: Metric {
  public init() {}

  public var emptyPartial: PaidDelay { PaidDelay() }

  public func accumulate(_ account: Account, into partial: inout PaidDelay) {
    partial.add(account, from: .due)
  }

  public func merge(_ later: PaidDelay, into earlier: inout PaidDelay) { earlier.merge(later) }

  public func value(of partial: PaidDelay) -> PaidDelay.Summary { partial.summary }
}
