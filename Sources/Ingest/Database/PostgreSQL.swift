internal import CPostgreSQL

/// PostgreSQL, read in a transaction that can only read: `postgresql://HOST/DATABASE?table=invoices` or `?query=SELECT …`.
///
/// Who connects, and with which password, libpq takes from the address, PGUSER, PGPASSWORD and the like, service files and
/// ~/.pgpass, as psql does. An address with a password is refused.
enum PostgreSQL: Database {
  static let name = "PostgreSQL"
  static let schemes = ["postgresql", "postgres"]

  /// A `:` before an `@` is taken for a password's even where libpq takes it for something else.
  static func fault(ofPlace place: String) -> DatabaseFault? {
    if let at = place.lastIndex(of: "@"), place[..<at].contains(":") { return .passwordInAddress }
    guard let library = ClientLibrary.shared else { return .noClientLibrary(ClientLibrary.fileName) }
    guard let settings = ConnectionSettings(place: place, library) else { return .unreadableAddress }
    return settings["password"] ?? settings["sslpassword"] == nil ? nil : .passwordInAddress
  }

  static func read(_ address: DatabaseAddress, into text: inout TableText) throws(IngestError) {
    guard let library = ClientLibrary.shared else { throw address.failure(.noClientLibrary(ClientLibrary.fileName)) }
    let connection = try PostgreSQLConnection(address, library)
    let sql: String
    switch address.rows {
    case .query(let query)?: sql = query
    case .table(let table)?:
      sql =
        "SELECT * FROM "
        + table.split(separator: ".", maxSplits: 1).map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(
          separator: ".")
    case nil:
      throw address.failure(
        .nothingNamed(example: "\(address.text)?table=NAME", tables: try connection.tables()))
    }
    try connection.begin()
    try connection.declare(sql)
    try connection.fetch { (rows: PostgreSQLRows, isFirst: Bool) throws(IngestError) -> Void in
      if isFirst {
        for column in 0..<rows.columnCount { text.add(rows.name(column)) }
        try text.endRow()
      }
      for row in 0..<rows.count {
        for column in 0..<rows.columnCount { rows.addCell(row, column, to: &text) }
        try text.endRow()
      }
    }
  }
}

/// libpq, loaded when the first database is read.
@safe struct ClientLibrary: @unchecked Sendable {
  static let fileName = "libpq.so.5"
  static let shared = ClientLibrary(fileName)

  private let pointer: UnsafePointer<encours_libpq>

  /// - Returns: `nil` where there is no such library, or it lacks a function.
  init?(_ fileName: String) {
    guard let pointer = unsafe encours_load_libpq(fileName) else { return nil }
    unsafe self.pointer = pointer
  }

  fileprivate var functions: encours_libpq { unsafe pointer.pointee }
}

/// What an address says of a connection, as libpq understands it.
private struct ConnectionSettings {
  private var values: [String: String] = [:]

  subscript(_ keyword: String) -> String? { values[keyword] }

  /// - Returns: `nil` when libpq does not understand it.
  init?(place: String, _ library: ClientLibrary) {
    // Its message may repeat the address.
    guard let options = unsafe library.functions.PQconninfoParse("postgresql:\(place)", nil) else { return nil }
    unsafe self.init(options, library)
  }

  /// What the environment and service files say.
  static func ofEnvironment(_ library: ClientLibrary) -> ConnectionSettings? {
    guard let options = unsafe library.functions.PQconndefaults() else { return nil }
    return unsafe ConnectionSettings(options, library)
  }

  @unsafe private init(_ options: UnsafeMutablePointer<PQconninfoOption>, _ library: ClientLibrary) {
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        unsafe values[String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    unsafe library.functions.PQconninfoFree(options)
  }
}

/// One connection, closed when nothing uses it any more.
@safe private final class PostgreSQLConnection {
  private let handle: OpaquePointer
  private let address: DatabaseAddress
  private let library: ClientLibrary
  private var libpq: encours_libpq { library.functions }

  init(_ address: DatabaseAddress, _ library: ClientLibrary) throws(IngestError) {
    (self.address, self.library) = (address, library)
    let settings = [
      ConnectionSettings(place: address.place, library), ConnectionSettings.ofEnvironment(library),
    ]
    var place = "postgresql:\(address.place)\(address.place.contains("?") ? "&" : "?")"
    place += "client_encoding=UTF8&fallback_application_name=encours"
    if settings.allSatisfy({ $0?["connect_timeout"] == nil }) { place += "&connect_timeout=10" }
    guard let handle = unsafe library.functions.PQconnectdb(place) else {
      throw address.failure(.cannotConnect("out of memory."))
    }
    unsafe self.handle = handle
    if unsafe libpq.PQstatus(handle) != CONNECTION_OK { throw address.failure(.cannotConnect(message)) }
    _ = unsafe libpq.PQsetNoticeReceiver(handle, encours_ignore_notice, nil)
  }

  deinit { unsafe libpq.PQfinish(handle) }

  /// Tables and views that are not the system's own, those outside the search path with their schema.
  func tables() throws(IngestError) -> [String] {
    let rows = try run(
      """
      SELECT CASE WHEN schema = ANY (current_schemas(false)) THEN name ELSE schema || '.' || name END
      FROM (SELECT schemaname AS schema, tablename AS name FROM pg_tables
        UNION ALL SELECT schemaname, viewname FROM pg_views UNION ALL SELECT schemaname, matviewname FROM pg_matviews) AS all_of_them
      WHERE schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 50
      """)
    return (0..<rows.count).map { rows.text($0, 0) }
  }

