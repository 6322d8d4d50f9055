import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// Reads what these paths or addresses name.
private func read(
  paths: [String], _ change: (inout InvoiceReader.Options) -> Void = { _ in }
) throws -> LedgerReading {
  var options = InvoiceReader.Options()
  change(&options)
  return try InvoiceReader(options: options, executor: .serial).read(paths: paths)
}

/// The sentence a reading ends with.
private func failure(of address: String) throws -> String {
  try #require(#expect(throws: IngestError.self) { try read(paths: [address]) }.map { "\($0)" })
}

/// The rows as CSV would have them, and nothing else.
private func expectSame(_ reading: LedgerReading, as csv: LedgerReading) {
  #expect(contents(of: reading.ledger) == contents(of: csv.ledger))
  #expect(
    rejections(reading).map { $0.split(separator: ": ", maxSplits: 1)[1] }
      == rejections(csv).map { $0.split(separator: ": ", maxSplits: 1)[1] })
  #expect(reading.control == csv.control && reading.records == csv.records && reading.usedRows == csv.usedRows)
}

private let invoices = """
  CREATE TABLE invoices (invoice text, client text, issued text, due text, amount numeric);
  INSERT INTO invoices VALUES ('F1', 'C1', '2025-01-05', '2025-02-04', 1234.56), ('F2', 'C2', '2025-01-06', '2025-02-05', 10);

  """

// MARK: - SQLite

