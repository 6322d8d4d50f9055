/// A document as it stood at the end of a snapshot's as-of day.
@frozen public struct Document: Sendable {
  /// Position in the ledger's order: by client id, then issue day, due day and invoice id.
  public let position: Int
  public let issued: Day
  public let due: Day
  /// Of an opening item, the last day on which the ledger did not follow it yet: it was open at the end of that day, and
  /// others like it that had been settled by then are not in the ledger. `nil` when it is followed from its issue on.
  public let enteredOn: Day?
  public let kind: DocumentKind
  /// As flagged in the ledger. The flag has no day of its own, so it is never a feature of a model.
  public let isDisputed: Bool
  /// Whether the due day is the issue day plus payment terms that the user declared, and not the ledger's own.
  public let isDueAssumed: Bool
  /// Tax included. Negative for a credit note.
  public let amount: Money
  /// Amount less the allocations in effect by the as-of day. Negative when the client has credit left on it.
  public let balance: Money
  /// Of which the part taken away by credit notes. Of a credit note: minus the part used against its invoice.
  public let credited: Money
  /// How and when the balance first reached zero; `nil` while something is owed.
  public let closing: Closing?

  /// The end of a document's life.
  @frozen public struct Closing: Sendable {
    /// The day written on the last allocation, which may be before the issue day of an invoice paid in advance.
    public let day: Day
    /// The day the ledger shows it: the later of `day` and the issue day.
    public let effective: Day
    public let kind: AllocationKind
  }

  /// Something the client still owes: every document but a credit note, with a positive balance.
  @inlinable public var isOpen: Bool { kind != .creditNote && balance > .zero }

  /// An invoice or a deposit: what is sold, falls due, and is paid late or not.
  @inlinable public var isSale: Bool { kind == .invoice || kind == .deposit }

  /// What the document adds to sales: credit notes go back to the invoice they reduce, and its month.
  @inlinable public var netSales: Money { kind == .payment ? .zero : amount - credited }
}
