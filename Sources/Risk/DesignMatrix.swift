/// Rows of doubles held in memory: for data from elsewhere, and for small fits.
public struct DesignMatrix: DesignRows {
  public let columns: [String]
  private let values: [[Double]]
  private let outcomes: [Bool]

  /// - Parameters:
  ///   - columns: Names, shape `[p]`.
  ///   - values: Row by row, shape `[n][p]`.
  ///   - outcomes: Shape `[n]`.
  public init(columns: [String], values: [[Double]], outcomes: [Bool]) {
    precondition(values.count == outcomes.count, "\(values.count) rows, \(outcomes.count) outcomes")
    precondition(values.allSatisfy { $0.count == columns.count }, "a row is not \(columns.count) values long")
    self.columns = columns
    self.values = values
    self.outcomes = outcomes
  }

  public var groupCount: Int { 1 }

  public func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
    var block = RowBlock(columns: columns.count)
    for start in stride(from: 0, to: values.count, by: RowBlock.rows) {
      for row in 0..<RowBlock.rows {
        let isIncluded = start + row < values.count
        block.included[row] = isIncluded ? 1 : 0
        block.outcome[row] = isIncluded && outcomes[start + row] ? 1 : 0
        for column in columns.indices {
          block.x[(column + 1) * RowBlock.rows + row] = isIncluded ? values[start + row][column] : 0
        }
      }
      body(block)
    }
  }
}
