internal import Receivables

/// On how many days something was paid, a client's payments of one day together, and how many of them were at the turn of a
/// month.
struct PaymentDays: Sendable, Codable, Equatable {
  private(set) var count = Int64(0)
  private(set) var atTurn = Int64(0)

  mutating func add(_ day: Day) {
    count += 1
    if day.isAtTurnOfMonth { atTurn += 1 }
  }

  mutating func add(_ other: PaymentDays) {
    count += other.count
    atTurn += other.atTurn
  }
}
