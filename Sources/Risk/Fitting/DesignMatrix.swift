internal import Execution

/// Rows of doubles held in memory, in the blocks that a fit goes through again and again: for data from elsewhere, and for
/// small fits.
public struct DesignMatrix: ClientRows {
  public let columns: [String]
  public let clientCount: Int
  /// Of each group, in order; a client's rows follow one another.
  private let blocks: [[RowBlock]]

  /// - Parameters:
  ///   - columns: Names, shape `[p]`.
  ///   - values: Column by column, shape `[n, p]`.
  ///   - outcomes: Shape `[n]`.
  ///   - clients: Whose rows they are, numbered from 0, in any order, shape `[n]`; `nil` when every row is its own.
  ///   - weights: How much each row counts, positive, shape `[n]`; `nil` for 1.
  public init(
    columns: [String], columnMajor values: [Double], outcomes: [Bool], clients: [Int]? = nil, weights: [Double]? = nil
  ) {
    let count = outcomes.count
    precondition(
      values.count == columns.count * count, "\(values.count) values for \(count) rows × \(columns.count) columns")
    precondition(clients?.count ?? count == count, "\(clients?.count ?? 0) clients for \(count) rows")
    precondition(weights?.count ?? count == count, "\(weights?.count ?? 0) weights for \(count) rows")
    self.columns = columns
    var order = Array(0..<count)
    var groups = [0..<count]
    if let clients {
      clientCount = (clients.max() ?? -1) + 1
      var offsets = Array(repeating: Int32(0), count: clientCount + 1)
      for client in clients { offsets[client + 1] += 1 }
      for client in 0..<clientCount { offsets[client + 1] += offsets[client] }
      var next = offsets
      for (row, client) in clients.enumerated() {
        order[Int(next[client])] = row
        next[client] += 1
      }
      groups = BlockPlan(offsets: offsets).blocks.map { Int(offsets[$0.lowerBound])..<Int(offsets[$0.upperBound]) }
    } else {
      clientCount = count
    }
    blocks = groups.map { group in
      stride(from: group.lowerBound, to: group.upperBound, by: RowBlock.rows).map { start in
        let rows = order[start..<min(start + RowBlock.rows, group.upperBound)]
        var block = RowBlock(columns: columns.count)
        for (place, row) in rows.enumerated() {
          block.included[place] = weights?[row] ?? 1
          block.outcome[place] = outcomes[row] ? 1 : 0
        }
        for place in 0..<RowBlock.rows {
          // Rows left empty are the last client's, so that they end no run of a client's.
          let row = rows[min(start + place, rows.endIndex - 1)]
          block.client[place] = Int32(clients?[row] ?? row)
        }
        var x = block.x.mutableSpan
        for column in columns.indices {
          let (first, from) = ((column + 1) * RowBlock.rows, column * count)
          for (place, row) in rows.enumerated() { x[first + place] = values[from + row] }
        }
        return block
      }
    }
  }

  public var groupCount: Int { blocks.count }

  public func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
    for block in blocks[group] { body(block) }
  }
}