@Suite struct SQLiteTests {
  /// Calls `body` with the path of a file made by these statements.
  private func withFile(_ sql: String, _ body: (String) throws -> Void) throws {
    try Files.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("books.db").path
      try SQLiteWriter.run(sql, on: path)
      try body(path)
    }
  }

  @Test(arguments: [
    DatabaseTable.Types(day: "text", amount: "numeric"),
    DatabaseTable.Types(day: "text", amount: "real", truth: "integer"),
    DatabaseTable.Types(day: "text", amount: "text", truth: "integer"),
  ]) func aTableIsTheLedgerOfItsCSV(types: DatabaseTable.Types) throws {
    for seed in UInt64(1)...5 {
      let table = DatabaseTable(RandomLedger(seed: seed, invoices: 200).rows, types)
      let csv = try read(table.csv)
      try withFile(table.sql("ledger")) { path in
        expectSame(try read(paths: ["sqlite:\(path)?table=ledger"]), as: csv)
        expectSame(try read(paths: ["sqlite:\(path)?query=SELECT * FROM ledger"]), as: csv)
      }
    }
  }

  @Test func valuesByTheirTypes() throws {
    let sql = """
      CREATE TABLE t (invoice, client, client_name, issued, due, amount);
      INSERT INTO t VALUES
        (1, 7, 'tab\tand
      line', '2025-01-05 10:00:00', '2025-02-04T00:00:00Z', 1234.125),
        (12345678901234567890123, 9223372036854775807, '"quoted"', 20250105, '14/02/2025', 0.1 + 0.2),
        ('F3', x'4331', NULL, '2025-01-05', NULL, 5),
        ('F4', 'C1', 'Soci' || x'E9' || 't' || x'E9', '2025-01-05', '2025-02-04', 1e3),
        ('F5', 'C1', '', '2025-01-05', '2025-02-04', 1.2e-5);
      """
    try withFile(sql) { path in
      let reading = try read(paths: ["sqlite:\(path)?table=t"]) { $0.currency = Currency(code: "TND") }
      #expect(
        rejections(reading) == [
          "3: due is empty. Fill it in, or say the payment terms of such rows: --terms 30.",
          "5: cannot read '0.000012' as an amount in amount. Expected digits with one decimal mark, such as 1234.56.",
        ])
      // Thousandths of a dinar, and a number that no point of thousands is in.
      #expect(balances(reading.ledger)["1"] == [1_234_125, 1_234_125])
      #expect(balances(reading.ledger)["1.23456789012346e+22"] == nil, "a number is written in plain digits")
      #expect(balances(reading.ledger)["F4"] == [1_000_000, 1_000_000])
      #expect(Set(reading.ledger.clients.map(\.id)) == ["7", "9223372036854775807", "C1"])
      #expect(Set(reading.ledger.clients.map(\.name)) == ["tab and line", "\"quoted\"", "Société"])
    }
  }

  /// The user may have said which mark the other files have.
  @Test func aDeclaredDecimalMarkDoesNotContradictNumbers() throws {
    try withFile(invoices) { path in
      let reading = try read(paths: ["sqlite:\(path)?table=invoices"]) { $0.decimalMark = .comma }
      #expect(balances(reading.ledger) == ["F1": [123_456, 123_456], "F2": [1_000, 1_000]])
    }
  }

  @Test func tablesOfTheirOwn() throws {
    let payments = """
      CREATE TABLE payments (client text, invoice text, date text, amount real);
      INSERT INTO payments VALUES ('C1', 'F1', '2025-02-01', 1000), ('C2', NULL, NULL, 3), ('C2', 'F2', '2025-02-02', 10);
      CREATE VIEW clients AS SELECT 'C1' AS client, 'Dupont' AS name, 30 AS terms;
      """
    try withFile(invoices + payments) { path in
      let reading = try read(
        paths: ["sqlite:\(path)?table=invoices", "sqlite:\(path)?table=payments", "sqlite:\(path)?table=clients"])
      #expect(balances(reading.ledger) == ["F1": [123_456, 23_456], "F2": [1_000, 0]])
      #expect(rejections(reading) == ["2: paid_on is empty. Fill it in."])
      #expect(try reading.rejectedTexts().values.sorted() == ["C2\t\t\t3"])
      #expect(reading.files.map(\.kind) == [.invoices, .payments, .clients])
    }
  }

  @Test func booksInATable() throws {
    var books = FECText()
    books.invoice("FA1", "C1", "20250105", 12_000, "A")
    books.payment("R1", "C1", "20250220", 12_000, "A")
    books.invoice("FA2", "C2", "20250110", 6_000)
    let columns = FECText.header.split(separator: "\t").map { "\($0) text" }.joined(separator: ", ")
    let values = books.fields.map { "(" + $0.map { "'\($0)'" }.joined(separator: ", ") + ")" }
    let sql = "CREATE TABLE fec (\(columns)); INSERT INTO fec VALUES \(values.joined(separator: ", "));"
    try withFile(sql + "UPDATE fec SET Debit = 'x' WHERE rowid = 7") { path in
      let reading = try read(paths: ["sqlite:\(path)?table=fec"]) { $0.terms = thirtyDays }
      #expect(try contents(of: reading.ledger) == contents(of: readFEC(books).ledger))
      #expect(reading.rejected.map(\.row.line) == [7], "the first row is line 1")
    }
  }

  @Test(arguments: [
    "INSERT INTO invoices DEFAULT VALUES", "UPDATE invoices SET amount = 0", "DELETE FROM invoices",
    "DROP TABLE invoices", "ATTACH 'other.db' AS other", "PRAGMA user_version = 7", "VACUUM",
    "-- SELECT\nDELETE FROM invoices",
    "/* SELECT */ DELETE FROM invoices", "BEGIN; SELECT 1",
  ]) func aQueryThatDoesNotReadIsRefused(query: String) throws {
    try withFile(invoices) { path in
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(
        try failure(of: "sqlite:\(path)?query=\(query)").hasSuffix(
          "the query does not begin like one that reads. Expected SELECT, WITH or VALUES: nothing is changed in a database."
        ))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test func aQueryThatReadsAndWritesIsRefused() throws {
    try withFile(invoices) { path in
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      for query in [
        "WITH x AS (SELECT 1) DELETE FROM invoices", "WITH x AS (SELECT 1) DELETE FROM invoices RETURNING *",
      ] {
        #expect(
          try failure(of: "sqlite:\(path)?query=\(query)").hasSuffix(
            "the query would change the database, which is opened for reading only. Expected one that reads, such as "
              + "SELECT * FROM invoices."))
      }
      #expect(
        try failure(of: "sqlite:\(path)?query=SELECT * FROM invoices; DROP TABLE invoices").hasSuffix(
          "the database refuses the query: it holds more than one statement. Expected one statement that reads, such as "
            + "SELECT * FROM invoices."))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      #expect(throws: Never.self) { try read(paths: ["sqlite:\(path)?query=SELECT * FROM invoices; -- done\n"]) }
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    try withFile(invoices + "CREATE TABLE other (a)") { path in
      #expect(
        try failure(of: "sqlite:\(path).no?table=x")
          == "sqlite:\(path).no?table=x: cannot open: no such file. Check the "
          + "path and the permissions.")
      #expect(
        try failure(of: "sqlite:/?table=x") == "sqlite:/?table=x: cannot open: it is a folder. Check the path and the "
          + "permissions.")
      #expect(
        try failure(of: "sqlite:\(path)?table=invoice") == "sqlite:\(path)?table=invoice: the database has no table "
          + "'invoice'. The database has 'invoices', 'other'.")
      let which =
        "this is a database. Say which table or query of it to read: 'sqlite:\(path)?table=NAME'. The database has "
        + "'invoices', 'other'."
      #expect(try failure(of: "sqlite:\(path)") == "sqlite:\(path): \(which)")
      #expect(try failure(of: path) == "\(path): \(which.replacing("NAME", with: "invoices"))")
      #expect(
        try failure(of: "sqlite:\(path)?table=other").contains(
          "no column found for invoice, client, issued, amount, due. The "
            + "header has 'a'."))
      #expect(
        try failure(of: "sqlite:\(path)?query=SELECT * FROM missing").contains(
          "refuses the query: no such table: missing."))
      #expect(
        try failure(of: "sqlite:\(path)?query=SELECT * FROM invoices WHERE 0").contains("there is a header but no row"))
      try "no database".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(
        try failure(of: "sqlite:\(path)?table=x").hasSuffix(
          "this is no SQLite database, or a damaged or encrypted one."))
    }
  }
}

