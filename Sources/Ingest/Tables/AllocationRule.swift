/// What becomes of payments that name no invoice.
public enum AllocationRule: String, Sendable, CaseIterable {
  /// They stay unallocated, in a column of their own.
  case none
  /// Debts that are due, then the oldest, then in proportion: article 1342-10 of the Code civil.
  case legal
}
