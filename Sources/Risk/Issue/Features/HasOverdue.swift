internal import Receivables

/// 1 when the client has an invoice open at or past its due day.
public struct HasOverdue: IssueFeature {
  public let name = "has_overdue"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { known.hasOverdue ? 1 : 0 }
}
