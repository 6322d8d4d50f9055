internal import Execution
internal import Synchronization

/// The columns of some documents, in order, and of their allocations.
struct DocumentColumns: Sendable {
  /// Of the input.
  private(set) var row: [Int32]
  private(set) var issued: [Day]
  private(set) var due: [Day]
  private(set) var enteredOn: [Day]
  private(set) var amount: [Money]
  private(set) var flags: [UInt8]
  private(set) var allocations: AllocationColumns
  private(set) var datedPayments = DatedPayments()

  init(capacity: Int) {
    (row, issued, due, enteredOn, amount, flags) = ([], [], [], [], [], [])
    allocations = AllocationColumns(capacity: capacity)
    row.reserveLargePages(capacity)
    issued.reserveLargePages(capacity)
    due.reserveLargePages(capacity)
    amount.reserveLargePages(capacity)
    flags.reserveLargePages(capacity)
  }

  /// Lays all rows out in order, some clients at a time on all threads.
  init(
    _ clients: ClientRows, _ rows: Rows, credits: Credits, reductions: [Int32: [Reduction]], given: GivenAllocations,
    asOf day: Day, _ executor: Executor
  ) {
    let columns = Mutex(DocumentColumns(capacity: clients.rows.count))
    // Few enough for the rows that sorting has fetched to be in the processor's cache still.
    let blocks = BlockPlan(offsets: clients.firstDocument, recordsPerBlock: 2_048).blocks
    executor.forEach(blocks.count) { block in
      DocumentColumns(
        clients.inOrder(blocks[block], rows), rows, credits: credits, reductions: reductions, given: given, asOf: day)
    } inOrder: { block in
      columns.withLock { $0.append(contentsOf: block) }
    }
    self = columns.withLock { $0 }
  }

  private init(
    _ order: [Int32], _ rows: Rows, credits: Credits, reductions: [Int32: [Reduction]], given: GivenAllocations,
    asOf day: Day
  ) {
    self.init(capacity: order.count)
    row = order
    if !rows.enteredOn.isEmpty { enteredOn = order.map { rows.enteredOn[Int($0)] } }
    for (row, figures) in zip(order, order.map { rows[$0] }) {
      issued.append(figures.issued)
      due.append(figures.due)
      amount.append(figures.amount)
      flags.append(figures.flags.bits)
      allocations.add(row, figures, credits: credits, reductions: reductions, given: given, asOf: day)
    }
    for document in amount.indices where amount[document] > .zero {
      for index in Int(allocations.first[document])..<Int(allocations.first[document + 1]) {
        datedPayments.add(allocations.amount[index], allocations.kind[index])
      }
    }
  }

  mutating func append(contentsOf later: DocumentColumns) {
    row += later.row
    issued += later.issued
    due += later.due
    enteredOn += later.enteredOn
    amount += later.amount
    flags += later.flags
    allocations.append(contentsOf: later.allocations)
    datedPayments.merge(later.datedPayments)
  }
}
