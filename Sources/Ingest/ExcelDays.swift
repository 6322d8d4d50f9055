/// The year from which a workbook counts its days.
public enum ExcelDays: Int, Sendable {
  case from1900 = 1900
  case from1904 = 1904

  /// What the same day's number from 1900 is more.
  var offset: Int { self == .from1900 ? 0 : 1_462 }
}
