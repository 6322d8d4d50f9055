import Foundation
import TestSupport
import Testing

/// The `delays` command.
@Suite struct DelaysCommandTests {
  private func rows(_ path: String, asOf: String, _ arguments: String...) throws -> [[String]] {
    let outcome = try Program.run(["delays", path, "--as-of", asOf, "--format", "csv"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private let sample = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  @Test func fourRows() throws {
    let found = try rows(sample, asOf: "2025-12-31")
    #expect(
      found[0] == [
        "measure", "period", "paid_invoices", "weighted_mean", "mean", "median", "p90", "invoices", "km_median",
        "km_median_low", "km_median_high", "restricted_mean_180", "restricted_mean_low", "restricted_mean_high",
        "paydex_like",
      ])
    #expect(
      found.dropFirst().map { $0[0...1].joined(separator: " ") } == [
        "days_late lifetime", "days_late year_to_date", "days_to_pay lifetime", "days_to_pay year_to_date",
      ])
    // What is still open makes the mean longer; the paid ones alone hide it.
    #expect(Double(found[1][11])! > Double(found[1][4])! && found[3][14] == "")
  }

  /// Once, under the table that has intervals.
  @Test(arguments: [
    ("en", "The intervals take invoices as independent"),
    ("fr", "Les intervalles supposent les factures indépendantes"),
  ]) func whatTheIntervalsAssumeIsSaid(language: String, sentence: String) throws {
    let output = try Program.run(["delays", sample, "--as-of", "2025-12-31", "--language", language]).output
    #expect(output.ranges(of: sentence).count == 1)
    #expect(try #require(output.range(of: "Kaplan")).lowerBound < output.range(of: sentence)!.lowerBound)
  }

  @Test func clientsWithFewPaymentsHaveNoFigure() throws {
    let found = try rows(sample, asOf: "2025-12-31", "--by", "client", "--horizon", "90")
    #expect(found[0].prefix(2) == ["client", "client_name"] && found[0].contains("restricted_mean_90"))
    for row in found.dropFirst() where row.count == found[0].count {
      #expect((Int(row[4])! < 3) == row[5].isEmpty)
    }
  }

  /// The unit of what there is too little of, and what was not seen, are said.
  @Test func whatIsMissingIsSaid() throws {
    let paid = (1...4).map { "I\($0),C1,2025-01-0\($0),2025-02-01,100.00,2025-02-0\($0 + 1)" }
    let text = (["invoice,client,issued,due,amount,paid_on"] + paid + ["J1,C2,2025-02-01,2025-03-01,5.00,"])
      .joined(separator: "\n")
    func shown(_ language: String) throws -> String {
      try encours("delays", "--as-of", "2025-03-05", "--language", language, "--by", "client", ledger: text + "\n")
        .output
    }
    let (english, french) = (try shown("en"), try shown("fr"))
    #expect(english.contains("not enough data (0 invoices, 3 needed)"))
    #expect(french.contains("données insuffisantes (0 facture, il en faut 3)"))
    #expect(!english.contains("n = "))
    let open = text + (5...9).map { "\nK\($0),C1,2025-01-0\($0),2025-02-0\($0),100.00," }.joined() + "\n"
    let whole = try encours("delays", "--as-of", "2025-03-05", ledger: open).output
    #expect(whole.contains("half not paid so far") && whole.contains("nobody was followed to 180 days"))
    let entier = try encours("delays", "--as-of", "2025-03-05", "--language", "fr", ledger: open).output
    #expect(
      entier.contains("la moitié n'est pas encore payée") && entier.contains("aucune facture suivie jusqu'à 180 jours"))
  }

  /// Days late of paid invoices, as the data folder's README has them from pandas.
  @Test(.enabled(if: Files.hasRealLedgers, "the real ledgers are not here")) func highRadius() throws {
    let path = Files.realLedgers.appendingPathComponent("highradius/invoices.csv").path
    let found = try rows(path, asOf: "2019-06-30")
    #expect(found[1][3...5] == ["0.748621", "0.537881", "0.000000"])
    #expect(found[3][3] == "15.751092", "the direct payment delay")
  }
}