// MARK: - Addresses

@Suite struct DatabaseAddressTests {
  @Test(arguments: [
    "postgresql://u:hunter2@h/d?table=x", "postgres://u:hunter2@h/d?query=SELECT 1",
    "postgresql://:hunter2@h/d?table=x",
    "postgresql://h/d?password=hunter2&table=x", "postgresql://h/d?sslpassword=hunter2&table=x",
    "postgresql://u:hun/hunter2?@h/d?table=x", "postgresql:u:hunter2@h", "POSTGRESQL://u:hunter2@h/d?table=x",
  ]) func anAddressWithAPasswordIsRefusedAndNotRepeated(address: String) throws {
    let sentence = try failure(of: address)
    #expect(sentence.contains(": the address holds a password") && !sentence.contains("hunter2"), "\(sentence)")
  }

  @Test(arguments: ["mysql://u:hunter2@h/d?table=x", "postgressql://u:hunter2@h/d?table=x"])
  func anUnknownSchemeIsSaidWithoutTheRest(address: String) throws {
    let sentence = try failure(of: address)
    #expect(sentence.contains("://…: addresses like this are not read.") && !sentence.contains("hunter2"))
  }

  @Test func anAddressThatCannotBeUnderstoodIsNotRepeated() throws {
    let sentence = try failure(of: "postgresql://h/d?pasword=hunter2&table=x")
    #expect(sentence.hasPrefix("postgresql://…: this address cannot be understood.") && !sentence.contains("hunter2"))
  }

  @Test func aServerThatIsNotThere() throws {
    let sentence = try failure(of: "postgresql:///d?host=/nowhere&table=x")
    #expect(sentence.hasPrefix("postgresql:///d?host=/nowhere&table=x: cannot connect: connection to server on socket"))
  }

