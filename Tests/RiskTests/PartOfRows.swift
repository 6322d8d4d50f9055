import Execution

@testable import Risk

/// Rows of clients of which some are left out of the fit, as a ledger's are by what was known on a day. Those have outcomes
/// and columns that would show if they were used.
struct PartOfRows: ClientRows {
  let base: DesignMatrix
  /// By client and by the row's place in its block.
  let isKept: @Sendable (_ client: Int32, _ row: Int) -> Bool

  var columns: [String] { base.columns }
  var groupCount: Int { base.groupCount }
  var clientCount: Int { base.clientCount }

  func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
    base.forEachBlock(ofGroup: group) { block in
      var part = copy block
      for row in 0..<RowBlock.rows where !isKept(block.client[row], row) {
        part.included[row] = 0
        part.outcome[row] = 1 - part.outcome[row]
        part.client[row] = 3
        for column in 1...columns.count { part.x[column * RowBlock.rows + row] = 50 }
      }
      body(part)
    }
  }

  /// The others by themselves.
  var kept: DesignMatrix {
    var (values, outcomes, clients): ([[Double]], [Bool], [Int]) = ([], [], [])
    for group in 0..<groupCount {
      base.forEachBlock(ofGroup: group) { block in
        for row in 0..<RowBlock.rows where block.included[row] > 0 && isKept(block.client[row], row) {
          values.append((1...columns.count).map { block.x[$0 * RowBlock.rows + row] })
          outcomes.append(block.outcome[row] > 0.5)
          clients.append(Int(block.client[row]))
        }
      }
    }
    return DesignMatrix(columns: columns, values: values, outcomes: outcomes, clients: clients)
  }
}
