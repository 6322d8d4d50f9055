/// Log of the invoice's amount over the portfolio's usual (geometric mean) amount.
public struct ItemAmount: OpenItemFeature {
  public let name = "item_amount"
  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    item.logAmount - item.portfolioLogAmount
  }
}
