internal import LinearAlgebra

/// Up to 256 rows, column by column.
public struct RowBlock: Sendable {
  public static let rows = NormalEquations.blockRows

  /// Column-major, shape `[rows, 1 + columns]`; the first column is the intercept's ones.
  public internal(set) var x: [Double]
  /// 0 or 1, shape `[rows]`.
  public internal(set) var outcome: [Double]
  /// How much a row counts: 1, another weight, or 0 for one to leave out, shape `[rows]`.
  public internal(set) var included: [Double]
  /// Whose rows they are, for rows of clients (``ClientRows``), shape `[rows]`.
  public internal(set) var client: [Int32]

  init(columns: Int) {
    x = Array(repeating: 0, count: (columns + 1) * RowBlock.rows)
    for row in 0..<RowBlock.rows { x[row] = 1 }
    outcome = Array(repeating: 0, count: RowBlock.rows)
    included = Array(repeating: 0, count: RowBlock.rows)
    client = Array(repeating: 0, count: RowBlock.rows)
  }
}
