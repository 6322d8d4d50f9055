import Receivables
import Testing

@testable import Ingest

/// Which item settles which, in cases that differ from the usual ones in one thing.
@Suite struct FECMatchingTests {
  @Test func aPaymentHasTheDayOfItsEntryNotOfItsDocument() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "A")
    fec.entry("BQ", "20250220", "FA1", documentDay: "20250105", "512000 - 12000", "411000 C1 -12000 A")
    #expect(allocations(try readFEC(fec)) == ["FA1": ["2025-02-20 12000 payment"]])
  }

  @Test func whatAnEarlierYearsCodeLeftOpenMayBePaidWithoutIt() throws {
    var (first, second) = (FECText(), FECText())
    first.invoice("FA1", "C1", "20241201", 12_000, "A")
    second.entry("AN", "20250101", "", "411000 C1 12000", "101000 - -12000")
    second.payment("R1", "C1", "20250115", 12_000)
    let reading = try readFEC(first, second)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 0]])
    #expect(reading.matches.mapValues(\.matches) == [.exactAmount: 1])
  }

  /// A code is used again in the next year for something else.
  @Test func aCodeIsTheSameInTheNextYearOnlyIfBothSidesAgree() throws {
    var (first, second) = (FECText(), FECText())
    first.invoice("FA1", "C1", "20241201", 12_000, "A")
    second.entry("AN", "20250101", "", "411000 C1 12000", "101000 - -12000")
    second.payment("R1", "C1", "20250115", 5_000, "A")
    let reading = try readFEC(first, second)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 7_000]])
    #expect(reading.matches.mapValues(\.matches) == [.opening: 1])
    second.lines[2].amount = 12_000
    second.lines[3].amount = -12_000
    #expect(try readFEC(first, second).matches.mapValues(\.matches) == [.lettering: 1])
  }

  @Test func anAdvanceAskedForInFullIsOwedAndNoTransfer() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FAC1", "411000 C1 12000 A", "419100 C1 -12000")
    fec.payment("R1", "C1", "20250120", 12_000, "A")
    let reading = try readFEC(fec)
    let account = Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)
    #expect(
      account.map { "\($0.kind) \($0.amount.minorUnits) \($0.balance.minorUnits)" }.sorted() == [
        "creditNote -12000 -12000", "deposit 12000 0",
      ])
  }

  /// 411 to a bill, the bill to doubtful debts, and paid there.
  @Test func aCodeFollowsADebtThroughSeveralAccounts() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "A")
    fec.entry("OD", "20250201", "EF1", "413000 C1 12000 B", "411000 C1 -12000 A")
    fec.entry("OD", "20250301", "OD1", "416000 C1 12000 C", "413000 C1 -12000 B")
    fec.entry("BQ", "20250401", "R1", "512000 - 12000", "416000 C1 -12000 C")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 0]])
    #expect(allocations(reading) == ["FA1": ["2025-04-01 12000 payment"]])
  }

  /// A payment whose code names nothing in the books settles an older debt, but none that another code speaks for.
  @Test func aStrayCodeLeavesDebtsOfOtherCodesAlone() throws {
    var fec = FECText()
    fec.entry("AN", "20250101", "FA0", "411000 C1 5000 Z", "101000 - -5000")
    fec.payment("R1", "C1", "20250110", 2_000, "Z")
    fec.payment("R2", "C1", "20250120", 3_000, "Q")
    #expect(balances(try readFEC(fec).ledger) == ["FA0": [5_000, 3_000], "R2": [-3_000, -3_000]])
  }

  @Test func laterEntriesInTheJournalOfOpeningsAreNoOpenings() throws {
    var fec = FECText()
    fec.entry("AN", "20250101", "FA0", "411000 C1 5000", "101000 - -5000")
    fec.entry("AN", "20250315", "FA5", "411000 C1 4000", "101000 - -4000")
    let reading = try readFEC(fec)
    let account = Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)
    #expect(account.map(\.issued) == [Day(iso: "2024-12-31"), Day(iso: "2025-03-15")])
    #expect(account.map { $0.enteredOn == nil } == [false, true])
  }

  /// What the next year's opening balance has more is a debt, and what it has less is money.
  @Test func aDifferenceOfOpeningBalancesIsADebtOrMoney() throws {
    func reading(opening: Int) throws -> LedgerReading {
      var (first, second) = (FECText(), FECText())
      first.invoice("FA1", "C1", "20241201", 12_000)
      second.entry("AN", "20250101", "", "411000 C1 \(opening)", "101000 - \(-opening)")
      return try readFEC(first, second)
    }
    let more = try reading(opening: 15_000)
    let account = Snapshot(of: more.ledger, asOf: more.asOf).account(0)
    #expect(account.map(\.amount.minorUnits).sorted() == [3_000, 12_000] && account.allSatisfy(\.isSale))
    #expect(allocations(try reading(opening: 9_000)) == ["FA1": ["2024-12-31 3000 payment"]])
  }

  /// However many are open: the oldest are still known.
  @Test func manyOpenInvoicesAreSettledOldestFirst() throws {
    var fec = FECText()
    for number in 1...100 { fec.invoice("FA\(number)", "C1", "20250105", Int64(1_000 + number)) }
    fec.payment("R1", "C1", "20250301", 3_006)
    let settled = balances(try readFEC(fec).ledger).filter { $0.value[1] == 0 }.keys.sorted()
    #expect(settled == ["FA1", "FA2", "FA3"])
  }
}
