internal import CSQLite

/// Makes SQLite files.
public enum SQLiteWriter {
  public struct Failure: Error {
    let status: Int32
  }

  /// Runs statements on a file, which is made when it is not there.
  public static func run(_ sql: String, on path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    var status = sqlite3_open(path, &handle)
    if status == SQLITE_OK { status = sqlite3_exec(handle, sql, nil, nil, nil) }
    if status != SQLITE_OK { throw Failure(status: status) }
  }
}
