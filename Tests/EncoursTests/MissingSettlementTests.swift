import Foundation
import Receivables
import TestSupport
import Testing

/// What is said of an export of open items and of everything issued since.
@Suite struct MissingSettlementTests {
  private let sample = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  /// The committed sample without what was settled before 2025.
  private func survivors() throws -> String {
    let rows = try String(contentsOfFile: sample, encoding: .utf8).split(separator: "\n")
    return rows.filter { !$0.contains(/;EUR;\d\d\/\d\d\/202[34];/) && !$0.contains(";avoir;") }
      .joined(separator: "\n")
  }

  @Test func itIsSaidOfAnExportOfOpenItems() throws {
    try Workplace.with(["open.csv": survivors()]) { place in
      let said = "No invoice is settled before 2025-01-"
      let advice = "as entered_on."
      let check = try place.run("check", "open.csv", "--show", "understanding")
      #expect(check.output.contains(said) && check.output.contains(advice), "\(check.errors)")
      let decay = try place.run("decay", "open.csv", "--show", "curve", "--format", "csv")
      #expect(decay.status == 0 && decay.errors.contains(said))
      let french = try place.run("decay", "open.csv", "--show", "curve", "--language", "fr")
      #expect(french.errors.contains("Aucune facture n'est soldée avant le ") && french.errors.contains("/01/2025"))
      let report = try place.run("report", "open.csv", "--out", "report")
      #expect(report.status == 0)
      #expect(try place.text("report/report.md").contains("> **" + said))
    }
  }

  private func ledgers() -> [String] {
    let real = ["ibm/receivables.csv", "highradius/invoices.csv"].map {
      Files.realLedgers.appendingPathComponent($0).path
    }
    return [sample] + (Files.hasRealLedgers ? real : [])
  }

  /// Whole ledgers, the real ones too where they are at hand, on their last day and soon after they begin.
  @Test func itIsNotSaidOfAWholeLedger() throws {
    for (ledger, days) in zip(
      ledgers(),
      [["2023-03-31", "2024-06-30", "2025-12-31"], ["2012-03-31", "2013-05-05"], ["2019-01-31", "2019-06-30"]])
    {
      for day in days {
        let run = try Program.run(["decay", ledger, "--as-of", day, "--show", "curve", "--format", "csv"])
        #expect(
          run.status == 0 && !run.errors.contains("No invoice is settled before"), "\(ledger) \(day) \(run.errors)")
      }
      let check = try Program.run(["check", ledger, "--show", "understanding"])
      #expect(!check.output.contains("No invoice is settled before"))
    }
  }
}
