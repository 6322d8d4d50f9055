/// Rows by client, in the order of the clients' ids; each client's rows are in input order still.
struct ClientRows: Sendable {
  let rows: [Int32]
  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]` of the rows.
  let firstDocument: [Int32]
  /// Codes of the clients that have a row, by id.
  let clients: [Int32]

  init(_ known: [Int32], _ rows: Rows, clientIDs: PackedStrings) {
    let codes = known.map { Int(rows[$0].client) }
    var count = Array(repeating: Int32(0), count: clientIDs.count)
    for code in codes { count[code] += 1 }
    let present = (0..<clientIDs.count).filter { count[$0] > 0 }.map { (start: clientIDs.start(of: $0), code: $0) }
    clients = present.sorted { a, b in
      a.start != b.start ? a.start < b.start : clientIDs.isOrderedBefore(a.code, b.code)
    }.map { Int32($0.code) }

    var (next, firstDocument) = (count, [Int32(0)])
    for code in clients {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    var byClient = Array(repeating: Int32(0), count: known.count)
    for (row, code) in zip(known, codes) {
      byClient[Int(next[code])] = row
      next[code] += 1
    }
    (self.rows, self.firstDocument) = (byClient, firstDocument)
  }

  /// The rows of some clients in the ledger's order: by client id, then issue day, due day and invoice id, so that the input's
  /// order leaves no trace.
  func inOrder(_ clients: Range<Int>, _ rows: Rows) -> [Int32] {
    clients.flatMap { rows.inOrder(self.rows[Int(firstDocument[$0])..<Int(firstDocument[$0 + 1])]) }
  }
}
