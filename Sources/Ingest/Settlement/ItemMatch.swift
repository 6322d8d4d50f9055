internal import Receivables

/// Part of an item's amount set against another item of the client.
struct ItemMatch: Sendable {
  /// Positions among the items.
  let debit: Int
  let credit: Int
  /// Positive.
  let amount: Money
  let method: MatchMethod
}
