internal import Receivables

/// Log of the amount over the client's usual (geometric mean) amount, shrunk to the portfolio's.
public struct UsualAmount: IssueFeature {
  public let name = "usual_amount"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double {
    InvoiceLife.logAmount(invoice.amount) - known.usualLogAmount
  }
}
