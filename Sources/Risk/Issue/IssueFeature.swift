/// One feature of the at-issue model: *will this invoice be more than g days late?*
///
/// It is given the invoice as issued and what was known the day before, and nothing else, so it cannot use what came
/// after. To add one: a file in `Features/`, a line in ``IssueFeatures/standard``, and its words in the reports.
public protocol IssueFeature: Sendable {
  /// Stable, in model files.
  var name: String { get }
  func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double
}
