internal import RealModule

/// log(1 + the client's other open items more than 15 days past due): a client that lets debts grow old.
public struct OldItems: OpenItemFeature {
  public let name = "old_items"
  public func value(of item: OpenItemKnowledge) -> Double { .log(onePlus: Double(item.otherOldItems)) }
}
