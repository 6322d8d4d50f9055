internal import Execution

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

  // One element a document. The columns are readable inside the package only through `Snapshot`.
  let issued: [Day]
  let due: [Day]
  /// ``Day/never`` for items followed from their issue on; empty when all are.
  let enteredOn: [Day]
  let amount: [Money]
  /// Bits 0–1 `DocumentKind`, bit 2 disputed.
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

  /// Lays rows out in order.
  init(
    currency: Currency, knownUntil day: Day, clients: [Client], attributes: [Attribute], rows: Rows,
    order: CanonicalOrder, credits: Credits, writeOffs: [Int32: [Reduction]], executor: Executor
  ) {
    // Two halves of about the same work.
    enum Half: Sendable {
      case documents(issued: [Day], due: [Day], enteredOn: [Day], amount: [Money], flags: [UInt8])
      case allocations(AllocationColumns)
    }
    let halves = executor.map(2) { half -> Half in
      if half == 1 {
        return .allocations(
          AllocationColumns(order: order.rows, rows, credits: credits, writeOffs: writeOffs, asOf: day))
      }
      return .documents(
        issued: order.rows.map { rows.issued[Int($0)] }, due: order.rows.map { rows.due[Int($0)] },
        enteredOn: rows.enteredOn.isEmpty ? [] : order.rows.map { rows.enteredOn[Int($0)] },
        amount: order.rows.map { rows.amount[Int($0)] }, flags: order.rows.map { rows.flags[Int($0)].bits })
    }
    guard case .documents(let issued, let due, let enteredOn, let amount, let flags) = halves[0],
      case .allocations(let allocations) = halves[1]
    else { preconditionFailure("the halves are in order") }
    self.currency = currency
    knownUntil = day
    self.clients = clients
    self.attributes = attributes
    (self.issued, self.due, self.enteredOn, self.amount, self.flags) = (issued, due, enteredOn, amount, flags)
    firstIssueDay = issued.min()
    (invoiceIDs, sourceRow) = (rows.ids, order.rows)
    firstDocument = order.firstDocument
    firstAllocation = allocations.first
    (allocationDay, allocationAmount, allocationKind) = (allocations.day, allocations.amount, allocations.kind)
  }

  public var documentCount: Int { issued.count }

  /// Positions of each client's documents: `clients.count + 1` offsets, the last one `documentCount`.
  public var documentOffsets: [Int32] { firstDocument }

  /// The invoice number, as written in the source.
  public func invoiceID(at position: Int) -> String { invoiceIDs[Int(sourceRow[position])] }
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
