/// What the columns of a model of failure are turned into.
public enum ColumnForm: String, Sendable, Codable, CaseIterable {
  /// A smooth curve of each figure's rank beside its weight of evidence, and an effect for each word: the better predictions.
  case curves
  /// Weights of evidence alone, which only rise or only fall with a figure: a scorecard, for those who must be able to defend
  /// each point.
  case evidence
}
