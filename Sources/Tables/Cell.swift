public import Receivables

/// One value of a table, typed: a format decides how it looks and what must be escaped.
public enum Cell: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case money(Money)
  /// A number of days, shown with one decimal where people read and with six for scripts.
  case days(Double)
  /// At least this many days: the history ended first. Scripts get the number; a note beside it says so.
  case atLeastDays(Double)
  case day(Day)
  /// Between 0 and 1; percent where people read.
  case share(Double)
  /// A coefficient, a score, or any other plain number.
  case number(Double)
  /// A figure that cannot be told, and why, for people. Scripts get nothing.
  case withheld(String)
  /// Nothing to say here.
  case blank
}

extension Cell {
  /// `yes` or `no`, for scripts.
  public static func yesOrNo(_ value: Bool) -> Cell { .text(value ? "yes" : "no") }

  /// A cell for a figure that may be missing.
  @inlinable public static func optional<Value>(_ value: Value?, _ cell: (Value) -> Cell) -> Cell {
    value.map(cell) ?? .blank
  }
}

/// A column's names: one for scripts, one for people.
public struct Column: Sendable {
  /// Stable, in CSV and JSON.
  public let key: String
  /// In Markdown and on a terminal, in the reader's language.
  public let title: String
  /// Numbers align right.
  public let isNumeric: Bool
  /// The upper end of the interval that the column before begins: people are shown both in one.
  public let endsInterval: Bool

  public init(_ key: String, _ title: String, isNumeric: Bool = true, endsInterval: Bool = false) {
    self.key = key
    self.title = title
    self.isNumeric = isNumeric
    self.endsInterval = endsInterval
  }
}

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
