internal import Execution
internal import LinearAlgebra

/// What one pass over the rows tells before any fitting.
struct ColumnRanges: Sendable {
  var observations = 0
  var events = 0
  var isFinite = true
  private var low: [Double]
  private var high: [Double]

  /// Largest less smallest value of each column, the intercept apart.
  var spans: [Double] { zip(low, high).map { $1 - $0 } }

  private init(columns: Int) {
    low = Array(repeating: .infinity, count: columns)
    high = Array(repeating: -.infinity, count: columns)
  }

  init(_ rows: some DesignRows, _ executor: Executor) {
    let columns = rows.columns.count
    let parts = executor.map(rows.groupCount) { group in
      var part = ColumnRanges(columns: columns)
      rows.forEachBlock(ofGroup: group) { part.add($0) }
      return part
    }
    self = parts.reduce(into: ColumnRanges(columns: columns)) { total, part in
      total.observations += part.observations
      total.events += part.events
      total.isFinite = total.isFinite && part.isFinite
      for column in 0..<columns {
        total.low[column] = min(total.low[column], part.low[column])
        total.high[column] = max(total.high[column], part.high[column])
      }
    }
  }

  private mutating func add(_ block: borrowing RowBlock) {
    for row in 0..<RowBlock.rows where block.included[row] > 0 {
      observations += 1
      if block.outcome[row] > 0.5 { events += 1 }
    }
    for column in low.indices {
      let start = (column + 1) * RowBlock.rows
      var (lowest, highest, sum) = (low[column], high[column], 0.0)
      for row in 0..<RowBlock.rows {
        let value = block.x[start + row]
        let isIncluded = block.included[row] > 0
        lowest = isIncluded && value < lowest ? value : lowest
        highest = isIncluded && value > highest ? value : highest
        sum += isIncluded ? value : 0
      }
      (low[column], high[column]) = (lowest, highest)
      if !sum.isFinite { isFinite = false }
    }
  }

  /// Whether a coefficient runs away: over its column's range it moves the log-odds by more than 12, and its standard
  /// error is larger still, which no likelihood with a finite maximum shows.
  func isSeparated(_ coefficients: [Double], _ covariance: Matrix, among free: [Int]) -> Bool {
    let spans = spans
    return free.contains { column in
      let error = covariance[column + 1, column + 1].squareRoot()
      return abs(coefficients[column + 1]) * spans[column] > 12 && error > abs(coefficients[column + 1])
    }
  }

  /// The column that a step moves most, over its range. When the maximum is at infinity the others have settled, or
  /// follow this one more slowly.
  func fastest(_ step: [Double], among free: [Int]) -> Int? {
    let moves = zip(step.dropFirst(), spans).map { abs($0) * $1 }
    return free.max { moves[$0] < moves[$1] }
  }
}
