public import Receivables

/// Rows on a time line, for a validation in order of time.
public protocol DatedRows: Sendable {
  associatedtype Rows: DesignRows
  /// The first day by which at least this share of the rows had been predicted; `nil` without rows.
  func predictionDay(atShare share: Double) -> Day?
  /// Rows whose outcome was known on `day`.
  func known(by day: Day) -> Rows
  /// Rows predicted after `first` and until `last`.
  func predicted(after first: Day, until last: Day) -> Rows
}
