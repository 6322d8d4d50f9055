import Foundation
import TestSupport
import Testing

/// Commands with a row a month or a part, on the committed sample ledger.
@Suite struct EffectivenessCommandTests {
  private func rows(_ arguments: String...) throws -> [[String]] {
    let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
    let outcome = try Program.run(
      [arguments[0], ledger, "--as-of", "2025-12-31", "--format", "csv"] + arguments.dropFirst())
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func aMonthOpensWhereTheLastOneClosed() throws {
    let months = try rows("effectiveness")
    #expect(
      months[0] == [
        "day", "opening", "sales", "closing", "not_due", "cei", "exigible", "collected", "collected_share",
      ])
    #expect(months.count == 37 && months[1][1] == "0.00" && months[36][0] == "2025-12-31")
    for (month, next) in zip(months.dropFirst(), months.dropFirst(2)) { #expect(month[3] == next[1]) }
  }

  @Test func aPartialMonthIsSaid() throws {
    let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
    func shown(_ day: String, _ arguments: String...) throws -> String {
      try Program.run(["effectiveness", ledger, "--as-of", day] + arguments).output
    }
    #expect(try shown("2025-12-05").contains("2025-12-01 to 2025-12-05 is a partial month"))
    #expect(try shown("2025-12-05", "--language", "fr").contains("Du 01/12/2025 au 05/12/2025, le mois est partiel"))
    #expect(try !shown("2025-12-31").contains("partial") && !shown("2025-12-05", "--format", "csv").contains("partial"))
  }

  @Test func partsComeToTheWhole() throws {
    let whole = try rows("effectiveness")
    let segments = try rows("effectiveness", "--by", "segment")
    #expect(segments[0] == ["segment"] + whole[0])
    func cents(_ text: String) -> Int { Int(text.replacing(".", with: ""))! }
    for month in whole.dropFirst() {
      let parts = segments.filter { $0[1] == month[0] }
      #expect(parts.count == 5)
      for column in [1, 2, 3, 4, 6, 7] {
        #expect(parts.reduce(0) { $0 + cents($1[column + 1]) } == cents(month[column]))
      }
    }
  }

  @Test func theLargestClientsAddUpToTheirShare() throws {
    let measures = Dictionary(uniqueKeysWithValues: try rows("concentration").map { ($0[0], $0[1]) })
    let largest = try rows("concentration", "--top", "5")
    #expect(largest.count == 6 && largest[1].last == measures["top_1_share"])
    #expect(largest[5].last == measures["top_5_share"])
    #expect(largest[1].dropLast(2).last == measures["largest"])
  }
}
