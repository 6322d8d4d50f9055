/// A score that could be computed.
public struct FinancialScore: Sendable {
  public struct Ratio: Sendable, Equatable {
    public let kind: FinancialRatio
    public let value: Double
  }

  public let kind: ScoreKind
  public let ratios: [Ratio]
  /// Z, N, or for Ohlson's the probability.
  public let value: Double
  public let zone: Zone
  /// Whether figures made from boxes of the tax return are in it.
  public let usesBoxes: Bool
}

extension FinancialStatement {
  private static let largestRatio = 1e9

  public func score(_ kind: ScoreKind) -> ScoreResult {
    let needed = kind.items
    let missing = needed.filter { self[$0] == nil }
    if !missing.isEmpty { return .missing(missing) }
    let doubtful = problems.reduce(into: Set<StatementItem>()) { $0.formUnion($1.items) }
    // A ratio to nothing is no ratio.
    let impossible = needed.filter { doubtful.contains($0) || (kind.divisors.contains($0) && self[$0] == 0) }
    if !impossible.isEmpty { return .impossible(impossible) }
    let ratios = kind.ratios(self)
    // A company's figures next to another's, or in other units: nothing a formula was fitted to.
    if ratios.contains(where: { !(abs($0.value) < FinancialStatement.largestRatio) }) { return .impossible(needed) }
    let value = kind.value(ratios.map(\.value))
    return .score(
      FinancialScore(
        kind: kind, ratios: ratios, value: value, zone: kind.zone(value),
        usesBoxes: needed.contains { fromBoxes.contains($0) }))
  }
}
