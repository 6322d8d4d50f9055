internal import Execution
internal import Synchronization

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

  /// Lays rows out in order, some thousands at a time on all threads.
  init(
    currency: Currency, knownUntil day: Day, clients: [Client], attributes: [Attribute], rows: Rows,
    order: CanonicalOrder, credits: Credits, reductions: [Int32: [Reduction]], given: GivenAllocations,
    executor: Executor
  ) {
    let size = 32_768
    let (order, firstDocument) = (order.rows, order.firstDocument)
    let columns = Mutex(DocumentColumns(capacity: order.count))
    executor.forEach((order.count + size - 1) / size) { piece in
      DocumentColumns(
        order.dropFirst(piece * size).prefix(size), rows, credits: credits, reductions: reductions, given: given,
        asOf: day)
    } inOrder: { piece in
      columns.withLock { $0.append(contentsOf: piece) }
    }
    let documents = columns.withLock { $0 }
    self.currency = currency
    knownUntil = day
    self.clients = clients
    self.attributes = attributes
    (issued, due, enteredOn) = (documents.issued, documents.due, documents.enteredOn)
    (amount, flags) = (documents.amount, documents.flags)
    firstIssueDay = issued.min()
    (invoiceIDs, sourceRow) = (rows.ids, order)
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

/// The columns of some documents, in order, and of their allocations.
private struct DocumentColumns: Sendable {
  private(set) var issued: [Day]
  private(set) var due: [Day]
  private(set) var enteredOn: [Day]
  private(set) var amount: [Money]
  private(set) var flags: [UInt8]
  private(set) var allocations: AllocationColumns
  private(set) var datedPayments = DatedPayments()

  init(capacity: Int) {
    (issued, due, enteredOn, amount, flags) = ([], [], [], [], [])
    allocations = AllocationColumns(capacity: capacity)
    issued.reserveCapacity(capacity)
    due.reserveCapacity(capacity)
    amount.reserveCapacity(capacity)
    flags.reserveCapacity(capacity)
  }

  init(
    _ order: ArraySlice<Int32>, _ rows: Rows, credits: Credits, reductions: [Int32: [Reduction]],
    given: GivenAllocations, asOf day: Day
  ) {
    issued = order.map { rows.issued[Int($0)] }
    due = order.map { rows.due[Int($0)] }
    enteredOn = rows.enteredOn.isEmpty ? [] : order.map { rows.enteredOn[Int($0)] }
    amount = order.map { rows.amount[Int($0)] }
    flags = order.map { rows.flags[Int($0)].bits }
    allocations = AllocationColumns(
      order, issued: issued, amounts: amount, rows, credits: credits, reductions: reductions, given: given, asOf: day)
    for document in amount.indices where amount[document] > .zero {
      for index in Int(allocations.first[document])..<Int(allocations.first[document + 1]) {
        datedPayments.add(allocations.amount[index], allocations.kind[index])
      }
    }
  }

  mutating func append(contentsOf later: DocumentColumns) {
    issued += later.issued
    due += later.due
    enteredOn += later.enteredOn
    amount += later.amount
    flags += later.flags
    allocations.append(contentsOf: later.allocations)
    datedPayments.merge(later.datedPayments)
  }
}
