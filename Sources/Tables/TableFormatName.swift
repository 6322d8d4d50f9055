/// The formats by the names the command line gives them.
public enum TableFormatName: String, Sendable, CaseIterable {
  case table, csv, json, md

  public func format(_ style: CellStyle) -> any TableFormat {
    switch self {
    case .table: AlignedTextFormat(style)
    case .csv: CSVFormat(style.currency)
    case .json: JSONFormat(style.currency)
    case .md: MarkdownFormat(style)
    }
  }
}
