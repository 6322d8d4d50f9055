import Receivables
import Testing

@testable import Ingest

/// Several years of one company.
@Suite struct FECYearsTests {
  private func years() -> (first: FECText, second: FECText) {
    var first = FECText()
    first.invoice("FA1", "C1", "20240105", 10_000, "A")
    first.payment("R1", "C1", "20240205", 10_000, "A")
    first.invoice("FA2", "C1", "20241110", 20_000)
    first.invoice("FA3", "C2", "20241215", 30_000)
    var second = FECText()
    second.entry("AN", "20250101", "FA2", "411000 C1 20000 A", "101000 - -20000")
    second.entry("AN", "20250101", "AN", "411000 C2 30000", "101000 - -30000")
    second.payment("R2", "C1", "20250115", 20_000, "A")
    second.payment("R3", "C2", "20250120", 30_000, "A")
    second.invoice("FA4", "C2", "20250201", 5_000)
    return (first, second)
  }

  @Test func openingBalancesAreNotCountedAgain() throws {
    let (first, second) = years()
    for texts in [[first, second], [second, first]] {
      let reading = try read(bytes: texts.map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
      #expect(
        balances(reading.ledger) == [
          "FA1": [10_000, 0], "FA2": [20_000, 0], "FA3": [30_000, 0], "FA4": [5_000, 5_000],
        ])
      #expect(allocations(reading)["FA2"] == ["2025-01-15 20000 payment"])
      #expect(allocations(reading)["FA3"] == ["2025-01-20 30000 payment"])
      let books = try #require(reading.books)
      #expect(books.lines.joined == 2 && books.openingDifferences == 0 && books.control.minorUnits == 5_000)
      #expect(reading.matches.mapValues(\.matches) == [.lettering: 2, .opening: 1])
      #expect(
        reading.ledger.clients.indices.allSatisfy { client in
          Snapshot(of: reading.ledger, asOf: reading.asOf).account(client).allSatisfy { $0.enteredOn == nil }
        })
    }
  }

  /// One opening line for all clients says nothing new of any of them.
  @Test func aBalanceOfTheWholeAccountIsThatOfItsClients() throws {
    var (first, second) = years()
    second.lines.removeFirst(4)
    second.lines.insert(
      contentsOf: [("411000", 50_000), ("101000", -50_000)].map { account, amount in
        FECText.Line(
          journal: "AN", number: "1", day: "20250101", account: account, client: "", reference: "AN",
          documentDay: "20250101", amount: amount, code: "")
      }, at: 0)
    first.invoice("FA5", "C3", "20241220", 700)
    for (total, difference) in [(50_700, 0), (50_000, -700)] as [(Int64, Int64)] {
      (second.lines[0].amount, second.lines[1].amount) = (total, -total)
      let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
      let books = try #require(reading.books)
      #expect(books.openingDifferences == (difference == 0 ? 0 : 1))
      #expect(books.openingDifference.minorUnits == difference)
      var expected: [String: Int64] = ["C1": 0, "C2": 5_000, "C3": 700]
      if difference != 0 { expected["411000"] = difference }
      #expect(netBalances(reading) == expected)
      #expect(books.net == books.control)
    }
  }

  @Test func whatDoesNotAgreeIsAnItemOfItsOwn() throws {
    var (first, second) = years()
    second.lines[0].amount = 18_000
    second.lines[1].amount = -18_000
    first.invoice("FA5", "C3", "20241220", 700)
    let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
    let books = try #require(reading.books)
    #expect(books.openingDifferences == 2 && books.openingDifference.minorUnits == -2_700)
    #expect(netBalances(reading) == ["C1": -2_000, "C2": 5_000, "C3": 0])
    #expect(books.control.minorUnits == 3_000 && books.net == books.control)
  }

  @Test func theBalanceOfTheFirstYearIsItsOwn() throws {
    let (first, second) = years()
    let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) {
      $0.terms = thirtyDays
      $0.asOf = Day(iso: "2024-12-31")
    }
    #expect(reading.books?.control.minorUnits == 50_000)
    #expect(
      contents(of: reading.ledger) == contents(of: try readFEC(first) { $0.asOf = Day(iso: "2024-12-31") }.ledger))
  }

  @Test func oneEntryInTwoFilesIsRefused() throws {
    let (first, second) = years()
    var again = first
    again.payment("R9", "C2", "20241230", 100)
    #expect(throws: IngestError.self) { try readFEC(first, again) }
    #expect(throws: IngestError.self) { try readFEC(second, second) }
  }
}
