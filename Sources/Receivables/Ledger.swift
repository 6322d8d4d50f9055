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
  /// The amounts of all documents added up, signs aside: what the rows of a reading must come to.
  public let totalMagnitude: Money
  /// Of all payments on invoices.
  private let datedPayments: DatedPayments

  /// Of consecutive clients, in order. Documents are readable inside the package only through `Snapshot`.
  let blocks: [DocumentBlock]
  /// The position of the first document of each.
  private let blockStarts: [Int]
  /// Of each client.
  private let blockOfClient: [Int32]
  /// Client c's documents are at `firstDocument[c] ..< firstDocument[c + 1]`.
  let firstDocument: [Int32]
  /// By row of the input.
  private let invoiceIDs: InvoiceIDs

  /// - Parameters:
  ///   - plan: The clients of each block.
  ///   - firstDocument: Of each client, and the number of all.
  ///   - datedPayments: Of all blocks, as `totalMagnitude`.
  init(
    currency: Currency, knownUntil day: Day, clients: [Client], attributes: [Attribute], blocks: [DocumentBlock],
    _ plan: BlockPlan, firstDocument: [Int32], datedPayments: DatedPayments, totalMagnitude: Money,
    invoiceIDs: InvoiceIDs
  ) {
    (self.currency, knownUntil) = (currency, day)
    (self.clients, self.attributes) = (clients, attributes)
    (self.blocks, self.firstDocument) = (blocks, firstDocument)
    (self.datedPayments, self.totalMagnitude, self.invoiceIDs) = (datedPayments, totalMagnitude, invoiceIDs)
    blockStarts = blocks.map(\.start)
    blockOfClient = plan.blocks.enumerated().flatMap { block, clients in
      repeatElement(Int32(block), count: clients.count)
    }
    firstIssueDay = blocks.compactMap { $0.issued.min() }.min()
  }

  public var documentCount: Int { Int(firstDocument.last!) }

  /// Where a client's documents are: in which block, and where in its columns.
  func documents(ofClient client: Int) -> (block: DocumentBlock, places: Range<Int>) {
    let block = blocks[Int(blockOfClient[client])]
    return (block, Int(firstDocument[client]) - block.start..<Int(firstDocument[client + 1]) - block.start)
  }

  /// The last day before `day` on which something was issued or settled.
  func lastEntry(before day: Day) -> Day? { blocks.compactMap { $0.lastEntry(before: day) }.max() }

  /// How much of what was paid on invoices by the end of `day` has a day.
  func datedPayments(until day: Day) -> DatedPayments {
    if day == knownUntil { return datedPayments }
    return blocks.reduce(into: DatedPayments()) { $0.merge($1.datedPayments(until: day)) }
  }

  /// The invoice number, as written in the source.
  public func invoiceID(at position: Int) -> String {
    let block = blockStarts.partitioningIndex { $0 > position } - 1
    return invoiceIDs[blocks[block].row[position - blockStarts[block]]]
  }
}
