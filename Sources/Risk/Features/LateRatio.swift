internal import RealModule

/// Log-odds of the client's share of invoices paid after their due day, shrunk to the portfolio's share.
public struct LateRatio: Feature {
  public let name = "late_ratio"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    let ratio = known.shrunk(
      Double(known.client.settledLate), of: Double(known.client.settled), towards: known.portfolio.settledLateRate)
    return .log(ratio / (1 - ratio))
  }
}
