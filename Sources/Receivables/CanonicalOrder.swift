/// All rows in columns, in input order: what a ledger is built from.
struct Rows: Sendable {
  let client: [Int32]
  let issued: [Day]
  let due: [Day]
  /// Empty when the ledger has no opening items.
  let enteredOn: [Day]
  let amount: [Money]
  let flags: [InvoiceBatch.Flags]
  let paidOn: [Day]
  let paidAmount: [Money]
  let ids: PackedStrings
  /// By the codes in `client`.
  let clientIDs: PackedStrings

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
}

/// The ledger's order: by client id, then issue day, due day and invoice id, so that the input's order leaves no trace.
struct CanonicalOrder: Sendable {
  private(set) var rows: [Int32]
  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]` of the ordered rows.
  private(set) var firstDocument: [Int32] = [0]
  /// Codes of the clients that have a row, by id.
  let clients: [Int32]

  init(_ known: [Int32], _ columns: Rows) {
    let clientIDs = columns.clientIDs
    var count = Array(repeating: Int32(0), count: clientIDs.count)
    for row in known { count[Int(columns.client[Int(row)])] += 1 }
    clients = (0..<clientIDs.count).filter { count[$0] > 0 }.sorted(by: clientIDs.isOrderedBefore).map { Int32($0) }

    var next = count
    for code in clients {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    rows = Array(repeating: 0, count: known.count)
    for row in known {
      let code = Int(columns.client[Int(row)])
      rows[Int(next[code])] = row
      next[code] += 1
    }
    let (issued, due, ids) = (columns.issued, columns.due, columns.ids)
    func precedes(_ first: Int32, _ second: Int32) -> Bool {
      let (a, b) = (Int(first), Int(second))
      if issued[a] != issued[b] { return issued[a] < issued[b] }
      if due[a] != due[b] { return due[a] < due[b] }
      return ids.isOrderedBefore(a, b)
    }
    for client in clients.indices {
      let range = Int(firstDocument[client])..<Int(firstDocument[client + 1])
      // Exports are usually in issue order already.
      let isSorted = range.dropFirst().allSatisfy { precedes(rows[$0 - 1], rows[$0]) }
      if !isSorted { rows[range].sort(by: precedes) }
    }
  }
}
