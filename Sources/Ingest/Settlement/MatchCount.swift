public import Receivables

/// How often a method matched, and for how much.
public struct MatchCount: Sendable, Equatable {
  public internal(set) var matches = 0
  public internal(set) var amount = Money.zero
}
