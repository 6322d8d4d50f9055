/// Rows of typed cells. Rows are made one at a time, so a table of a million rows takes no memory.
public struct Table: Sendable {
  public let columns: [Column]
  public let rowCount: Int
  private let makeRow: @Sendable (Int) -> [Cell]

  public init(_ columns: [Column], rowCount: Int, row: @escaping @Sendable (Int) -> [Cell]) {
    self.columns = columns
    self.rowCount = rowCount
    makeRow = row
  }

  public init(_ columns: [Column], rows: [[Cell]]) { self.init(columns, rowCount: rows.count) { rows[$0] } }

  public func row(_ index: Int) -> [Cell] {
    let cells = makeRow(index)
    precondition(cells.count == columns.count, "\(cells.count) cells in a row of \(columns.count) columns")
    return cells
  }

  /// Fewer columns of the same rows.
  public func keeping(_ isKept: (Column) -> Bool) -> Table {
    let kept = columns.indices.filter { isKept(columns[$0]) }
    return Table(kept.map { columns[$0] }, rowCount: rowCount) { index in
      let cells = row(index)
      return kept.map { cells[$0] }
    }
  }
}
