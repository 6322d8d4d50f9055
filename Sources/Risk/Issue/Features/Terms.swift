internal import RealModule
internal import Receivables

/// log(1 + days from issue to due); 0 when due at issue or before.
public struct Terms: IssueFeature {
  public let name = "terms"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double {
    .log(onePlus: Double(max(invoice.issued.days(until: invoice.due), 0)))
  }
}
