public import Execution

/// Gathers invoice rows from any number of sources and orders them into a ``Ledger``.
///
/// Append batches in the order in which the input should be read. The finished ledger does not depend on that order,
/// except that of two rows with one invoice number the first is kept, with the payments of both where they differ.
public struct LedgerBuilder: Sendable {
  private var rows = Rows()
  private var sources = RowSources()
  private var clients = ByteInterner()
  private let attributes: [String]
  /// What a table of clients says, by client id: its names and segments go before those of rows.
  public var clientLabels: [String: Client] = [:]

  /// - Parameter attributes: Names of the batches' ``InvoiceBatch/attributes``.
  public init(attributes: [String] = []) { self.attributes = attributes }

  public var rowCount: Int { rows.count }

  /// The code by which batches name a client: the same for equal ids, across all sources.
  public mutating func code(ofClient id: String) -> Int32 {
    let bytes = Array(id.utf8)
    return clients.code(bytes.span, 0..<bytes.count)
  }

  /// The same of `ids[index]`.
  public mutating func code(ofClient index: Int, of ids: PackedStrings) -> Int32 {
    clients.code(ids.bytes.span, ids.range(index))
  }

  /// Clients by their code.
  public var clientIDs: PackedStrings { clients.strings }

  public mutating func append(_ batch: InvoiceBatch) {
    precondition(
      batch.attributes.isEmpty || batch.attributes.count == attributes.count,
      "\(batch.attributes.count) attributes, \(attributes.count) declared")
    rows.append(batch)
    sources.append(batch)
  }

  /// A row left out because its invoice number was already read.
  public struct Duplicate: Hashable, Sendable {
    public let row: RowLocation
    public let first: RowLocation
    public let difference: Difference
    public let amount: Money

    public enum Difference: Hashable, Sendable {
      /// Same client, days, amount and kind, and no payment by the as-of day that an earlier row does not have.
      case nothing
      /// Payments that cannot be added up: together more than the amount, without a day, or each of the whole rest.
      case payment
      /// Another client, day, amount or kind.
      case invoice
    }
  }

  /// A row that repeats an invoice and adds a payment to it.
  public struct MergedRow: Hashable, Sendable {
    public let row: RowLocation
    /// The invoice's, which the first row has already.
    public let amount: Money

    public init(row: RowLocation, amount: Money) { (self.row, self.amount) = (row, amount) }
  }

  public struct Result: Sendable {
    public let ledger: Ledger
    public let duplicates: [Duplicate]
    public let merged: [MergedRow]
    /// Rows issued after the as-of day: nobody could know them on it.
    public let laterRows: Int
    /// Credit notes that name an invoice the ledger does not have. They stay as unallocated credit.
    public let unmatchedCreditNotes: Int
  }

  /// The ledger as known at the end of `day`: rows issued later, and payments made later, are left out. The builder is
  /// empty afterwards.
  public mutating func build(
    asOf day: Day, currency: Currency, executor: Executor = Executor(threads: 1)
  ) -> Result {
    let (rows, sources, clientIDs, labels) = (rows, sources, clients.strings, clientLabels)
    self = LedgerBuilder(attributes: attributes)

    // Finding repeated numbers and grouping rows need nothing of each other; repeats are rare, and rows grouped again.
    let (allGroups, (ids, index, repeats)) = executor.both {
      ClientRows(rows, by: day, clientIDs: clientIDs)
    } _: {
      let ids = rows.invoiceIDs
      let needsIndex = !sources.links.isEmpty || !ids.areRising
      let (index, repeats) = InvoiceIndex.entering(needsIndex ? rows.known(by: day) : [], ids: ids)
      return (ids, index, repeats)
    }
    let again = Set(repeats.map(\.row))
    let groups = again.isEmpty ? allGroups : ClientRows(rows, by: day, without: again, clientIDs: clientIDs)
    let repeated = RepeatedRows(repeats, rows, sources)
    let links = sources.links.filter { !again.contains($0.note) }
    let credits = Credits(links, rows, index, ids: ids, asOf: day)
    let reductions = RowReductions(
      credits: credits, others: sources.writeOffs.merging(repeated.payments) { $0 + $1 }, given: sources.allocations,
      asOf: day)
    let plan = BlockPlan(offsets: groups.firstDocument, recordsPerBlock: DocumentBlock.usualCount)
    let parts = executor.map(plan.blocks.count) { part in
      let block = DocumentBlock(plan.blocks[part], of: groups, rows, ids: ids, reductions)
      let clients = sources.clients(plan.blocks[part], of: groups, block.row, clientIDs, labels)
      let magnitude = block.amount.reduce(.zero) { $0 + $1.magnitude }
      return (block: block, clients: clients, payments: block.datedPayments(until: day), magnitude: magnitude)
    }
    let ledger = Ledger(
      currency: currency, knownUntil: day, clients: parts.flatMap(\.clients),
      attributes: sources.attributes(attributes, parts.lazy.flatMap(\.block.row)), blocks: parts.map(\.block), plan,
      firstDocument: groups.firstDocument,
      datedPayments: parts.reduce(into: DatedPayments()) { $0.merge($1.payments) },
      totalMagnitude: parts.reduce(.zero) { $0 + $1.magnitude }, invoiceIDs: ids)
    return Result(
      ledger: ledger, duplicates: repeated.duplicates, merged: repeated.merged,
      laterRows: rows.count - allGroups.rows.count,
      unmatchedCreditNotes: credits.unmatched)
  }
}