  /// No such file, and one that is no client library.
  @Test(arguments: ["libpq.so.0", "libc.so.6"]) func aLibraryThatIsNotThereOrLacksAFunction(name: String) {
    #expect(ClientLibrary(name) == nil && ClientLibrary(ClientLibrary.fileName) != nil)
    #expect(
      DatabaseFault.noClientLibrary(name).explanation
        == "PostgreSQL's client library, \(name), is not on this machine, or too old. Install it (Debian: libpq5), or export "
        + "the table as CSV.")
  }

  @Test func pathsWithAColonAreFiles() throws {
    try Files.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("a:b.csv").path
      try "invoice,client,issued,due,amount\nF1,C1,2025-01-01,2025-01-31,1.00\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(try read(paths: [path]).usedRows == 1)
    }
  }
}

// MARK: - PostgreSQL

/// The tests below are skipped where no server starts: not in `.ci/run`.
@Test(.enabled(if: PostgreSQLServer.isRequired, "a PostgreSQL server is not required here"))
func aRequiredPostgreSQLServerStarts() {
  #expect(PostgreSQLServer.shared != nil, "Scripts/postgresql-for-tests.sh, run by hand, says why it starts none")
}

@Suite(.serialized, .enabled(if: PostgreSQLServer.shared != nil, "no PostgreSQL server can be started here"))
struct PostgreSQLTests {
  private let server = PostgreSQLServer.shared!

  /// Calls `body` with a schema of its own that these statements fill.
  private func withSchema(_ sql: String, _ body: (String) throws -> Void) throws {
    let schema = "s\(UInt64.random(in: 0...UInt64.max))"
    try server.run("CREATE SCHEMA \(schema); SET search_path = \(schema); \(sql)")
    defer { _ = try? server.run("SET client_min_messages = error; DROP SCHEMA \(schema) CASCADE") }
    try body(schema)
  }

  private func refusal(_ rows: String, user: String = "tests") throws -> String {
    try failure(of: server.address(rows, user: user))
  }

  @Test(arguments: [
    DatabaseTable.Types(day: "date", amount: "numeric(12,2)"),
    DatabaseTable.Types(day: "timestamp", amount: "numeric(14,3)"),
    DatabaseTable.Types(day: "timestamptz", amount: "double precision"),
    DatabaseTable.Types(day: "text", amount: "text"),
    DatabaseTable.Types(day: "date", amount: "money"),
  ]) func aTableIsTheLedgerOfItsCSV(types: DatabaseTable.Types) throws {
    for seed in UInt64(1)...3 {
      let table = DatabaseTable(RandomLedger(seed: seed, invoices: 200).rows, types)
      let csv = try read(table.csv)
      try withSchema(table.sql("ledger")) { schema in
        expectSame(try read(paths: [server.address("table=\(schema).ledger")]), as: csv)
        expectSame(try read(paths: [server.address("query=SELECT * FROM \(schema).ledger")]), as: csv)
      }
    }
  }

