internal import Receivables

/// 1 when the client has not paid any invoice yet.
public struct NothingPaidYet: IssueFeature {
  public let name = "nothing_paid_yet"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { known.hasPaid ? 0 : 1 }
}
