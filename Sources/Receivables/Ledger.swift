/// Every document of every client, as known at the end of one day, in columns.
///
/// Documents are sorted by client id, then issue day, due day and invoice id, so a client's documents are adjacent and
/// a statistic is one sequential pass; the order of the input rows leaves no trace. Nothing dated after ``knownUntil``
/// is held at all: not a later document, nor a later payment of an earlier one. Figures read a ledger through a
/// ``Snapshot``.
public final class Ledger: Sendable {
  public let currency: Currency
  /// The last day this ledger knows of.
  public let knownUntil: Day
  public let clients: [Client]
  /// The columns declared as attributes, in the order of the declaration.
  public let attributes: [Attribute]
  /// The first issue day, or `nil` when the ledger holds no document.
  public let firstIssueDay: Day?
  /// Of all payments on invoices.
  private let datedPayments: DatedPayments

  // One element a document. The columns are readable inside the package only through `Snapshot`.
  let issued: [Day]
  let due: [Day]
  /// ``Day/never`` for items followed from their issue on; empty when all are.
  let enteredOn: [Day]
  let amount: [Money]
  /// Bits 0–1 `DocumentKind`, bit 2 disputed, bit 3 the due day assumed.
  let flags: [UInt8]
  /// In input order; document d's is number `sourceRow[d]`.
  let invoiceIDs: PackedStrings
  let sourceRow: [Int32]

  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]`.
  let firstDocument: [Int32]

  /// Document d's allocations are `firstAllocation[d] ..< firstAllocation[d + 1]`, by effective day.
  let firstAllocation: [Int32]
  let allocationDay: [Day]
  let allocationAmount: [Money]
  let allocationKind: [AllocationKind]

  /// - Parameter documents: Of all clients, those of client c from `firstDocument[c]` on.
  init(
    currency: Currency, knownUntil day: Day, clients: [Client], attributes: [Attribute], documents: DocumentColumns,
    firstDocument: [Int32], invoiceIDs: PackedStrings
  ) {
    self.currency = currency
    knownUntil = day
    self.clients = clients
    self.attributes = attributes
    (issued, due, enteredOn) = (documents.issued, documents.due, documents.enteredOn)
    (amount, flags) = (documents.amount, documents.flags)
    firstIssueDay = issued.min()
    (self.invoiceIDs, sourceRow) = (invoiceIDs, documents.row)
    self.firstDocument = firstDocument
    firstAllocation = documents.allocations.first
    allocationDay = documents.allocations.day
    allocationAmount = documents.allocations.amount
    allocationKind = documents.allocations.kind
    datedPayments = documents.datedPayments
  }

  public var documentCount: Int { issued.count }

  /// The amounts of all documents added up, signs aside: what the rows of a reading must come to.
  public var totalMagnitude: Money { amount.reduce(.zero) { $0 + $1.magnitude } }

  /// The last day before `day` on which something was issued or settled.
  func lastEntry(before day: Day) -> Day? {
    var last: Day?
    for days in [issued, allocationDay] {
      for entry in days where entry < day { last = max(last ?? entry, entry) }
    }
    return last
  }

  /// How much of what was paid on invoices by the end of `day` has a day.
  func datedPayments(until day: Day) -> DatedPayments {
    if day == knownUntil { return datedPayments }
    var payments = DatedPayments()
    for document in issued.indices where issued[document] <= day && amount[document] > .zero {
      for index in Int(firstAllocation[document])..<Int(firstAllocation[document + 1]) where allocationDay[index] <= day
      {
        payments.add(allocationAmount[index], allocationKind[index])
      }
    }
    return payments
  }

  /// The invoice number, as written in the source.
  public func invoiceID(at position: Int) -> String { invoiceIDs[Int(sourceRow[position])] }
}
