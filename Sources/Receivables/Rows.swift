/// All rows in columns, in input order: what a ledger is built from.
struct Rows: Sendable {
  private(set) var client: [Int32] = []
  private(set) var issued: [Day] = []
  private(set) var due: [Day] = []
  /// Empty when the ledger has no opening items.
  private(set) var enteredOn: [Day] = []
  private(set) var amount: [Money] = []
  private(set) var flags: [InvoiceBatch.Flags] = []
  private(set) var paidOn: [Day] = []
  private(set) var paidAmount: [Money] = []
  private(set) var ids = PackedStrings()

  mutating func reserveCapacity(rows: Int, invoiceIDBytes: Int) {
    client.reserveCapacity(rows)
    issued.reserveCapacity(rows)
    due.reserveCapacity(rows)
    amount.reserveCapacity(rows)
    flags.reserveCapacity(rows)
    paidOn.reserveCapacity(rows)
    paidAmount.reserveCapacity(rows)
    ids.reserveCapacity(strings: rows, bytes: invoiceIDBytes)
  }

  mutating func append(_ batch: InvoiceBatch) {
    if !enteredOn.isEmpty || !batch.enteredOn.isEmpty {
      enteredOn += repeatElement(.never, count: count - enteredOn.count)
      enteredOn += batch.enteredOn.isEmpty ? Array(repeating: .never, count: batch.count) : batch.enteredOn
    }
    client += batch.client
    issued += batch.issued
    due += batch.due
    amount += batch.amount
    flags += batch.flags
    paidOn += batch.paidOn
    paidAmount += batch.paidAmount
    ids.append(contentsOf: batch.invoiceID)
  }

  var count: Int { issued.count }

  /// Rows issued by the end of `day`.
  func known(by day: Day) -> [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(count)
    for row in issued.indices where issued[row] <= day { rows.append(Int32(row)) }
    return rows
  }

  /// Whether two rows say the same of an invoice, payments apart.
  func sameInvoice(_ first: Int32, _ second: Int32) -> Bool {
    let (a, b) = (Int(first), Int(second))
    return client[a] == client[b] && issued[a] == issued[b] && due[a] == due[b] && amount[a] == amount[b]
      && flags[a].kind == flags[b].kind
  }

  /// One client's rows by issue day, due day and invoice id.
  func inOrder(_ rows: ArraySlice<Int32>) -> ArraySlice<Int32> {
    func precedes(_ first: Int32, _ second: Int32) -> Bool {
      let (a, b) = (Int(first), Int(second))
      if issued[a] != issued[b] { return issued[a] < issued[b] }
      if due[a] != due[b] { return due[a] < due[b] }
      return ids.isOrderedBefore(a, b)
    }
    // Exports are usually in issue order already.
    let isSorted = zip(rows, rows.dropFirst()).allSatisfy(precedes)
    return isSorted ? rows : rows.sorted(by: precedes)[...]
  }
}
