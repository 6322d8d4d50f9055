/// Why part of a document's amount is no longer owed.
public enum AllocationKind: UInt8, Sendable, CaseIterable {
  case payment = 0
  /// A payment whose day the ledger does not give. It reduces the balance from the issue day on, and is left out of
  /// every figure about time.
  case undatedPayment = 1
  /// A credit note used against an invoice: not a payment.
  case credit = 2
  case writeOff = 3
}
