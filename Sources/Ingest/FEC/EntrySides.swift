public import Receivables

/// What the lines of an entry come to, as they are used: a negative debit counts as a credit.
public struct EntrySides: Sendable, Equatable {
  public internal(set) var debits = Money.zero
  public internal(set) var credits = Money.zero

  mutating func add(_ amount: Money) {
    if amount > .zero { debits += amount } else { credits -= amount }
  }

  mutating func add(_ other: EntrySides) {
    debits += other.debits
    credits += other.credits
  }
}
