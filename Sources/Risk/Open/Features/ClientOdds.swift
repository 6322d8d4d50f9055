/// Log-odds that an item of this age is paid within the horizon, by the client's own hazard drawn to the portfolio's, less
/// the same by the portfolio's: above 0 for a client that pays such items faster than the others.
///
/// The hazard is that of the item's own age, so that a client who always pays on the fortieth day is not held to be slow
/// on the thirtieth.
public struct ClientOdds: OpenItemFeature {
  public let name = "client_odds"
  public let dependsOnHorizon = true
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    horizon.clientOdds - horizon.portfolioOdds
  }
}
