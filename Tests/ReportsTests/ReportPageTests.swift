import Execution
import Foundation
import Ingest
import Receivables
import Tables
import TestSupport
import Testing

@testable import Reports

/// What the page and its tables say of ledgers that leave things open.
@Suite struct ReportPageTests {
  /// The files of the reports of one ledger.
  private struct Pages {
    private let analysis: MonthlyAnalysis

    init(_ rows: [String], columns: String = "invoice,client,issued,due,amount,paid_on", asOf: String) throws {
      let text = ([columns] + rows).joined(separator: "\n") + "\n"
      analysis = try Files.withTemporaryFolder { folder in
        let file = folder.appendingPathComponent("ledger.csv")
        try text.write(to: file, atomically: true, encoding: .utf8)
        var options = InvoiceReader.Options()
        options.asOf = Day(iso: asOf)
        let reading = try InvoiceReader(options: options, executor: .serial).read(paths: [file.path])
        return try MonthlyAnalysis(reading, settings: MonthlyAnalysis.Settings(), executor: .serial)
      }
    }

    func file(_ name: String, _ language: Language = .english) throws -> String {
      var output = OutputBuffer()
      try #require(MonthlyReport(analysis, language: language).files(rejectedTexts: [:]).first { $0.name == name })
        .write(&output)
      return output.text
    }

    func rows(_ name: String) throws -> [[String: String]] {
      let lines = try file(name).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }
  }

  /// From one heading to the next of the same level or above.
  private func section(_ heading: String, of page: String) throws -> String {
    let start = try #require(page.range(of: heading + " ("))
    let rest = page[start.upperBound...]
    return String(rest[..<(rest.range(of: "\n##")?.lowerBound ?? rest.endIndex)])
  }

  private func day(_ number: Int) -> String { (Day(iso: "2024-01-01")! + number).description }

  private func row(_ id: String, _ client: String, issued: Int, due: Int, paid: Int? = nil) -> String {
    "\(id),\(client),\(day(issued)),\(day(due)),100.00,\(paid.map(day) ?? "")"
  }

  /// Every third is paid late: forty outcomes are known, and no invoice had a hundred before it.
  private var history: [String] {
    (0..<40).map { row("H\($0)", "H", issued: $0, due: $0 + 30, paid: $0 + 30 + $0 % 3 * 20) }
  }

