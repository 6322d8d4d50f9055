internal import RealModule

/// log(1 + the client's payments of other items since this one fell due): each has passed it over.
public struct PassedOver: OpenItemFeature {
  public let name = "passed_over"
  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    .log(onePlus: Double(item.passedOver))
  }
}
