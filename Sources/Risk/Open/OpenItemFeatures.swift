internal import Execution
internal import RealModule

/// The columns of the model of open items: its features, log(h / 30), and the product of each feature with it, since an
/// effect may fade or grow with the horizon.
public enum OpenItemFeatures {
  /// In order.
  public static var standard: [any OpenItemFeature] {
    [
      PortfolioOdds(), ClientOdds(), LogAge(), LogAge(knot: 7), LogAge(knot: 30), PassedOver(), MeanLateness(),
      OlderItem(), ItemAmount(), AmountToUsual(), MonthEndHabit(),
    ]
  }

  static let horizonColumn = "log_horizon"

  static func columns(_ features: [any OpenItemFeature]) -> [String] {
    features.map(\.name) + features.map { "\($0.name):\(horizonColumn)" } + [horizonColumn]
  }

  /// What a column is about: its feature; the age, all its knots and the portfolio's pace at it together.
  static func subject(_ column: String) -> String {
    let name = column.split(separator: ":").first.map(String.init) ?? column
    return name.hasPrefix(LogAge().name) ? PortfolioOdds().name : name
  }

  /// Calls `body` with an item's values at each horizon, in the order of the columns.
  static func forEachHorizon(
    _ horizons: some Sequence<Int>, _ features: [any OpenItemFeature], of item: OpenItemKnowledge,
    _ body: (Int, [Double]) -> Void
  ) {
    let count = features.count
    var values = Array(copies: 2 * count + 1, of: 0.0)
    for (index, days) in horizons.enumerated() {
      let horizon = item.horizon(days)
      for place in 0..<count where index == 0 || features[place].dependsOnHorizon {
        values[place] = features[place].value(of: item, within: horizon)
      }
      let logHorizon = logHorizons[days]
      for place in 0..<count { values[count + place] = values[place] * logHorizon }
      values[2 * count] = logHorizon
      body(days, values)
    }
  }

  /// By days, to the longest horizon of a model.
  private static let logHorizons = (0...OpenItemGroup.longestHorizon).map { Double.log(Double($0) / 30) }
}