  @Test func whatIsNotLearntFromIsSaid() throws {
    let pages = try Pages(history, asOf: day(150))
    let english = try pages.file("report.md")
    #expect(english.contains("Invoices with a known outcome: 40, of which late: 13."))
    #expect(
      english.contains(
        "Of them 0 are usable for learning (late: 0). Left out are invoices issued before the first payment in the ledger"
      ))
    #expect(english.contains("those issued before 100 outcomes were known"))
    let french = try pages.file("report.md", .french)
    #expect(
      french.contains("Utilisables pour l'apprentissage : 0, dont impayées : 0. Sont écartées les factures émises"))
    #expect(french.contains("parmi les lignes utilisables pour l'apprentissage"))
  }

  /// B owes nothing past due, C disputes all that is: neither can be asked for money today.
  @Test func onlyWhatIsPastDueAndUndisputedIsChased() throws {
    let open = [
      row("1", "A-late", issued: 100, due: 110) + ",no", row("2", "B-notyet", issued: 140, due: 170) + ",no",
      row("3", "C-dispute", issued: 100, due: 110) + ",yes",
    ]
    let pages = try Pages(
      history.map { $0 + ",no" } + open, columns: "invoice,client,issued,due,amount,paid_on,disputed", asOf: day(150))
    let english = try pages.file("report.md")
    let chased = try section("Whom to chase first", of: english)
    #expect(chased.contains("A-late") && !chased.contains("B-notyet") && !chased.contains("C-dispute"))
    let watched = try section("To watch", of: english)
    #expect(!watched.contains("A-late") && watched.contains("B-notyet") && watched.contains("C-dispute"))
    let french = try pages.file("report.md", .french)
    #expect(try section("Clients à surveiller", of: french).contains("C-dispute"))
    #expect(try pages.rows("clients.csv").filter { $0["rank"] != "" }.count == 3, "the ranking leaves nobody out")
    #expect(try pages.rows("items.csv").map { $0["disputed"] }.sorted { $0! < $1! } == ["no", "no", "yes"])
  }

  @Test func disputesThatNoColumnTellsAreBlank() throws {
    let pages = try Pages(history + [row("1", "A", issued: 100, due: 110)], asOf: day(150))
    #expect(try pages.rows("items.csv").map { $0["disputed"] } == [""])
    #expect(try pages.rows("clients.csv").allSatisfy { $0["disputed"] == "" })
    #expect(try pages.rows("disputed.csv").allSatisfy { $0["disputed"] == "" })
    let disputed = try #require(pages.file("report.md").split(separator: "\n").first { $0.hasPrefix("| Disputed") })
    #expect(disputed.contains("not recorded") && !disputed.contains("0.00"))
    #expect(try pages.file("report.md", .french).contains("non renseigné"))
  }

  @Test func whatIsSuspiciousOrAssumedIsOnThePage() throws {
    let twice = [row("1", "A", issued: 100, due: 110), row("2", "A", issued: 100, due: 110)]
    let pages = try Pages(history + twice + [row("3", "A", issued: 100, due: 1_100)], asOf: day(150))
    let english = try pages.file("report.md")
    #expect(english.contains("- Suspicious, and kept: same client, day and amount: 2 cases, 200.00 EUR."))
    #expect(english.contains("- Suspicious, and kept: due over two years after issue: 1 case, 100.00 EUR."))
    #expect(english.contains("- No currency is given: the amounts are taken to be in EUR."))
    let french = try pages.file("report.md", .french)
    #expect(french.contains("- Suspect, mais conservé : même client, même date, même montant : 2 cas, 200,00 EUR."))
    #expect(try pages.file("run.json").contains("\n  \"currency_assumed\": true,\n"))
  }

  /// The month of the as-of day has twenty days; the first two have less history than the ninety days of the DSO.
  @Test func aMonthThatSaysLessIsMarked() throws {
    let pages = try Pages(
      (0..<130).map { row("\($0)", "A", issued: $0, due: $0 + 20, paid: $0 == 0 ? 5 : $0 + 40) }, asOf: "2024-05-20")
    let months = try pages.rows("monthly.csv")
    #expect(
      months.map { $0["note"] } == [
        "days of sales in the ledger: only 31", "days of sales in the ledger: only 60", "", "",
        "partial month: 20 days",
      ])
    for month in months {
      let (receivables, sales) = (Double(month["receivables"]!)!, Double(month["sales_90"]!)!)
      #expect(abs(receivables / sales * 90 - Double(month["simple_90"]!)!) < 1e-6, "the sales are those of the DSO")
    }
    let english = try pages.file("report.md")
    #expect(english.contains("2024-05-01 to 2024-05-20 (partial)") && english.contains("| to 2024-04-30"))
    #expect(english.contains("not to be compared with whole ones") && english.contains("Hollow points:"))
    let french = try pages.file("report.md", .french)
    #expect(french.contains("du 01/05/2024 au 20/05/2024 (partiel)") && french.contains("mois partiel : 20 jours"))
    let hollow = try pages.file("monthly.svg").split(separator: "\n").filter { $0.contains("fill=\"#ffffff\" stroke=") }
    #expect(hollow.count == 4, "two months of two lines")
  }

  @Test func nobodyIsNotCounted() throws {
    let pages = try Pages(history + [row("1", "A", issued: 140, due: 170)], asOf: day(150))
    #expect(try pages.file("report.md").contains("1 client owes 100.00 EUR more."))
    let french = try pages.file("report.md", .french)
    #expect(french.contains("1 client doit 100,00 EUR de plus.") && !french.contains(" 0 client"))
  }
}