  /// One transaction that sees one state of the database and can write nothing, with rows in the order in which they lie and
  /// days and numbers spelled in one way.
  func begin() throws(IngestError) {
    _ = try run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    _ = try run(
      "SET LOCAL synchronize_seqscans = off; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL lc_monetary = 'C'; "
        + "SET LOCAL extra_float_digits = 1")
  }

  /// A cursor takes one statement, and none but one that reads.
  func declare(_ sql: String) throws(IngestError) {
    let text = "DECLARE encours_rows NO SCROLL CURSOR FOR \(sql)"
    // Sent with no parameters, but as a statement that could have some: of those a text may hold only one.
    unsafe try check(libpq.PQexecParams(handle, text, 0, nil, nil, nil, nil, 0))
  }

  /// Calls `body` with the rows as they arrive, and once for none; only some of them are in memory.
  func fetch(
    _ body: (_ rows: PostgreSQLRows, _ isFirst: Bool) throws(IngestError) -> Void
  ) throws(IngestError) {
    _ = unsafe libpq.PQsendQuery(handle, "FETCH ALL FROM encours_rows")
    _ = unsafe libpq.PQsetSingleRowMode(handle)
    var isFirst = true
    while let result = unsafe libpq.PQgetResult(handle) {
      unsafe try body(try rows(result), isFirst)
      isFirst = false
    }
  }

  private func run(_ sql: String) throws(IngestError) -> PostgreSQLRows { unsafe try check(libpq.PQexec(handle, sql)) }

  @discardableResult private func check(_ result: OpaquePointer?) throws(IngestError) -> PostgreSQLRows {
    guard let result = unsafe result else { throw address.failure(.stopped(message)) }
    return unsafe try rows(result)
  }

  private func rows(_ result: OpaquePointer) throws(IngestError) -> PostgreSQLRows {
    let rows = unsafe PostgreSQLRows(result, library)
    guard let failure = rows.failure else { return rows }
    switch (failure.state, address.rows) {
    case ("42P01", .table(let table)?):
      _ = try run("ROLLBACK")
      throw address.failure(.noSuchTable(table, tables: try tables()))
    case ("25006", _): throw address.failure(.wouldChange)
    case ("42501", _): throw address.failure(.noRight(failure.message))
    // Classes 22 and 42: what the statement asks for is wrong.
    case (let state, _) where state.hasPrefix("22") || state.hasPrefix("42") || state.hasPrefix("0A"):
      throw address.failure(.refused(failure.message))
    default: throw address.failure(.stopped(message))
    }
  }

  /// The last thing that libpq has to say of the connection, as sentences in one line.
  private var message: String {
    let lines = unsafe String(cString: libpq.PQerrorMessage(handle)).split(whereSeparator: \.isNewline)
    let sentences = lines.map { $0.trimmingPrefix(while: \.isWhitespace) }.filter { !$0.isEmpty }
    return sentences.map { ".?!".contains($0.last!) ? String($0) : "\($0)." }.joined(separator: " ")
  }
}

/// Rows of one answer.
@safe private final class PostgreSQLRows {
  private let pointer: OpaquePointer
  private let libpq: encours_libpq
  let count: Int32
  let columnCount: Int32

  @unsafe init(_ pointer: OpaquePointer, _ library: ClientLibrary) {
    unsafe (self.pointer, libpq) = (pointer, library.functions)
    (count, columnCount) = unsafe (libpq.PQntuples(pointer), libpq.PQnfields(pointer))
  }

  deinit { unsafe libpq.PQclear(pointer) }

  /// The server's code (SQLSTATE) and first sentence; `nil` when nothing failed.
  var failure: (state: String, message: String)? {
    switch unsafe libpq.PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: return nil
    default: return (field(UInt8(ascii: "C")), field(UInt8(ascii: "M")))
    }
  }

  /// PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY are letters.
  private func field(_ code: UInt8) -> String {
    unsafe libpq.PQresultErrorField(pointer, Int32(code)).map { unsafe String(cString: $0) } ?? ""
  }

  func name(_ column: Int32) -> String { unsafe String(cString: libpq.PQfname(pointer, column)) }

  func text(_ row: Int32, _ column: Int32) -> String { unsafe String(cString: libpq.PQgetvalue(pointer, row, column)) }

  func addCell(_ row: Int32, _ column: Int32, to table: inout TableText) {
    let value = unsafe libpq.PQgetvalue(pointer, row, column)
    let count = unsafe Int(libpq.PQgetlength(pointer, row, column))
    let bytes = unsafe UnsafeRawBufferPointer(start: value, count: count)
    let cell = unsafe bytes.bindMemory(to: UInt8.self).span
    // Numbers of types in pg_type.dat.
    switch unsafe libpq.PQftype(pointer, column) {
    case 16 where count == 1: table.add(cell[0] == UInt8(ascii: "t") ? "true" : "false")
    case 20, 21, 23, 1700: table.add(exactNumber: cell)
    case 700, 701: table.add(binaryNumber: text(row, column))
    default: table.add(cell)
    }
  }
}
