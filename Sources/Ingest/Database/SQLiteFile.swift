/// An SQLite file given like any other file: it does not say which of its tables is meant.
struct SQLiteFile: SourceForm {
  static let name = "SQLite database"

  static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: "SQLite format 3\0".utf8) }

  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    let text = "sqlite:\(file.name)"
    let tables = try DatabaseAddress(text).flatMap { try? SQLiteConnection($0).tables() } ?? []
    throw .database(file.name, .nothingNamed(example: "\(text)?table=\(tables.first ?? "NAME")", tables: tables))
  }
}
