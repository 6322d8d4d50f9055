import Foundation
import TestSupport
import Testing

/// Laws of the whole report, run as a user runs it on the committed sample ledger.
@Suite struct ReportLawTests {
  private static let asOf = "2025-06-30"

  /// The report's files by name, but for the digests of the inputs, which must differ when the inputs do.
  private func report(_ ledger: String, _ options: String...) throws -> [String: String] {
    try Files.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("ledger.csv")
      try ledger.write(to: file, atomically: true, encoding: .utf8)
      let out = folder.appendingPathComponent("out")
      let run = try Program.run(["report", file.path, "--as-of", Self.asOf, "--out", out.path] + options)
      #expect(run.status == 0, "\(run.errors)")
      var files: [String: String] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: out.path) {
        let text = try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8)
        files[name] = text.replacing(/"sha256": "[0-9a-f]{64}"/, with: "")
      }
      return files
    }
  }

  private func expectSame(_ first: [String: String], _ second: [String: String], _ comment: String) {
    #expect(first.count == 15)
    #expect(first.keys.sorted() == second.keys.sorted())
    for name in first.keys.sorted() {
      let isSame = first[name] == second[name]
      #expect(isSame, "\(name) differs: \(comment)")
    }
  }

  private static let sample: [String] = {
    let file = Files.root.appendingPathComponent("Datasets/ledger.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }()

  /// Columns counted from the end of a row, since only the name may hold a delimiter.
  private enum Column: Int {
    case paidAmount = 2
    case paidOn = 3
    case issued = 7
  }

  private static func fields(_ row: String) -> [String] {
    row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
  }

  /// `31/12/2025` as a number that orders like the day.
  private static func order(_ french: String) -> Int {
    let parts = french.split(separator: "/").compactMap { Int($0) }
    return parts.count == 3 ? parts[2] * 10_000 + parts[1] * 100 + parts[0] : 0
  }

  private static let cut = 20_250_630

  @Test func nothingAfterTheAsOfDayMovesAByte() throws {
    let rows = Self.sample.dropFirst()
    func known(_ row: String) -> Bool {
      let fields = Self.fields(row)
      return Self.order(fields[fields.count - Column.issued.rawValue]) <= Self.cut
    }
    // The ledger somebody exported on the day: no later invoice, no later payment.
    let then = rows.filter(known).map { row -> String in
      var fields = Self.fields(row)
      if Self.order(fields[fields.count - Column.paidOn.rawValue]) > Self.cut {
        fields[fields.count - Column.paidOn.rawValue] = ""
        fields[fields.count - Column.paidAmount.rawValue] = ""
      }
      return fields.joined(separator: ";")
    }
    // The ledger of later, with another later: payments moved and changed, rows that nobody can read.
    let later = rows.map { row -> String in
      var fields = Self.fields(row)
      if Self.order(fields[fields.count - Column.paidOn.rawValue]) > Self.cut {
        // The very next day and much later; small, negative, too precise and unreadable amounts in turn.
        let turn = fields[0].utf8.reduce(0) { $0 + Int($1) }
        fields[fields.count - Column.paidOn.rawValue] = turn % 3 == 0 ? "25/12/2025" : "01/07/2025"
        fields[fields.count - Column.paidAmount.rawValue] = ["0,01", "-5,00", "5,001", "xx"][turn % 4]
      }
      return fields.joined(separator: ";")
    }
    let appended = [
      "F2025-900001;C9999;Nouvelle SARL;BTP;facture;;15/07/2025;15/08/2025;123456,78;EUR;;;non",
      "F2025-900002;C0001;Autre nom;Public;facture;;16/07/2025;16/08/2025;illisible;EUR;;;oui",
      "F2025-900003;C0001;;;facture;;17/07/2025;16/06/2025;10,00;USD;;;non",
    ]
    func text(_ rows: [String]) -> String { ([Self.sample[0]] + rows).joined(separator: "\n") + "\n" }
    let atTheTime = try report(text(then))
    expectSame(atTheTime, try report(text(Array(rows))), "later rows and payments were appended")
    expectSame(atTheTime, try report(text(later + appended)), "later rows and payments were changed")
  }

  @Test func runsAndThreadsLeaveNoTrace() throws {
    let text = Self.sample.joined(separator: "\n") + "\n"
    let one = try report(text, "--threads", "1")
    expectSame(one, try report(text, "--threads", "1"), "a second run")
    expectSame(one, try report(text, "--threads", "2"), "two threads")
    expectSame(one, try report(text, "--threads", "5"), "five threads")
  }

  @Test func theOrderOfRowsLeavesNoTrace() throws {
    let text = Self.sample.joined(separator: "\n") + "\n"
    let reversed = ([Self.sample[0]] + Self.sample.dropFirst().reversed()).joined(separator: "\n") + "\n"
    expectSame(try report(text), try report(reversed), "rows reversed")
  }

  /// 100 invoices and 5 clients still give a useful report.
  @Test(arguments: ["en", "fr"]) func aSmallLedgerGivesAUsefulReport(language: String) throws {
    var rows = [Self.sample[0]]
    for client in ["C0001", "C0002", "C0003", "C0004", "C0005"] {
      let own = Self.sample.filter { $0.contains(";\(client);") && $0.contains(";facture;") }
      rows += own.prefix(20)
    }
    #expect(rows.count > 60)
    let files = try report(rows.joined(separator: "\n") + "\n", "--language", language)
    for (name, text) in files {
      #expect(!text.lowercased().contains("nan,") && !text.contains(" nan") && !text.contains("inf"), "\(name)")
    }
    let page = try #require(files["report.md"])
    #expect(page.contains(language == "en" ? "not enough data" : "données insuffisantes"))
    #expect(page.contains(language == "en" ? "Whom to chase first" : "Clients à relancer en priorité"))
    #expect(page.contains(language == "en" ? "client's own late rate" : "taux d'impayé propre à chaque client"))
  }

  /// Nobody invoices at weekends in the sample: a constant column is named, and the report goes on.
  @Test func aConstantColumnIsNamed() throws {
    try Files.withTemporaryFolder { folder in
      let out = folder.appendingPathComponent("out")
      let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
      let run = try Program.run("report", ledger, "--as-of", "2025-12-31", "--out", out.path)
      #expect(run.status == 0)
      let page = try String(contentsOf: out.appendingPathComponent("report.md"), encoding: .utf8)
      #expect(page.contains("*issued on a weekend* is left out: it has one value only."))
    }
  }

  /// Only 8 rows of this ledger are more than 30 days late: no model, and the report says so.
  @Test(.enabled(if: Files.hasRealLedgers, "the real ledgers are not here")) func tooFewEventsAreSaid() throws {
    let ledger = Files.realLedgers.appendingPathComponent("ibm/receivables.csv").path
    try Files.withTemporaryFolder { folder in
      let out = folder.appendingPathComponent("out")
      let run = try Program.run("report", ledger, "--as-of", "2013-05-05", "--out", out.path)
      #expect(run.status == 0)
      let page = try String(contentsOf: out.appendingPathComponent("report.md"), encoding: .utf8)
      #expect(page.contains("No model: among the rows usable for learning the rarer outcome occurs"))
      #expect(page.contains("An untested model is not used"))
    }
  }
}
