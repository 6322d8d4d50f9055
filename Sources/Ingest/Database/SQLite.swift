internal import CSQLite
internal import SystemPackage

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

/// One opened file.
@safe private final class SQLiteConnection {
  private let handle: OpaquePointer
  private let address: DatabaseAddress

  init(_ address: DatabaseAddress) throws(IngestError) {
    self.address = address
    do {
      // For the system's own reason: SQLite says only that it cannot open a file.
      let file = OpenFile(try FileDescriptor.open(FilePath(address.place), .readOnly))
      _ = try SourceFile.canBeReadAgain(file.descriptor)
    } catch {
      throw .cannotOpen(file: address.text, reason: SourceFile.reason(error))
    }
    var opened: OpaquePointer?
    let status = unsafe sqlite3_open_v2(address.place, &opened, SQLITE_OPEN_READONLY, nil)
    guard let handle = unsafe opened else { throw .cannotOpen(file: address.text, reason: "out of memory") }
    unsafe self.handle = handle
    if status != SQLITE_OK { throw failure(status) }
    unsafe sqlite3_busy_timeout(handle, 5_000)
    // The file may be of unknown origin: its views may call no functions that do more than compute.
    _ = unsafe sqlite3_exec(handle, "PRAGMA trusted_schema = OFF", nil, nil, nil)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Tables and views by name.
  func tables() throws(IngestError) -> [String] {
    let rows = try statement(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1"
    )
    var names: [String] = []
    while try step(rows) { names.append(rows.text(0)) }
    return names
  }

  /// The only statement of a text, when it does nothing but read.
  func statement(_ sql: String) throws(IngestError) -> SQLiteRows {
    var (pointer, behind): (OpaquePointer?, OpaquePointer?) = (nil, nil)
    let status = unsafe sql.withCString { text in
      var rest: UnsafePointer<CChar>?
      let status = unsafe sqlite3_prepare_v2(handle, text, -1, &pointer, &rest)
      if status != SQLITE_OK { return status }
      // Blanks and comments make no statement.
      return unsafe sqlite3_prepare_v2(handle, rest, -1, &behind, nil) == SQLITE_OK ? status : SQLITE_MISUSE
    }
    let rows = unsafe pointer.map { unsafe SQLiteRows($0) }
    if unsafe behind != nil || status == SQLITE_MISUSE {
      unsafe sqlite3_finalize(behind)
      throw address.failure(.refused("it holds more than one statement"))
    }
    if status != SQLITE_OK { throw failure(status) }
    guard let rows, rows.onlyReads, rows.columnCount > 0 else { throw address.failure(.wouldChange) }
    return rows
  }

  /// Whether there is a next row.
  func step(_ rows: SQLiteRows) throws(IngestError) -> Bool {
    switch rows.step() {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let status: throw failure(status)
    }
  }

  private func failure(_ status: Int32) -> IngestError {
    switch status & 0xFF {
    case SQLITE_NOTADB, SQLITE_CORRUPT: address.failure(.notSQLite)
    case SQLITE_BUSY, SQLITE_LOCKED: address.failure(.busy)
    case SQLITE_READONLY: address.failure(.wouldChange)
    case SQLITE_ERROR: address.failure(.refused(unsafe String(cString: sqlite3_errmsg(handle))))
    default: .cannotRead(file: address.text, reason: unsafe String(cString: sqlite3_errmsg(handle)))
    }
  }
}

/// The rows of one statement, one at a time.
@safe private final class SQLiteRows {
  private let pointer: OpaquePointer
  let columnCount: Int32

  @unsafe init(_ pointer: OpaquePointer) {
    unsafe self.pointer = pointer
    columnCount = unsafe sqlite3_column_count(pointer)
  }

  deinit { unsafe sqlite3_finalize(pointer) }

  var onlyReads: Bool { unsafe sqlite3_stmt_readonly(pointer) != 0 }

  func step() -> Int32 { unsafe sqlite3_step(pointer) }

  func name(_ column: Int32) -> String {
    unsafe sqlite3_column_name(pointer, column).map { unsafe String(cString: $0) } ?? ""
  }

  func text(_ column: Int32) -> String {
    unsafe sqlite3_column_text(pointer, column).map { unsafe String(cString: $0) } ?? ""
  }

  /// Values have types in SQLite, columns only preferences.
  func addCell(_ column: Int32, to table: inout TableText) {
    switch unsafe sqlite3_column_type(pointer, column) {
    case SQLITE_FLOAT: table.add(binaryNumber: text(column))
    default:
      // The order of the two calls matters: the first may convert the value.
      let start = unsafe sqlite3_column_text(pointer, column)
      let count = unsafe Int(sqlite3_column_bytes(pointer, column))
      table.add(unsafe UnsafeBufferPointer(start: start, count: count).span)
    }
  }
}
