/// What a penalty keeps in check. Columns of one kind share a factor λ.
public enum PenaltyKind: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
  /// Slopes and bends of a curve, which draws it to no effect.
  case curve
  /// The distance of a word, or of one of a few values, from no effect.
  case level
  /// Its distance from its neighbours: values have an order, and codes in words often go from good to bad.
  case levelOrder = "level_order"
  /// The effect of a gap.
  case gap
  /// How far a column's weight of evidence counts.
  case evidence
}
