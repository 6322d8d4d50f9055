internal import Execution

/// Rows of doubles held in memory: for data from elsewhere, and for small fits.
public struct DesignMatrix: ClientRows {
  public let columns: [String]
  public let clientCount: Int
  /// Column by column, clients together.
  private let values: [Double]
  private let outcomes: [Bool]
  private let clients: [Int32]
  private let weights: [Double]
  /// Rows of each group, in order.
  private let groups: [Range<Int>]

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
    precondition(weights?.count ?? count == count, "\(weights?.count ?? 0) weights for \(count) rows")
    self.columns = columns
    let weights = weights ?? Array(repeating: 1, count: count)
    guard let clients else {
      self.weights = weights
      (self.values, self.outcomes) = (values, outcomes)
      self.clients = (0..<count).map { Int32($0) }
      clientCount = count
      groups = [0..<count]
      return
    }
    precondition(clients.count == count, "\(clients.count) clients for \(count) rows")
    clientCount = (clients.max() ?? -1) + 1
    var offsets = Array(repeating: Int32(0), count: clientCount + 1)
    for client in clients { offsets[client + 1] += 1 }
    for client in 0..<clientCount { offsets[client + 1] += offsets[client] }
    var order = Array(repeating: 0, count: count)
    var next = offsets
    for (row, client) in clients.enumerated() {
      order[Int(next[client])] = row
      next[client] += 1
    }
    self.values = columns.indices.flatMap { column in order.map { values[column * count + $0] } }
    self.outcomes = order.map { outcomes[$0] }
    self.clients = order.map { Int32(clients[$0]) }
    self.weights = order.map { weights[$0] }
    groups = BlockPlan(offsets: offsets).blocks.map { Int(offsets[$0.lowerBound])..<Int(offsets[$0.upperBound]) }
  }

  public var groupCount: Int { groups.count }

  public func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
    var block = RowBlock(columns: columns.count)
    let (rows, count) = (groups[group], outcomes.count)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlock.rows) {
      let filled = min(RowBlock.rows, rows.upperBound - start)
      fill(&block.included, from: 0, filled, rest: 0) { weights[start + $0] }
      fill(&block.outcome, from: 0, filled, rest: 0) { outcomes[start + $0] ? 1 : 0 }
      fill(&block.client, from: 0, filled, rest: clients[start + filled - 1]) { clients[start + $0] }
      for column in columns.indices {
        let first = column * count + start
        fill(&block.x, from: (column + 1) * RowBlock.rows, filled, rest: 0) { values[first + $0] }
      }
      body(block)
    }
  }
}

/// Writes one column of a block: `filled` values, and `rest` for the other rows.
private func fill<Value>(
  _ column: inout [Value], from first: Int, _ filled: Int, rest: Value, _ value: (Int) -> Value
) {
  // One check that the array is not shared, instead of one for each element.
  var span = column.mutableSpan
  for row in 0..<filled { span[first + row] = value(row) }
  for row in filled..<RowBlock.rows { span[first + row] = rest }
}
