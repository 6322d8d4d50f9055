internal import CSQLite

/// The rows of one statement, one at a time.
@safe final class SQLiteRows {
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
