import Chase
import Execution
import Foundation
import Ingest
import Receivables
import Samples
import Tables
import TestSupport
import Testing

@testable import Reports
@testable import Statistics

/// The words and files of the report, on a small sample ledger.
@Suite struct ReportWordsTests {
  static let analysis: MonthlyAnalysis? = try? Files.withTemporaryFolder { folder in
    let file = folder.appendingPathComponent("ledger.csv")
    try SampleLedger(clients: 20, seed: 7).ledgerCSV().write(to: file, atomically: true, encoding: .utf8)
    let reading = try InvoiceReader(executor: Executor(threads: 2)).read(paths: [file.path])
    return try MonthlyAnalysis(reading, settings: MonthlyAnalysis.Settings(), executor: Executor(threads: 2))
  }

  private func file(_ name: String, _ language: Language) throws -> String {
    let analysis = try #require(Self.analysis)
    let files = MonthlyReport(analysis, language: language).files(rejectedTexts: [:])
    var output = OutputBuffer()
    try #require(files.first { $0.name == name }).write(&output)
    return output.text
  }

  @Test(arguments: [
    (
      ClientStanding.Reason.lateOfLast(late: 4, of: 5),
      "4 of the last 5 invoices due paid after the due day or still unpaid",
      "4 des 5 dernières échéances payées après l'échéance ou encore impayées"
    ),
    (
      .lateOfLast(late: 1, of: 5), "1 of the last 5 invoices due paid after the due day or still unpaid",
      "1 des 5 dernières échéances payée après l'échéance ou encore impayée"
    ),
    (
      .lateOfLast(late: 0, of: 5), "the last 5 invoices due all paid on time",
      "les 5 dernières échéances payées à l'heure"
    ),
    (
      .lateOfLast(late: 1, of: 1), "the last invoice due paid after the due day or still unpaid",
      "dernière échéance payée après l'échéance ou encore impayée"
    ),
    (.oldest(days: 62), "62 days past due on the oldest", "la plus ancienne échue depuis 62 jours"),
    (.oldest(days: 1), "1 day past due on the oldest", "la plus ancienne échue depuis 1 jour"),
    (.neverPaid, "no invoice paid so far", "aucune facture payée à ce jour"),
    (.nothingDue, "nothing past due", "rien d'échu"),
  ]) func reasonsInWords(reason: ClientStanding.Reason, english: String, french: String) {
    #expect(ReasonWords(.english, .euro).sentence([reason]) == english)
    #expect(ReasonWords(.french, .euro).sentence([reason]) == french)
  }

