internal import RealModule
internal import Receivables

/// log(amount / the client's usual amount).
public struct RelativeAmount: Feature {
  public let name = "relative_amount"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    .log(max(invoice.amount.inMinorUnits, 1) / known.usualAmount)
  }
}
