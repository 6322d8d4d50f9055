public import Execution

/// The mean and the standard deviation of each column over the rows of a fit.
public struct ColumnSpread: Sendable {
  /// Shape `[p]`, the intercept apart.
  public let means: [Double]
  /// √(Σ (x − mean)² / n), shape `[p]`.
  public let deviations: [Double]

  /// - Source: Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242–247, for merging blocks.
  public init(_ rows: some DesignRows, executor: Executor) {
    let columns = rows.columns.count
    let parts = executor.map(rows.groupCount) { group in
      var part = Moments(columns: columns)
      rows.forEachBlock(ofGroup: group) { part.merge(Moments(of: $0, columns: columns)) }
      return part
    }
    let total = parts.reduce(into: Moments(columns: columns)) { $0.merge($1) }
    means = total.means
    deviations = total.squares.map { ($0 / max(total.rows, 1)).squareRoot() }
  }

  /// What a column is divided by to make its coefficient comparable: its standard deviation, or its size when it has one
  /// value only.
  func scale(of column: Int) -> Double {
    // A column of one value has a deviation of its mean's rounding.
    if deviations[column] > 1e-9 * abs(means[column]) { return deviations[column] }
    return means[column] != 0 ? abs(means[column]) : 1
  }
}

/// Count, means and sums of squares about them.
private struct Moments: Sendable {
  var rows = 0.0
  var means: [Double]
  var squares: [Double]

  init(columns: Int) {
    means = Array(repeating: 0, count: columns)
    squares = means
  }

  init(of block: borrowing RowBlock, columns: Int) {
    self.init(columns: columns)
    for row in 0..<RowBlock.rows { rows += block.included[row] }
    if rows == 0 { return }
    for column in 0..<columns {
      let start = (column + 1) * RowBlock.rows
      var (sum, squares) = (0.0, 0.0)
      for row in 0..<RowBlock.rows { sum += block.included[row] * block.x[start + row] }
      let mean = sum / rows
      for row in 0..<RowBlock.rows {
        let difference = block.x[start + row] - mean
        squares += block.included[row] * difference * difference
      }
      (means[column], self.squares[column]) = (mean, squares)
    }
  }

  mutating func merge(_ later: Moments) {
    if later.rows == 0 { return }
    let total = rows + later.rows
    for column in means.indices {
      let difference = later.means[column] - means[column]
      means[column] += difference * (later.rows / total)
      squares[column] += later.squares[column] + difference * difference * (rows * later.rows / total)
    }
    rows = total
  }
}
