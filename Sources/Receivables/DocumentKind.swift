/// What a ledger row is.
public enum DocumentKind: UInt8, Sendable, CaseIterable {
  case invoice = 0
  /// Reduces what the client owes: the amount is negative.
  case creditNote = 1
  /// An invoice for money asked before the work: owed, aged and chased like any other.
  case deposit = 2
  /// Money that moved without being used on the same day: an unallocated receipt (negative), or what was given back and
  /// no credit covers (positive). No sale.
  case payment = 3
}
