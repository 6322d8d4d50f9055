internal import RealModule

/// log(1 + invoices the client has paid in full): how long a record there is.
public struct SettledCount: Feature {
  public let name = "settled_count"
  public func value(of invoice: Prospect, _ known: Known) -> Double { .log(onePlus: Double(known.client.settled)) }
}
