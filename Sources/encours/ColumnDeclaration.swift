import Ingest

/// `--column issued='Doc date'`.
struct ColumnDeclaration {
  /// Of the invoices, or of another table.
  enum Column {
    case documents(ColumnMeaning)
    case table(TableColumn)

    init?(_ name: String) {
      if let meaning = ColumnMeaning(rawValue: name) {
        self = .documents(meaning)
      } else if let column = TableColumn(name) {
        self = .table(column)
      } else {
        return nil
      }
    }

    static var names: String { (ColumnMeaning.allCases.map(\.rawValue) + TableColumn.all).joined(separator: ", ") }
  }

  let column: Column
  let header: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let column = Column(String(parts[0])) else { return nil }
    self.column = column
    header = String(parts[1])
  }
}
