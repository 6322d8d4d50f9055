@testable import Risk

extension OpenItemFeatures {
  /// An item's values at one horizon, in the order of the columns.
  static func values(_ features: [any OpenItemFeature], of item: OpenItemKnowledge, horizon: Int) -> [Double] {
    var found: [Double] = []
    forEachHorizon([horizon], features, of: item) { found = $1 }
    return found
  }
}
