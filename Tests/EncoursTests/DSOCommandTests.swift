import Foundation
import TestSupport
import Testing

/// The `dso` command on the committed sample ledger.
@Suite struct DSOCommandTests {
  private func rows(_ arguments: String...) throws -> [[String]] {
    let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
    let outcome = try Program.run(["dso", ledger, "--format", "csv"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let main = [
    "count_back", "simple_90", "best_possible_90", "add_implied_90", "contractual", "overdue", "direct_payment_delay",
  ]

  @Test func scriptsFindTheMainVariantsAlone() throws {
    let found = try rows("--as-of", "2025-12-31")
    #expect(found[0] == ["variant", "days", "note"])
    #expect(found.dropFirst().map { $0[0] } == Self.main)
    let all = try rows("--as-of", "2025-12-31", "--all", "--rolling", "2,4", "--window", "60")
    #expect(
      all.dropFirst().map { $0[0] } == Self.main.map { $0.replacing("90", with: "60") } + [
        "count_back_undisputed", "count_back_30", "count_back_daily", "rolling_average_2_4",
      ])
  }

  /// A month of the series is what the command says of the ledger as known at its end.
  @Test func aMonthIsTheCommandOfItsEnd() throws {
    let series = try rows("--as-of", "2025-05-20", "--monthly")
    #expect(series.count == 1 + 29 && series.last?[0] == "2025-05-20" && series[1][0] == "2023-01-31")
    for month in [series[1], series[14], series[28], series[29]] {
      let alone = try rows("--as-of", month[0], "--all").dropFirst()
      for variant in alone where month[0] == "2025-05-20" || variant[0] != "count_back_undisputed" {
        let column = try #require(series[0].firstIndex(of: variant[0]))
        #expect(month[column] == variant[1], "\(variant[0]) on \(month[0])")
      }
    }
  }

  @Test func partsAddUpAndSmallOnesHaveNoFigure() throws {
    let whole = try rows("--as-of", "2025-12-31", "--monthly")
    for (part, name) in [("client", 2), ("segment", 1)] {
      let parts = try rows("--as-of", "2025-12-31", "--monthly", "--by", part)
      #expect(parts[0].dropFirst(name) == whole[0][...])
      for month in whole.dropFirst() {
        let cents = parts.filter { $0.count >= whole[0].count && $0.contains(month[0]) }
          .map { Int($0[$0.firstIndex(of: month[0])! + 1].replacing(".", with: ""))! }
        #expect(cents.reduce(0, +) == Int(month[1].replacing(".", with: ""))!)
      }
      let (invoices, countBack) = (
        try #require(parts[0].firstIndex(of: "invoices_90")), try #require(parts[0].firstIndex(of: "count_back"))
      )
      for row in parts.dropFirst() where row.count == parts[0].count {
        #expect(row[countBack].isEmpty == (Int(row[invoices])! < 3))
      }
    }
  }

  @Test(arguments: [
    ["--window", "0"], ["--payment-window", "0"], ["--rolling", "3"], ["--rolling", "0,3"], ["--by", "x"],
  ])
  func whatMakesNoSenseIsAUsageError(arguments: [String]) throws {
    #expect(try Program.run(["dso", "ledger.csv"] + arguments).status == 64)
  }
}
