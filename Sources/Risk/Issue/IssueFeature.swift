internal import Receivables

/// One feature of the at-issue model: *will this invoice be more than g days late?*
///
/// It is given the invoice as issued and what was known the day before, and nothing else, so it cannot use what came
/// after. To add one: a file in `Features/`, and a line in ``IssueFeatures/standard``.
public protocol IssueFeature: Sendable {
  /// Stable, in model files.
  var name: String { get }
  func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double
}

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
