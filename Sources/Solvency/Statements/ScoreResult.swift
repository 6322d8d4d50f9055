/// A score, or why there is none.
public enum ScoreResult: Sendable {
  case score(FinancialScore)
  case missing([StatementItem])
  /// Figures that cannot be true.
  case impossible([StatementItem])

  public var score: FinancialScore? { if case .score(let score) = self { score } else { nil } }
}
