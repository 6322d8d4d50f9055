/// One feature of the model of open items: *will this item be paid within h days?*
///
/// It is given what was known at the end of the prediction day, and nothing else, so it cannot use what came after. To
/// add one: a file in `Features/`, a line in ``OpenItemFeatures/standard``, and its words in the reports.
public protocol OpenItemFeature: Sendable {
  /// Stable, in model files.
  var name: String { get }
  /// Whether the value is another for another horizon.
  var dependsOnHorizon: Bool { get }
  /// - Parameter horizon: h, and the item's chances within it.
  func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double
}
