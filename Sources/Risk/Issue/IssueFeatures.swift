/// The features of the at-issue model.
public enum IssueFeatures {
  /// In order.
  public static let standard: [any IssueFeature] = [
    ClientCurve(), ClientMeanDelay(), SlowTail(), IssuedAtWeekend(), UsualAmount(), HasOverdue(), NothingPaidYet(),
    DueWeekday(), DueMonthEnd(), Terms(),
  ]

  /// The standard ones, then one for each declared attribute.
  public static func catalogue(attributes: [String]) -> [any IssueFeature] {
    standard + attributes.enumerated().map { DeclaredAttribute($1, place: $0) }
  }

  /// What a feature is about: three describe the client's own payment curve, and only together say whether it is a bad one.
  static func subject(_ feature: String) -> String {
    [ClientMeanDelay().name, SlowTail().name].contains(feature) ? ClientCurve().name : feature
  }
}
