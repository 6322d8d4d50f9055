/// Log of the invoice's amount over the client's usual (geometric mean) amount, shrunk to the portfolio's.
public struct AmountToUsual: OpenItemFeature {
  public let name = "amount_to_usual"
  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    item.logAmount - item.usualLogAmount
  }
}
