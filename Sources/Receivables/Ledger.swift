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

  // One element a document. The columns are readable inside the package only through `Snapshot`.
  let issued: [Day]
  let due: [Day]
  let amount: [Money]
  /// Bits 0–1 `DocumentKind`, bit 2 disputed.
  let flags: [UInt8]
  let invoiceIDs: PackedStrings

  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]`.
  let firstDocument: [Int32]

  /// Document d's allocations are `firstAllocation[d] ..< firstAllocation[d + 1]`, by effective day.
  let firstAllocation: [Int32]
  let allocationDay: [Day]
  let allocationAmount: [Money]
  let allocationKind: [AllocationKind]

  init(
    currency: Currency, knownUntil: Day, clients: [Client], issued: [Day], due: [Day], amount: [Money], flags: [UInt8],
    invoiceIDs: PackedStrings, firstDocument: [Int32], firstAllocation: [Int32], allocationDay: [Day],
    allocationAmount: [Money], allocationKind: [AllocationKind]
  ) {
    self.currency = currency
    self.knownUntil = knownUntil
    self.clients = clients
    self.issued = issued
    self.due = due
    self.amount = amount
    self.flags = flags
    self.invoiceIDs = invoiceIDs
    self.firstDocument = firstDocument
    self.firstAllocation = firstAllocation
    self.allocationDay = allocationDay
    self.allocationAmount = allocationAmount
    self.allocationKind = allocationKind
  }

  public var documentCount: Int { issued.count }

  /// Positions of each client's documents: `clients.count + 1` offsets, the last one `documentCount`.
  public var documentOffsets: [Int32] { firstDocument }

  /// The first issue day, or `nil` when the ledger holds no document.
  public var firstIssueDay: Day? { issued.min() }

  /// The invoice number, as written in the source.
  public func invoiceID(at position: Int) -> String { invoiceIDs[position] }
}

/// Who owes. Name and segment are the latest the ledger gives, and empty when it gives none.
public struct Client: Sendable {
  public let id: String
  public let name: String
  public let segment: String

  public init(id: String, name: String, segment: String) {
    self.id = id
    self.name = name
    self.segment = segment
  }
}
