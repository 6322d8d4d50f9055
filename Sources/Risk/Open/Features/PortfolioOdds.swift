internal import RealModule

/// Log-odds that an item of this age is paid within a week, by the whole portfolio's hazard Λ: log(e^Λ − 1).
public struct PortfolioOdds: OpenItemFeature {
  public let name = "portfolio_odds"
  public func value(of item: OpenItemKnowledge) -> Double {
    // A week in which nobody pays, or everybody does, has no finite odds.
    .log(max(.expMinusOne(min(item.hazardOfWeek, 20)), 1e-6))
  }
}
