/// Rows by client, in the order of the clients' ids; each client's rows are in input order still.
struct ClientRows: Sendable {
  let rows: [Int32]
  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]` of the rows.
  let firstDocument: [Int32]
  /// Codes of the clients that have a row, by id.
  let clients: [Int32]

  /// Groups the rows issued by the end of `day`.
  ///
  /// - Parameter repeats: Rows left out.
  init(_ rows: Rows, by day: Day, without repeats: Set<Int32> = [], clientIDs: PackedStrings) {
    func forEach(_ body: (Int32, Int) -> Void) {
      rows.forEach(knownBy: day) { row, figures in
        if repeats.isEmpty || !repeats.contains(row) { body(row, Int(figures.client)) }
      }
    }
    var count = Array(repeating: Int32(0), count: clientIDs.count)
    forEach { _, client in count[client] += 1 }
    let present = (0..<clientIDs.count).filter { count[$0] > 0 }.map { (start: clientIDs.start(of: $0), code: $0) }
    clients = present.sorted { a, b in
      a.start != b.start ? a.start < b.start : clientIDs.isOrderedBefore(a.code, b.code)
    }.map { Int32($0.code) }

    var (next, firstDocument) = (count, [Int32(0)])
    for code in clients {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    var byClient = Array(repeating: Int32(0), count: Int(firstDocument.last!))
    forEach { row, client in
      byClient[Int(next[client])] = row
      next[client] += 1
    }
    (self.rows, self.firstDocument) = (byClient, firstDocument)
  }
}
