/// Mean days late of what the client has paid, two payments on the due day added.
public struct MeanLateness: OpenItemFeature {
  public let name = "mean_lateness"
  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double { item.meanLateness }
}
