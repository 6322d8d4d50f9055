/// SQLite files, opened for reading only: `sqlite:FILE?table=invoices` or `sqlite:FILE?query=SELECT …`.
enum SQLite: Database {
  static let name = "SQLite"
  static let schemes = ["sqlite"]

  static func fault(ofPlace place: String) -> DatabaseFault? { nil }

  static func read(_ address: DatabaseAddress, into text: inout TableText) throws(IngestError) {
    let connection = try SQLiteConnection(address)
    let sql: String
    switch address.rows {
    case .query(let query)?: sql = query
    case .table(let table)?:
      let tables = try connection.tables()
      guard tables.contains(where: { $0.lowercased() == table.lowercased() }) else {
        throw address.failure(.noSuchTable(table, tables: tables))
      }
      sql = "SELECT * FROM \"\(table.replacing("\"", with: "\"\""))\""
    case nil:
      throw address.failure(
        .nothingNamed(example: "sqlite:\(address.place)?table=NAME", tables: try connection.tables()))
    }
    let rows = try connection.statement(sql)
    for column in 0..<rows.columnCount { text.add(rows.name(column)) }
    try text.endRow()
    while try connection.step(rows) {
      for column in 0..<rows.columnCount { rows.addCell(column, to: &text) }
      try text.endRow()
    }
  }
}
