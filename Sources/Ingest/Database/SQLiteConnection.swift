internal import CSQLite
internal import SystemPackage

/// One opened file.
@safe final class SQLiteConnection {
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
