import Receivables
import Testing

@testable import Ingest

/// What the lines of clients' accounts are rebuilt into.
@Suite struct FECRebuildTests {
  @Test func aLetteredPaymentHasTheBanksDay() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "AA")
    fec.payment("R1", "C1", "20250220", 12_000, "AA")
    for index in fec.lines.indices { fec.lines[index].codeDay = "20250630" }
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 0]])
    #expect(allocations(reading) == ["FA1": ["2025-02-20 12000 payment"]])
    let document = Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)[0]
    #expect(document.issued == Day(iso: "2025-01-05") && document.due == Day(iso: "2025-02-04"))
    #expect(reading.ledger.clients[0].name == "Nom C1")
    #expect(reading.matches == [.lettering: MatchCount(matches: 1, amount: Money(minorUnits: 12_000))])
  }

  @Test func letteringAfterTheAsOfDayIsUndone() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "AA")
    fec.payment("R1", "C1", "20250220", 12_000, "AA")
    let reading = try readFEC(fec) { $0.asOf = Day(iso: "2025-02-19") }
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000]])
    #expect(reading.laterRows == 2 && reading.books?.control == Money(minorUnits: 12_000))
    #expect(reading.matches.isEmpty)
  }

  @Test func theOtherAccountsDecideAndNotTheJournal() throws {
    var fec = FECText()
    fec.entry("BQ", "20250105", "FA1", "411000 C1 12000", "706000 - -10000", "445710 - -2000")
    fec.entry("VE", "20250110", "R1", "512000 - 5000", "411000 C1 -5000")
    fec.entry("AN", "20250111", "FA2", "411000 C2 600", "706000 - -500", "445710 - -100")
    fec.entry("BQ", "20250112", "AV1", "706000 - 100", "411000 C2 -100")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 7_000], "FA2": [600, 500], "AV1": [-100, 0]])
    #expect(allocations(reading)["FA1"] == ["2025-01-10 5000 payment"])
    #expect(allocations(reading)["FA2"] == ["2025-01-12 100 credit"], "a credit note is no payment")
    let account = Snapshot(of: reading.ledger, asOf: reading.asOf).account(1)
    #expect(account.allSatisfy { $0.enteredOn == nil }, "a sale in the journal of openings is a sale")
  }

  @Test func badDebtsDiscountsAndSmallDifferences() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "A")
    fec.entry("OD", "20250301", "P1", "654000 - 10000", "445710 - 2000", "411000 C1 -12000 A")
    fec.invoice("FA2", "C1", "20250106", 10_000, "B")
    fec.entry("BQ", "20250120", "R2", "512000 - 9800", "665000 - 200", "411000 C1 -10000 B")
    fec.invoice("FA3", "C1", "20250107", 10_001, "C")
    fec.entry("BQ", "20250121", "R3", "512000 - 10000", "658000 - 1", "411000 C1 -10001 C")
    fec.invoice("FA4", "C1", "20250108", 10_000, "D")
    fec.entry("BQ", "20250122", "R4", "512000 - 9950", "627000 - 50", "411000 C1 -10000 D")
    let reading = try readFEC(fec)
    let found = allocations(reading)
    #expect(found["FA1"] == ["2025-03-01 12000 writeOff"])
    #expect(found["FA2"] == ["2025-01-20 200 credit", "2025-01-20 9800 payment"])
    #expect(found["FA3"] == ["2025-01-21 1 writeOff", "2025-01-21 10000 payment"])
    #expect(found["FA4"] == ["2025-01-22 10000 payment"], "the bank's fee is ours")
    #expect(netBalances(reading) == ["C1": 0])
  }

  @Test func aCodeCountsWithinOneClientAndAccount() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "AA")
    fec.invoice("FA2", "C2", "20250106", 12_000, "AA")
    fec.payment("R2", "C2", "20250120", 12_000, "AA")
    fec.entry("BQ", "20250121", "AC1", "512000 - 12000", "419100 C1 -12000 AA")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000], "FA2": [12_000, 0], "AC1": [-12_000, -12_000]])
    #expect(reading.books?.balances.map(\.account) == [.clients, .inCredit])
    #expect(reading.books?.control == .zero)
  }

  @Test func aCodeThatDoesNotBalanceLeavesTheRestOpen() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 10_000, "AA")
    fec.invoice("FA2", "C1", "20250106", 20_000, "AA")
    fec.payment("R1", "C1", "20250120", 20_000, "AA")
    fec.payment("R2", "C1", "20250121", 4_000, "AA")
    let reading = try readFEC(fec)
    #expect(allocations(reading) == ["FA1": ["2025-01-21 4000 payment"], "FA2": ["2025-01-20 20000 payment"]])
    #expect(balances(reading.ledger)["FA1"] == [10_000, 6_000])
  }

  @Test func withoutACodeByReferenceThenAmountThenOldest() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 10_000)
    fec.invoice("FA2", "C1", "20250106", 20_000)
    fec.invoice("FA3", "C1", "20250107", 30_000)
    fec.invoice("FA4", "C1", "20250108", 30_000)
    fec.payment("FA2", "C1", "20250201", 15_000)
    fec.payment("0000000", "C1", "20250202", 10_000)
    fec.payment("VIR", "C1", "20250203", 30_000)
    fec.payment("VIR", "C1", "20250204", 12_000)
    let reading = try readFEC(fec)
    #expect(
      allocations(reading) == [
        "FA1": ["2025-02-02 10000 payment"], "FA2": ["2025-02-01 15000 payment", "2025-02-04 5000 payment"],
        "FA3": ["2025-02-03 30000 payment"], "FA4": ["2025-02-04 7000 payment"],
      ])
    #expect(
      reading.matches.mapValues(\.matches) == [
        .reference: 1, .exactAmount: 1, .exactAmountOfSeveral: 1, .oldestFirst: 2,
      ])
    #expect(MatchMethod.reference.certainty == .certain && MatchMethod.exactAmount.certainty == .probable)
    #expect(MatchMethod.oldestFirst.certainty == .assumed)
  }

  @Test func aReferenceThatSeveralDocumentsHaveNamesNone() throws {
    var fec = FECText()
    fec.invoice("VE 0123", "C1", "20250105", 10_000)
    fec.invoice("VE 0123", "C1", "20250106", 20_000)
    fec.payment("VE 0123", "C1", "20250201", 20_000)
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["VE 0123 VE 1": [10_000, 10_000], "VE 0123 VE 2": [20_000, 0]])
    #expect(reading.matches.keys.map(\.self) == [.exactAmount])
  }

  @Test func moneyBeforeItsInvoiceWaits() throws {
    var fec = FECText()
    fec.payment("R1", "C1", "20250105", 10_000, "A")
    fec.invoice("FA1", "C1", "20250120", 10_000, "A")
    let before = try readFEC(fec) { $0.asOf = Day(iso: "2025-01-10") }
    #expect(balances(before.ledger) == ["R1": [-10_000, -10_000]])
    let document = Snapshot(of: before.ledger, asOf: before.asOf).account(0)[0]
    #expect(document.kind == .payment && document.netSales == .zero && document.balance.minorUnits == -10_000)
    let after = try readFEC(fec)
    #expect(balances(after.ledger) == ["R1": [-10_000, 0], "FA1": [10_000, 0]])
    #expect(allocations(after)["FA1"] == ["2025-01-05 10000 payment"])
    #expect(allocations(after)["R1"] == ["2025-01-20 -10000 payment"])
  }

  @Test func aRefundUsesTheCreditItPaysBack() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "AV1", "706000 - 10000", "445710 - 2000", "411000 C1 -12000 A")
    fec.entry("BQ", "20250120", "V1", "411000 C1 12000 A", "512000 - -12000")
    fec.entry("BQ", "20250122", "V2", "411000 C2 500", "512000 - -500")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["AV1": [-12_000, 0], "V2": [500, 500]])
    #expect(allocations(reading)["AV1"] == ["2025-01-20 -12000 payment"])
    let refund = Snapshot(of: reading.ledger, asOf: reading.asOf).account(1)[0]
    #expect(refund.kind == .payment && refund.isOpen && !refund.isSale)
  }

  @Test func anEntryThatSellsAndCashesIn() throws {
    var fec = FECText()
    fec.entry(
      "CA", "20250105", "T1", "411000 C1 1200", "706000 - -1000", "445710 - -200", "530000 - 1200", "411000 C1 -1200")
    let reading = try readFEC(fec)
    #expect(allocations(reading) == ["T1": ["2025-01-05 1200 payment"]])
    #expect(netBalances(reading) == ["C1": 0])
  }

  @Test func anEntryWithoutAnotherSideIsReadByItsSign() throws {
    var fec = FECText()
    fec.entry("OD", "20250105", "X1", "411000 C1 1200")
    fec.entry("OD", "20250106", "X2", "411000 C1 -200")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["X1": [1_200, 1_000]])
    #expect(reading.notices[.signDecides]?.rows == 2)
  }

  // MARK: - Accounts

  @Test func aDoubtfulDebtKeepsItsDocument() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "AA")
    fec.entry("OD", "20250401", "OD1", "416000 C1 12000 B", "411000 C1 -12000 AA")
    fec.entry("BQ", "20250601", "R1", "512000 - 2000", "416000 C1 -2000 B")
    func document(_ day: String) throws -> Document {
      let reading = try readFEC(fec) { $0.asOf = Day(iso: day) }
      #expect(reading.ledger.documentCount == 1)
      return Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)[0]
    }
    #expect(try !document("2025-03-31").isDisputed, "it is doubtful from April on")
    let later = try document("2025-06-01")
    #expect(later.isDisputed && later.balance.minorUnits == 10_000 && later.issued == Day(iso: "2025-01-05"))
    let books = try #require(try readFEC(fec).books)
    #expect(books.balances.map { "\($0.account.rawValue) \($0.balance.minorUnits)" } == ["411 0", "416 10000"])
  }

  @Test func aBillIsTheSameDebt() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000, "AA")
    fec.entry("OD", "20250115", "LCR", "413000 C1 12000", "411000 C1 -12000 AA")
    fec.entry("BQ", "20250301", "LCR", "512000 - 12000", "413000 C1 -12000")
    #expect(allocations(try readFEC(fec)) == ["FA1": ["2025-03-01 12000 payment"]])
  }

  @Test func anAdvanceIsUsedOnTheInvoice() throws {
    var fec = FECText()
    fec.entry("BQ", "20250105", "AC1", "512000 - 4000", "419100 C1 -4000 A")
    fec.entry("VE", "20250120", "FA1", "411000 C1 12000 B", "706000 - -10000", "445710 - -2000")
    fec.entry("OD", "20250120", "FA1", "419100 C1 4000 A", "411000 C1 -4000 B")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["AC1": [-4_000, 0], "FA1": [12_000, 8_000]])
    #expect(allocations(reading)["FA1"] == ["2025-01-05 4000 payment"])
  }

  @Test func anAdvanceThatIsAskedForIsOwed() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FAC1", "411000 C1 12000", "419100 C1 -10000", "445710 - -2000")
    let reading = try readFEC(fec)
    let account = Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)
    #expect(Set(account.map(\.kind)) == [.deposit, .creditNote])
    #expect(netBalances(reading) == ["C1": 2_000])
  }

  @Test func theClientMayBeInTheAccount() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FA1", "411DUPONT - 1200", "706000 - -1200")
    fec.entry("VE", "20250106", "FA2", "4110MARTIN - 500", "706000 - -500")
    fec.entry("VE", "20250107", "FA3", "41100012 - 700", "706000 - -700")
    fec.entry("OD", "20250108", "OD1", "416000 - 1200", "411DUPONT - -1200")
    let reading = try readFEC(fec)
    #expect(reading.ledger.clients.map(\.id) == ["41100012", "DUPONT", "MARTIN"])
    #expect(netBalances(reading) == ["DUPONT": 1_200, "MARTIN": 500, "41100012": 700])
  }

  // MARK: - Opening balance

  @Test func openingItemsEnterLate() throws {
    var fec = FECText()
    fec.entry(
      "AN", "20250101", "FA9", documentDay: "20241115", "411000 C1 5000", "101000 - -5000")
    fec.entry("AN", "20250101", "AN", "411000 C2 7000", "411000 C3 -300", "101000 - -6700")
    fec.payment("R1", "C2", "20250201", 7_000, "ZZ")
    let reading = try readFEC(fec)
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let documents = reading.ledger.clients.indices.map { snapshot.account($0)[0] }
    #expect(documents[0].issued == Day(iso: "2024-11-15") && documents[0].enteredOn == Day(iso: "2024-12-31"))
    #expect(documents[1].issued == Day(iso: "2024-12-31") && documents[1].enteredOn == Day(iso: "2024-12-31"))
    #expect(documents[1].balance == .zero, "a code without another side settles the opening balance")
    #expect(documents[2].kind == .payment && documents[2].balance.minorUnits == -300)
    #expect(reading.matches.mapValues(\.matches) == [.opening: 1])
    #expect(reading.notices[.openingWithoutDay]?.rows == 2)
    #expect(reading.books?.opening.rows == 3)
  }

  @Test func anOpeningIsKnownByItsAccountsToo() throws {
    var fec = FECText()
    fec.entry("OD", "20250101", "X", "411000 C1 5000", "101000 - -5000")
    fec.entry("X", "20250101", "Y", "411000 C1 100", "890000 - -100")
    fec.entry("OD", "20250301", "X", "411000 C1 50", "101000 - -50")
    let account = try {
      let reading = try readFEC(fec)
      return Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)
    }()
    #expect(account.count { $0.enteredOn != nil } == 2)
  }

  @Test func closingEntriesAreLeftOut() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.entry("CL", "20251231", "CL", "891000 - 12000", "411000 C1 -12000")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000]])
    #expect(reading.books?.lines.closing == 1 && reading.books?.control.minorUnits == 12_000)
  }

  // MARK: - Days

  @Test func aDocumentKeepsItsOwnDay() throws {
    var fec = FECText()
    fec.entry("VE", "20250203", "FA1", documentDay: "20250131", "411000 C1 1200", "706000 - -1200")
    fec.entry("VE", "20250203", "FA2", documentDay: "20250401", "411000 C1 500", "706000 - -500")
    fec.entry("VE", "20250203", "FA3", documentDay: "19000101", "411000 C1 600", "706000 - -600")
    let snapshot = try {
      let reading = try readFEC(fec)
      return Snapshot(of: reading.ledger, asOf: reading.asOf)
    }()
    #expect(snapshot.account(0).map(\.issued) == ["2025-01-31", "2025-02-03", "2025-02-03"].map { Day(iso: $0) })
    let before = try readFEC(fec) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(before.books?.bookedLater.amount.minorUnits == 1_200 && before.books?.control == .zero)
    #expect(before.books?.net.minorUnits == 1_200)
  }

  // MARK: - Every line counts

  @Test func rejectedLinesOfClientsAreItemised() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.invoice("FA2", "C1", "20250106", 6_000)
    let text = fec.text.replacing("VE\tjournal\t2\t20250106\t411000", with: "VE\tjournal\t2\t20251306\t411000")
    let reading = try read(bytes: [Array(text.utf8)]) { $0.terms = thirtyDays }
    #expect(
      rejections(reading) == [
        "5: cannot read '20251306' as a date in EcritureDate. Expected 20251231, 2025-12-31 or 31/12/2025."
      ])
    #expect(reading.books?.rejectedReceivable.amount.minorUnits == 6_000)
    #expect(reading.books?.control.minorUnits == 12_000)
    let lines = try #require(reading.books?.lines)
    #expect((lines.used, lines.notReceivable, lines.rejected) == (1, 4, 1))
    #expect(reading.records == 6 && reading.usedRows == 1)
  }
}
