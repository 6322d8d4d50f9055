/// Forms of dates in one column that say less than a whole date does, each with the first line that has it.
public struct DateForms: Sendable, Equatable {
  /// A number of days, as Excel counts them.
  public let serialLine: Int?
  public let days: ExcelDays
  /// A year of two digits, read as 1969 to 2068.
  public let shortYearLine: Int?
}
