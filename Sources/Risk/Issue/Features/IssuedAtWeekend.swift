internal import Receivables

/// 1 when the invoice was issued on a Saturday or a Sunday.
public struct IssuedAtWeekend: IssueFeature {
  public let name = "issued_weekend"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { invoice.issued.weekday >= 5 ? 1 : 0 }
}
