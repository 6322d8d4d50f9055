internal import Execution

/// All rows, in input order: what a ledger is built from.
struct Rows: Sendable {
  private var rows: [InvoiceBatch.Row] = []
  /// Empty when the ledger has no opening items.
  private(set) var enteredOn: [Day] = []
  private(set) var ids = PackedStrings()

  mutating func reserveCapacity(rows count: Int, invoiceIDBytes: Int) {
    rows.reserveLargePages(count)
    ids.reserveCapacity(strings: count, bytes: invoiceIDBytes)
  }

  mutating func append(_ batch: InvoiceBatch) {
    if !enteredOn.isEmpty || !batch.enteredOn.isEmpty {
      enteredOn += repeatElement(.never, count: count - enteredOn.count)
      enteredOn += batch.enteredOn.isEmpty ? Array(repeating: .never, count: batch.count) : batch.enteredOn
    }
    rows += batch.rows
    ids.append(contentsOf: batch.invoiceID)
  }

  var count: Int { rows.count }

  subscript(row: Int32) -> InvoiceBatch.Row { rows[Int(row)] }

  /// Rows issued by the end of `day`.
  func known(by day: Day) -> [Int32] {
    var known: [Int32] = []
    known.reserveCapacity(count)
    for row in rows.indices where rows[row].issued <= day { known.append(Int32(row)) }
    return known
  }

  /// Whether two rows say the same of an invoice, payments apart.
  func sameInvoice(_ first: Int32, _ second: Int32) -> Bool {
    let (a, b) = (self[first], self[second])
    return a.client == b.client && a.issued == b.issued && a.due == b.due && a.amount == b.amount
      && a.flags.kind == b.flags.kind
  }

  /// One client's rows by issue day, due day and invoice id.
  func inOrder(_ rows: ArraySlice<Int32>) -> ArraySlice<Int32> {
    func precedes(_ first: Int32, _ second: Int32) -> Bool {
      let (a, b) = (self[first], self[second])
      if a.issued != b.issued { return a.issued < b.issued }
      if a.due != b.due { return a.due < b.due }
      return ids.isOrderedBefore(Int(first), Int(second))
    }
    // Exports are usually in issue order already.
    let isSorted = zip(rows, rows.dropFirst()).allSatisfy(precedes)
    return isSorted ? rows : rows.sorted(by: precedes)[...]
  }
}
