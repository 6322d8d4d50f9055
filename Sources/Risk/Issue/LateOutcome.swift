public import Receivables

/// The event a late-payment model predicts: an invoice still unpaid at the end of the day `grace` days after it was due.
public struct LateOutcome: Sendable {
  /// g, in days.
  public let grace: Int
  /// Nobody calls an invoice late only after a year.
  public static let longestGrace = 365

  public init(grace: Int = 30) {
    precondition(grace >= 0, "\(grace) days of grace")
    self.grace = grace
  }

  /// Whether the invoice was late, or `nil` when a snapshot cannot tell: the day has not come yet, or the invoice left
  /// before it by a credit note or a write-off. Of an opening item it never can: those are in the ledger because they were
  /// still unpaid, and the ones paid in time are not.
  public func isLate(_ document: Document, asOf day: Day) -> Bool? {
    let horizon = document.due + grace
    guard document.isSale, document.enteredOn == nil, horizon <= day else { return nil }
    guard let closing = document.closing, closing.effective <= horizon else { return true }
    switch closing.kind {
    case .payment: return false
    case .undatedPayment, .credit, .writeOff: return nil
    }
  }
}
