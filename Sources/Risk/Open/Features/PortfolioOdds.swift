/// Log-odds that an item of this age is paid within the horizon, by the whole portfolio's hazard.
public struct PortfolioOdds: OpenItemFeature {
  public let name = "portfolio_odds"
  public let dependsOnHorizon = true
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    horizon.portfolioOdds
  }
}
