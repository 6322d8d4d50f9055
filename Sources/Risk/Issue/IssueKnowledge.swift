internal import RealModule
public import Receivables

/// What is known when an invoice is issued, at the end of the day before: all that its features may use.
public struct IssueKnowledge: Sendable {
  /// P(unpaid after the days of grace) by the client's own payment curve, shrunk to the portfolio's.
  public let unpaid: Double
  /// The same by the portfolio's curve.
  public let portfolioUnpaid: Double
  /// Both three paying days later.
  public let unpaidLater: Double
  public let portfolioUnpaidLater: Double
  /// Mean position of payment after the threshold, in paying days, by the client's curve.
  public let meanDelay: Double
  /// Mean log amount of the client's invoices, shrunk to the portfolio's.
  public let usualLogAmount: Double
  public let hasOverdue: Bool
  public let hasPaid: Bool
  /// How much later than its others the client's invoices due on the same day of the week are, in log-odds, and those due at
  /// the turn of a month if this one is, or not if it is not (``DueDayRecord``).
  public let weekdayExcess: Double
  public let monthEndExcess: Double
  /// Records of the declared attributes, to be read as of ``day``.
  let attributes: [AttributeHistory.Record]
  /// The day whose end this is.
  let day: Day
}

extension IssueKnowledge {
  /// An amount over the client's usual one.
  public func ratioToUsual(_ amount: Money) -> Double { .exp(InvoiceLife.logAmount(amount) - usualLogAmount) }
}
