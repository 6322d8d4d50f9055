internal import RealModule

/// Log-odds of the client's share of invoices still unpaid after the days of grace, shrunk to the portfolio's share.
///
/// Unlike the late ratio it counts invoices that are not paid yet.
public struct UnpaidRatio: Feature {
  public let name = "unpaid_ratio"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    .log(known.lateRate / (1 - known.lateRate))
  }
}
