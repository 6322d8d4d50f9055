/// What a file of a ledger holds.
public enum InputKind: String, Sendable, CaseIterable {
  case invoices, payments, clients
  case creditNotes = "credit notes"
  /// A *fichier des écritures comptables*: the books of a year.
  case fec = "FEC"
}
