/// Rows of doubles held in memory: for data from elsewhere, and for small fits.
public struct DesignMatrix: DesignRows {
  public let columns: [String]
  private let values: [Double]
  private let outcomes: [Bool]

  /// - Parameters:
  ///   - columns: Names, shape `[p]`.
  ///   - values: Column by column, shape `[n, p]`.
  ///   - outcomes: Shape `[n]`.
  public init(columns: [String], columnMajor values: [Double], outcomes: [Bool]) {
    precondition(
      values.count == columns.count * outcomes.count,
      "\(values.count) values for \(outcomes.count) rows × \(columns.count) columns")
    self.columns = columns
    self.values = values
    self.outcomes = outcomes
  }

  public var groupCount: Int { 1 }

  public func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
    var block = RowBlock(columns: columns.count)
    let count = outcomes.count
    for start in stride(from: 0, to: count, by: RowBlock.rows) {
      let filled = min(RowBlock.rows, count - start)
      for row in 0..<RowBlock.rows {
        block.included[row] = row < filled ? 1 : 0
        block.outcome[row] = row < filled && outcomes[start + row] ? 1 : 0
      }
      for column in columns.indices {
        let (to, from) = ((column + 1) * RowBlock.rows, column * count + start)
        for row in 0..<filled { block.x[to + row] = values[from + row] }
        for row in filled..<RowBlock.rows { block.x[to + row] = 0 }
      }
      body(block)
    }
  }
}
