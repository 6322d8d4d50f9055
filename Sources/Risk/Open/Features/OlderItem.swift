/// 1 when the client has an open item with an earlier due day: it has passed the others over, or this one waits its turn.
public struct OlderItem: OpenItemFeature {
  public let name = "older_item"
  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double { item.hasOlderItem ? 1 : 0 }
}
