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
