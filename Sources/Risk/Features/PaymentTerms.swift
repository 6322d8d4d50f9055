internal import Receivables

/// Days from issue to due, in months of 30 days.
public struct PaymentTerms: Feature {
  public let name = "terms"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    Double(invoice.issued.days(until: invoice.due)) / 30
  }
}
