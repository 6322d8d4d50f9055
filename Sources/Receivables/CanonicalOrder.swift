internal import Execution

/// The ledger's order: by client id, then issue day, due day and invoice id, so that the input's order leaves no trace.
struct CanonicalOrder: Sendable {
  private(set) var rows: [Int32]
  /// Client c's documents are `firstDocument[c] ..< firstDocument[c + 1]` of the ordered rows.
  private(set) var firstDocument: [Int32] = [0]
  /// Codes of the clients that have a row, by id.
  let clients: [Int32]

  init(_ known: [Int32], _ columns: Rows, clientIDs: PackedStrings, _ executor: Executor) {
    var count = Array(repeating: Int32(0), count: clientIDs.count)
    for row in known { count[Int(columns.client[Int(row)])] += 1 }
    clients = (0..<clientIDs.count).filter { count[$0] > 0 }.sorted(by: clientIDs.isOrderedBefore).map { Int32($0) }

    var (next, firstDocument) = (count, [Int32(0)])
    for code in clients {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    var byClient = Array(repeating: Int32(0), count: known.count)
    for row in known {
      let code = Int(columns.client[Int(row)])
      byClient[Int(next[code])] = row
      next[code] += 1
    }
    let (unsorted, offsets, plan) = (byClient, firstDocument, BlockPlan(offsets: firstDocument))
    let sorted = executor.map(plan.blocks.count) { block in
      plan.blocks[block].flatMap { client in
        columns.inOrder(unsorted[Int(offsets[client])..<Int(offsets[client + 1])])
      }
    }
    rows = sorted.flatMap(\.self)
    self.firstDocument = firstDocument
  }
}
