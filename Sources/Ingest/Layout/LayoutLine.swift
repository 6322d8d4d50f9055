/// A line that belongs to a table's layout and is no row of the ledger.
public enum LayoutLine: String, CaseIterable, Sendable {
  /// Above the header: the name of the firm, the day of the export.
  case title
  case header
  /// The header again, as paged exports print it at the top of each page.
  case repeatedHeader = "repeated header"
  /// Names the client of the rows below it, which leave their own client empty.
  case clientHeading = "client heading"
  /// A total or subtotal.
  case total
  /// Nothing at all, or nothing but delimiters.
  case blank
}