  @Test func valuesByTheirTypes() throws {
    let query = """
      VALUES (1::bigint, 7::numeric, E'tab\\tand\\nline', '2025-01-05'::date, '2025-02-04 10:00'::timestamp, 1234.125::numeric),
        (2, 12345678901234567890123, '"quoted"', '2025-01-05', '2025-02-04', 1e3), (3, 7, NULL, 'infinity', NULL, 'NaN')
      """
    let columns = "invoice, client, client_name, issued, due, amount"
    let address = server.address("query=SELECT * FROM (\(query)) AS t (\(columns))")
    let reading = try read(paths: [address]) { $0.currency = Currency(code: "TND") }
    #expect(
      rejections(reading) == [
        "3: cannot read 'infinity' as a date in issued. Expected 2025-12-31, 20251231 or 31/12/2025."
      ])
    #expect(balances(reading.ledger) == ["1": [1_234_125, 1_234_125], "2": [1_000_000, 1_000_000]])
    #expect(reading.ledger.clients.map(\.id).sorted() == ["12345678901234567890123", "7"])
    #expect(Set(reading.ledger.clients.map(\.name)) == ["tab and line", "\"quoted\""])
  }

  @Test(arguments: [
    "INSERT INTO invoices DEFAULT VALUES", "UPDATE invoices SET amount = 0", "DELETE FROM invoices",
    "DROP TABLE invoices",
    "TRUNCATE invoices", "COPY invoices TO PROGRAM 'true'", "SET TRANSACTION READ WRITE", "COMMIT",
    "DO $$ BEGIN END $$",
    "CALL p()",
  ]) func aQueryThatDoesNotReadIsRefused(query: String) throws {
    #expect(try refusal("query=\(query)").contains("the query does not begin like one that reads."))
  }

  /// What begins like a query that reads is stopped by the server: one statement, in a transaction that can only read.
  @Test func aQueryThatWouldWriteIsRefused() throws {
    let functions = """
      CREATE FUNCTION writes() RETURNS bigint LANGUAGE sql AS 'DELETE FROM invoices; SELECT 1::bigint';
      ALTER FUNCTION writes() SET search_path FROM CURRENT;
      """
    try withSchema(invoices + "CREATE SEQUENCE numbers;" + functions) { schema in
      let refused = "the database refuses the query: "
      let changes = "the query would change the database, which is opened for reading only."
      for (query, sentence) in [
        ("SELECT * FROM \(schema).invoices; DROP TABLE \(schema).invoices", refused),
        ("SELECT 1; COMMIT; DROP TABLE \(schema).invoices", refused),
        ("WITH gone AS (DELETE FROM \(schema).invoices RETURNING *) SELECT * FROM gone", refused),
        ("WITH x AS (SELECT 1) DELETE FROM \(schema).invoices", refused),
        ("SELECT * INTO \(schema).copy FROM pg_class", refused),
        ("SELECT 1) TO PROGRAM 'touch /tmp/no' --", refused), ("SELECT nextval('\(schema).numbers')", changes),
        ("SELECT \(schema).writes()", changes),
        ("SELECT set_config('transaction_read_only', 'off', true)", "reading stopped: "),
        ("SELECT * FROM \(schema).invoices FOR UPDATE", changes),
      ] {
        let found = try refusal("query=\(query)")
        #expect(found.contains(": \(sentence)"), "\(query)")
      }
      let rows = try server.run("SELECT count(*) FROM \(schema).invoices")
      #expect(rows == "2\n")
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    try withSchema(invoices + "CREATE TABLE other (a int)") { schema in
      try server.run(
        "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN; GRANT USAGE ON SCHEMA \(schema) TO stranger")
      let missing = try refusal("table=\(schema).invoice")
      #expect(missing.contains(": the database has no table '\(schema).invoice'. The database has '"))
      #expect(missing.contains("'\(schema).invoices', '\(schema).other'"))
      #expect(try failure(of: String(server.address("").dropLast())).contains(": this is a database. Say which table"))
      #expect(
        try refusal("table=\(schema).other").contains("no column found for invoice, client, issued, amount, due."))
      #expect(try refusal("query=SELECT nothing").contains("refuses the query: column \"nothing\" does not exist."))
      #expect(
        try refusal("table=\(schema).invoices", user: "stranger").contains(
          ": permission denied for table invoices. Ask for the right to SELECT from it, or connect as somebody who has it."
        ))
      #expect(try refusal("table=x", user: "nobody_here").contains("cannot connect: "))
      #expect(
        try refusal("query=SELECT 1 / (2 - generate_series(1, 9))").contains("refuses the query: division by zero."))
    }
  }

  /// The order in which rows lie, and not where another reader of the table happens to be.
  @Test func twoReadingsHaveTheSameDigest() throws {
    let table = DatabaseTable(RandomLedger(seed: 7, invoices: 300).rows, .init(day: "date", amount: "numeric"))
    try withSchema(table.sql("ledger")) { schema in
      let digests = try (0..<2).map { _ in try read(paths: [server.address("table=\(schema).ledger")]).files[0].sha256 }
      #expect(digests[0] == digests[1])
    }
  }
}
