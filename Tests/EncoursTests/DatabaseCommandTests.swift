import Foundation
import TestSupport
import Testing

private let rows = """
  F1,C1,2025-01-05,2025-02-04,120.50,2025-02-10
  F2,C2,2025-01-10,2025-02-09,60.00,
  F3,,2025-01-10,2025-02-09,7.00,

  """

private let csv = "invoice,client,issued,due,amount,paid_on\n" + rows

private let sql =
  "CREATE TABLE invoices (invoice text, client text, issued date, due date, amount numeric(12,2), paid_on date);"
  + rows.split(separator: "\n").map { line in
    let values = line.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? "NULL" : "'\($0)'" }
    return "INSERT INTO invoices VALUES (\(values.joined(separator: ", ")));"
  }.joined()

/// A database's table, as a user gives it.
@Suite struct DatabaseCommandTests {
  @Test func aTableOfAnSQLiteFileIsReportedLikeItsCSV() throws {
    try Workplace.with(["ledger.csv": csv]) { place in
      try SQLiteWriter.run(sql, on: place.folder.appendingPathComponent("books.db").path)
      let address = "sqlite:\(place.folder.path)/books.db?table=invoices"
      for (ledger, folder) in [("ledger.csv", "a"), (address, "b")] {
        let run = try place.run("report", ledger, "--out", folder)
        #expect(run.status == 2 && run.errors.contains("1 row rejected (7.00 EUR"))
      }
      for file in ["clients.csv", "items.csv", "aging.csv", "dso.csv", "monthly.csv", "decay.csv"] {
        #expect(try place.text("a/\(file)") == place.text("b/\(file)"), "\(file)")
      }
      let rejected = try place.text("b/rejected.csv").split(separator: "\n")
      #expect(rejected[1] == "\(address),3,client,7.00,client is empty. Fill it in.,F3\t\t2025-01-10\t2025-02-09\t7\t")
      let record = try place.text("b/run.json")
      #expect(
        record.contains("{\"file\": \"sqlite:books.db?table=invoices\", \"sha256\": \""), "no path of the machine")
      #expect(
        try place.run("check", address, "--suggest").output.contains("\ncolumns:\n  invoice: 'invoice'\n"))
    }
  }

  /// Wherever the password may come from, it is printed nowhere.
  @Test(.enabled(if: PostgreSQLServer.shared != nil, "no PostgreSQL server can be started here"))
  func passwordsComeFromTheEnvironmentOrTheUsualFile() throws {
    let server = try #require(PostgreSQLServer.shared)
    try server.run(
      "DROP TABLE IF EXISTS invoices; DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'hunter2'; \(sql) "
        + "GRANT SELECT ON invoices TO guarded")
    let address = server.address("table=invoices", user: "guarded")
    try Workplace.with(["pgpass": "*:*:*:guarded:hunter2\n", "services": "[books]\nuser=guarded\npassword=hunter2\n"]) {
      place in
      func run(_ environment: [String: String], _ command: String...) throws -> Program.Outcome {
        let outcome = try Program.run(command + [address], folder: place.folder, environment: environment)
        #expect(!(outcome.output + outcome.errors).contains("hunter2"))
        return outcome
      }
      let file = place.folder.appendingPathComponent("pgpass").path
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let nobody = ["PGPASSFILE": "/dev/null"]
      #expect(try run(nobody.merging(["PGPASSWORD": "hunter2"]) { $1 }, "check").status == 2)
      #expect(try run(["PGPASSFILE": file], "check").status == 2)
      let services = nobody.merging(
        ["PGSERVICEFILE": place.folder.appendingPathComponent("services").path, "PGSERVICE": "books"]) { $1 }
      #expect(try run(services, "check").status == 2)
      let report = try run(nobody.merging(["PGPASSWORD": "hunter2"]) { $1 }, "report", "--out", "r")
      #expect(report.status == 2)
      for file in try place.content where file.hasPrefix("r/") {
        #expect(try !place.text(file).contains("hunter2"), "\(file)")
      }
      #expect(
        try place.text("r/run.json").contains("{\"file\": \"postgresql:postgres?table=invoices\", \"sha256\": \""))
      let wrong = try run(nobody.merging(["PGPASSWORD": "hunter3"]) { $1 }, "check")
      #expect(wrong.status == 1 && !wrong.errors.contains("hunter3"))
      #expect(
        wrong.errors.contains("password authentication failed for user \"guarded\". Check the host, the database, "))
      #expect(try run(nobody, "check").errors.contains(": cannot connect: "))
    }
  }

  @Test func anAddressWithAPasswordIsRefused() throws {
    let outcome = try Program.run("check", "postgresql://me:hunter2@localhost/books?table=invoices")
    #expect(outcome.status == 1 && outcome.output == "")
    #expect(
      outcome.errors
        == "encours: postgresql://…: the address holds a password, which the list of processes shows to everybody on this "
        + "machine. Take it out, and give it in PGPASSWORD or in the password file (~/.pgpass). A ':' or '@' of a name is "
        + "written as %3A or %40.\n")
  }
}
