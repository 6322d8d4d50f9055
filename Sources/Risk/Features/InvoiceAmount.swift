internal import RealModule
internal import Receivables

/// log(amount / the portfolio's mean amount).
public struct InvoiceAmount: Feature {
  public let name = "amount"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    .log(max(invoice.amount.inMinorUnits, 1) / known.portfolio.meanAmount)
  }
}