  @Test func reasonsAreJoinedAsEachLanguageDoes() {
    let reasons: [ClientStanding.Reason] = [.lateOfLast(late: 4, of: 5), .oldest(days: 62)]
    #expect(
      ReasonWords(.english, .euro).sentence(reasons)
        == "4 of the last 5 invoices due paid after the due day or still unpaid; 62 days past due on the oldest")
    #expect(
      ReasonWords(.french, .euro).sentence(reasons)
        == "4 des 5 dernières échéances payées après l'échéance ou encore impayées ; la plus ancienne échue depuis 62 jours"
    )
  }

  @Test func runJSONIsJSON() throws {
    let json = try JSONSerialization.jsonObject(with: Data(file("run.json", .english).utf8))
    let record = try #require(json as? [String: Any])
    #expect(record["as_of"] as? String == "2025-12-31")
    let totals = try #require(record["control_totals"] as? [String: Any])
    #expect(totals["closing"] is String, "money is text, so that no reader rounds it")
  }

  @Test func bucketsAndDatesAreInTheReadersLanguage() throws {
    let (english, french) = (try file("report.md", .english), try file("report.md", .french))
    #expect(english.contains("# Receivables on 2025-12-31"))
    #expect(french.contains("# Encours clients au 31/12/2025"))
    #expect(english.contains("over 180 days") && french.contains("plus de 180 jours"))
    for word in ["Not due", "Amount at risk", "Data quality", "Whom to chase", "To watch", "Suspicious"] {
      #expect(!french.contains(word))
    }
  }

  /// Scripts read the same columns and numbers whatever the language.
  @Test(arguments: [
    "aging.csv", "dso.csv", "monthly.csv", "changes.csv", "concentration.csv", "decay.csv", "model.csv", "items.csv",
  ])
  func tablesForScriptsDoNotDependOnTheLanguage(name: String) throws {
    #expect(try file(name, .english) == file(name, .french))
  }

  @Test func headersAreStable() throws {
    func header(_ name: String) throws -> Substring? { try file(name, .english).split(separator: "\n").first }
    #expect(try header("aging.csv") == "bucket,items,amount,share")
    #expect(try header("dso.csv") == "variant,days,note")
    #expect(
      try header("monthly.csv")
        == "month_end,receivables,past_due,past_due_share,sales,count_back,contractual,overdue,simple_90,best_possible_90,"
        + "cei,collected_share,count_back_at_least,contractual_at_least,sales_90,note")
    #expect(
      try header("changes.csv")
        == "since,part,client,client_name,segment,receivables_before,receivables,receivables_change,past_due_before,"
        + "past_due,past_due_change")
    #expect(try header("concentration.csv") == "measure,value")
    #expect(
      try header("decay.csv")
        == "day,at_risk,unpaid,low,high,paid_within_30,paid_within_30_low,paid_within_30_high")
    #expect(try file("aging.csv", .english).contains("\nunallocated,"))
    #expect(try file("aging.csv", .english).contains("\nnet,"))
  }

  /// Σ items = gross open balance; Σ clients = net: to the cent, in the files themselves.
  @Test func theFilesAddUp() throws {
    let analysis = try #require(Self.analysis)
    func cents(_ text: Substring) -> Int { Int(text.replacing(".", with: ""))! }
    let items = try file("items.csv", .english).split(separator: "\n").dropFirst()
    let balances = items.map { cents($0.split(separator: ",", omittingEmptySubsequences: false)[7]) }
    #expect(balances.reduce(0, +) == Int(analysis.aging.gross.amount.minorUnits))
    #expect(
      analysis.chase.standings.reduce(Money.zero) { $0 + $1.aging.net } == analysis.aging.net)
  }

  /// Of clients and of segments: what moved comes to the change of the totals beside it.
  @Test func whatMovedAddsUp() throws {
    let analysis = try #require(Self.analysis)
    let rows = try file("changes.csv", .english).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    func cents(_ text: String) -> Int64 { Int64(text.replacing(".", with: ""))! }
    for (then, since) in [(analysis.monthBefore, "2025-11-30"), (analysis.yearBefore, "2024-12-31")] {
      let before = try #require(then).dso
      for part in ["client", "segment"] {
        let moved = rows.filter { $0[0] == since && $0[1] == part }
        #expect(!moved.isEmpty)
        let net = moved.reduce(0) { $0 + cents($1[$1.count - 4]) }
        let pastDue = moved.reduce(0) { $0 + cents($1[$1.count - 1]) }
        #expect(net == (analysis.now.dso.receivables - before.receivables).minorUnits)
        #expect(pastDue == (analysis.now.dso.pastDue - before.pastDue).minorUnits)
      }
    }
  }

  /// The last month is the one the key figures are of.
  @Test func theMonthsEndWithTheKeyFigures() throws {
    let analysis = try #require(Self.analysis)
    let months = analysis.months
    #expect(months.last?.end == analysis.snapshot.asOf)
    #expect(
      months.last?.dso.receivables == analysis.aging.net && months.last?.dso.pastDue == analysis.aging.overdue.amount)
    #expect(zip(months, months.dropFirst()).allSatisfy { $0.effectiveness.closing == $1.effectiveness.opening })
    #expect(months.last?.effectiveness.opening == analysis.reconciliation.opening)
    let flows = analysis.reconciliation.flows
    #expect(months.last?.effectiveness.sales == flows.invoiced - flows.credited)
    #expect(analysis.monthBefore?.dso.receivables == analysis.reconciliation.opening)
  }

  @Test(arguments: [Language.english, .french]) func theMonthsAreDrawn(language: Language) throws {
    let svg = try file("monthly.svg", language)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.split(separator: "<circle").count == 1 + 4 * 13, "four lines of thirteen months")
    #expect(svg.contains(language == .english ? "2025-12</text>" : "12/2025</text>"))
    #expect(svg.split(separator: "<text ").count == svg.split(separator: "</text>").count)
  }

  @Test func theChartHoldsACurve() throws {
    let svg = try file("decay.svg", .english)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<polyline points=") && svg.contains("<polygon points="))
  }

  @Test func anIdentityThatDoesNotHoldIsThrown() throws {
    let analysis = try #require(Self.analysis)
    let net = analysis.aging.net
    let cent = Money(minorUnits: 1)
    let flows = analysis.reconciliation.flows
    func reconcile(opening: Money, clients: Money, control: Money?) throws(Reconciliation.Mismatch) {
      _ = try Reconciliation(
        openingDay: analysis.reconciliation.openingDay, opening: opening, flows: flows, closing: analysis.aging,
        sumOfClients: clients, controlAccount: control)
    }
    let opening = analysis.reconciliation.opening
    try reconcile(opening: opening, clients: net, control: net)
    #expect(throws: Reconciliation.Mismatch(identity: .rollForward, expected: net + cent, found: net)) {
      try reconcile(opening: opening + cent, clients: net, control: nil)
    }
    #expect(throws: Reconciliation.Mismatch(identity: .clients, expected: net - cent, found: net)) {
      try reconcile(opening: opening, clients: net - cent, control: nil)
    }
    #expect(throws: Reconciliation.Mismatch(identity: .controlAccount, expected: net + cent, found: net)) {
      try reconcile(opening: opening, clients: net, control: net + cent)
    }
  }
}
