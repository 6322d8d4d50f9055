internal import Receivables

/// Mean paying days from this invoice's threshold to payment, by the client's curve, which counts open invoices as well.
public struct ClientMeanDelay: IssueFeature {
  public let name = "mean_delay"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { known.meanDelay }
}
