/// Rows that belong to clients, as `RowBlock.client` tells. The rows of a client follow one another, within one group.
public protocol ClientRows: DesignRows {
  /// Clients are numbered from 0 to one less.
  var clientCount: Int { get }
}

extension RowBlock {
  /// Each client's run of rows in this block, in order. A run may hold rows that are not included, but starts and ends
  /// with one that is.
  var clientRuns: [(client: Int32, rows: Range<Int>)] {
    var runs: [(client: Int32, rows: Range<Int>)] = []
    for row in 0..<RowBlock.rows where included[row] > 0 {
      if let last = runs.last, last.client == client[row] {
        runs[runs.count - 1].rows = last.rows.lowerBound..<(row + 1)
      } else {
        runs.append((client[row], row..<(row + 1)))
      }
    }
    return runs
  }
}
