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

  @Test func clientsWithFewPaymentsHaveNoFigure() throws {
    let found = try rows(sample, asOf: "2025-12-31", "--by", "client", "--horizon", "90")
    #expect(found[0].prefix(2) == ["client", "client_name"] && found[0].contains("restricted_mean_90"))
    for row in found.dropFirst() where row.count == found[0].count {
      #expect((Int(row[4])! < 3) == row[5].isEmpty)
    }
  }

  /// Days late of paid invoices, as the data folder's README has them from pandas.
  @Test(.enabled(if: Files.hasRealLedgers, "the real ledgers are not here")) func highRadius() throws {
    let path = Files.realLedgers.appendingPathComponent("highradius/invoices.csv").path
    let found = try rows(path, asOf: "2019-06-30")
    #expect(found[1][3...5] == ["0.748621", "0.537881", "0.000000"])
    #expect(found[3][3] == "15.751092", "the direct payment delay")
  }
}
