internal import RealModule
internal import Receivables

/// log(1 + what the client owes past due, in usual invoices of that client).
public struct OverdueExposure: Feature {
  public let name = "overdue_exposure"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    .log(onePlus: known.client.overdue.inMinorUnits / known.usualAmount)
  }
}
