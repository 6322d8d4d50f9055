/// All rows, in input order, each where its batch had it: what a ledger is built from.
struct Rows: Sendable {
  private(set) var numbers = RowNumbers()
  private var figures: [[InvoiceBatch.Row]] = []
  /// Empty for batches without opening items.
  private var enteredOn: [[Day]] = []
  private var texts: [PackedStrings] = []

  mutating func append(_ batch: InvoiceBatch) {
    numbers.append(batch.count)
    figures.append(batch.rows)
    enteredOn.append(batch.enteredOn)
    texts.append(batch.invoiceID)
  }

  var count: Int { numbers.count }
  /// By row.
  var invoiceIDs: InvoiceIDs { InvoiceIDs(numbers, texts) }

  var hasEntryDays: Bool { enteredOn.contains { !$0.isEmpty } }

  subscript(row: Int32) -> InvoiceBatch.Row {
    let (batch, index) = numbers.place(of: row)
    return figures[batch][index]
  }

  func enteredOn(_ row: Int32) -> Day {
    let (batch, index) = numbers.place(of: row)
    return enteredOn[batch].isEmpty ? .never : enteredOn[batch][index]
  }

  /// Calls `body` with the number and the figures of each row issued by the end of `day`, in input order.
  func forEach(knownBy day: Day, _ body: (Int32, InvoiceBatch.Row) -> Void) {
    for (first, figures) in zip(numbers.first, figures) {
      for index in figures.indices where figures[index].issued <= day { body(first + Int32(index), figures[index]) }
    }
  }

  func known(by day: Day) -> [Int32] {
    var known: [Int32] = []
    forEach(knownBy: day) { row, _ in known.append(row) }
    return known
  }

  /// Whether two rows say the same of an invoice, payments apart.
  func sameInvoice(_ first: Int32, _ second: Int32) -> Bool {
    let (a, b) = (self[first], self[second])
    return a.client == b.client && a.issued == b.issued && a.due == b.due && a.amount == b.amount
      && a.flags.kind == b.flags.kind
  }
}
