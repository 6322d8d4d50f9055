import Receivables
import Testing

@testable import Ingest

private let header =
  "invoice,client,name,segment,issued,due,terms,amount,kind,related_to,paid_on,paid_amount,status,disputed\n"

/// One row under ``header``.
private func row(
  _ invoice: String, client: String = "C1", name: String = "", issued: String = "2025-01-01",
  due: String = "2025-01-31",
  terms: String = "", amount: String = "100.00", kind: String = "", relatedTo: String = "", paidOn: String = "",
  paid: String = "", status: String = "", disputed: String = ""
) -> String {
  [invoice, client, name, "", issued, due, terms, amount, kind, relatedTo, paidOn, paid, status, disputed]
    .joined(separator: ",") + "\n"
}

private func documents(_ reading: LedgerReading) -> [String: (document: Document, allocations: [Allocation])] {
  let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
  var found: [String: (document: Document, allocations: [Allocation])] = [:]
  for client in reading.ledger.clients.indices {
    let account = snapshot.account(client)
    for (index, document) in account.enumerated() {
      found[snapshot.invoiceID(of: document)] = (document, Array(account.allocations(ofDocument: index)))
    }
  }
  return found
}

// MARK: - As of a day

@Suite struct AsOfTests {
  private let text =
    header + row("I1", paidOn: "2025-02-10") + row("I2", issued: "2025-02-01", due: "2025-03-01")
    + row("I3", issued: "2025-02-05", due: "2025-03-01", amount: "?")

  @Test func theDefaultIsTheLastDayOfAnyIssueOrPayment() throws {
    #expect(try read(text).asOf == Day(iso: "2025-02-10"))
  }

  @Test func nothingLaterIsInTheLedger() throws {
    let early = try read(text) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(balances(early.ledger) == ["I1": [10_000, 10_000]], "the payment of February is not known")
    #expect(early.laterRows == 2 && early.rejected.isEmpty, "a later row is not looked into")
    let later = try read(text) { $0.asOf = Day(iso: "2025-02-09") }
    #expect(balances(later.ledger) == ["I1": [10_000, 10_000], "I2": [10_000, 10_000]])
    #expect(later.laterRows == 0 && later.rejected.count == 1)
    #expect(balances(try read(text).ledger)["I1"] == [10_000, 0])
  }

  @Test func aBadRowAfterTheLastGoodOneIsRejectedNotLater() throws {
    let reading = try read(header + row("I1") + row("I2", issued: "2025-02-05", due: "2025-03-01", amount: "?"))
    #expect(reading.asOf == Day(iso: "2025-02-05"))
    #expect(reading.rejected.count == 1 && reading.laterRows == 0)
  }

  @Test func aLedgerOfBadRowsOnlyIsRefused() throws {
    #expect(
      try failure(header + row("I1", amount: "100 EUR") + row("I2", amount: "50 EUR"))
        == "none of the 2 rows can be used. The first: 1.csv:2: cannot read '100 EUR' as an amount in amount. Expected "
        + "digits with one decimal mark, such as 1234.56.")
    #expect(
      try failure(header + row("I1", issued: "hier"))
        == "the only row cannot be used: 1.csv:2: cannot read 'hier' as a date in issued. Expected "
        + "2025-12-31, 20251231 or 31/12/2025.")
  }

  @Test func aDayBeforeTheFirstInvoiceIsRefused() throws {
    #expect(
      try failure(text) { $0.asOf = Day(iso: "2024-12-31") }
        == "nothing was issued by 2024-12-31: the first invoice is of 2025-01-01. Choose an as-of day from then on.")
  }

  @Test func aPaymentBeforeTheIssueKeepsItsDayAndTakesEffectOnTheIssueDay() throws {
    let text = header + row("I1", issued: "2025-02-01", due: "2025-03-01", paidOn: "2025-01-15") + row("I2")
    let reading = try read(text) { $0.asOf = Day(iso: "2025-02-01") }
    let paid = try #require(documents(reading)["I1"])
    #expect(paid.document.closing?.day == Day(iso: "2025-01-15"))
    #expect(paid.document.closing?.effective == Day(iso: "2025-02-01"))
    #expect(reading.notices[.paymentBeforeIssue]?.rows == 1)
    #expect(reading.notices[.paymentBeforeIssue]?.lines == [2])
    #expect(reading.rejected.isEmpty)
  }
}

// MARK: - One row

@Suite struct RowTests {
  private func rejection(_ row: String) throws -> String? {
    let reading = try read(header + self.row0 + row) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(reading.records == 2)
    return reading.rejected.first?.explanation
  }

  private let row0 = row("I0")

  @Test func whatARowCannotBe() throws {
    #expect(try rejection(row("")) == "invoice is empty. Fill it in.")
    #expect(try rejection(row("I1", client: "")) == "client is empty. Fill it in.")
    #expect(try rejection(row("I1", issued: "")) == "issued is empty. Fill it in.")
    #expect(try rejection(row("I1", amount: "")) == "amount is empty. Fill it in.")
    #expect(try rejection(row("I1", due: "")) == "due is empty. Fill it in.")
    #expect(
      try rejection(row("I1", due: "", terms: "à réception"))
        == "cannot read 'à réception' as payment terms. Expected a number of days, such as 30, or '45 end of month'.")
    #expect(
      try rejection(row("I1", issued: "2025-03-01"))
        == "due day 2025-01-31 is before issue day 2025-03-01. Check that the two columns are not swapped.")
    #expect(
      try rejection(row("I1", kind: "devis"))
        == "'devis' is not a known kind. Expected one of: invoice, credit note, deposit (facture, avoir, acompte).")
    #expect(
      try rejection(row("I1", disputed: "bof"))
        == "'bof' is not a known disputed. Expected one of: yes, no, 1, 0 (oui, non).")
    #expect(
      try rejection(row("I1", status: "draft"))
        == "the status 'draft' says this is not an issued invoice. Remove the row, or correct the status.")
    #expect(
      try rejection(row("I1", paid: "-1.00")) == "the paid amount is negative. Enter a refund as a row of its own.")
    #expect(
      try rejection(row("A1", amount: "-10.00", kind: "avoir", paidOn: "2025-02-01", paid: "20.00"))
        == "the refund is larger than the credit note. Correct one of the two amounts.")
    #expect(
      try rejection(row("I1", amount: "-10.00"))
        == "the amount is negative. If this is a credit note, say so in a column 'kind' (credit note, avoir).")
    #expect(
      try rejection(row("I1", amount: "0.00"))
        == "the amount is 0, so there is nothing to collect. Remove the row, or correct the amount.")
  }

  @Test func anIsOpenColumnIsUnderstoodOrTheRowRejected() throws {
    let text = "invoice,client,issued,due,amount,isOpen,clear_date\n"
    let rows = ["1,", "1.0,", "0,2025-01-20", "0.0,2025-01-20", ",", "0,", "peut-être,"].enumerated().map {
      index, end in
      "I\(index),C1,2025-01-01,2025-01-31,1.00,\(end)\n"
    }
    let reading = try read(text + rows.joined())
    #expect(
      balances(reading.ledger)
        == ["I0": [100, 100], "I1": [100, 100], "I2": [100, 0], "I3": [100, 0], "I4": [100, 100], "I5": [100, 0]])
    #expect(
      rejections(reading) == [
        "8: 'peut-être' is not a known is_open. Expected one of: yes, no, 1, 0 (oui, non)."
      ])
  }

  @Test func anAmountNoInvoiceHasIsRejected() throws {
    let reading = try read(
      header + row("I1", amount: "1000000000000.00") + row("I2", amount: "1000000000000.01")
        + row("I3", amount: "9000000000000000") + row("I4", paidOn: "2025-01-20", paid: "4970100000000000"))
    #expect(balances(reading.ledger) == ["I1": [100_000_000_000_000, 100_000_000_000_000]])
    #expect(
      rejections(reading) == [
        "3: '1000000000000' in amount is too large for an amount. Check that the column holds amounts, not numbers of "
          + "documents or accounts.",
        "4: '9000000000000000' in amount is too large for an amount. Check that the column holds amounts, not numbers "
          + "of documents or accounts.",
        "5: '4970100000000000' in paid_amount is too large for an amount. Check that the column holds amounts, not "
          + "numbers of documents or accounts.",
      ])
  }

  @Test func anAmountIsQuotedWithItsDecimalMark() throws {
    let reading = try read(
      "invoice;client;issued;due;amount\nI1;C1;2025-01-01;2025-01-31;1,50\nI2;C1;2025-01-01;2025-01-31;12,345\n")
    #expect(rejections(reading) == ["3: '12,345' in amount has more decimals than EUR. Round it in the source."])
  }

  /// 12-digit document numbers taken for amounts: each could be one, all together cannot.
  @Test func amountsWhoseSumCannotBeHeldAreRefused() throws {
    let rows = (1...24_000).map { row("I\($0)", amount: "999999999999") }
    #expect(
      try failure(header + rows.joined())
        == "the amounts add up to more than can be held to the cent. Check that the columns of amounts hold amounts, "
        + "not numbers of documents or accounts: --column amount=HEADER.")
  }

  @Test func termsStandInForAMissingDueDay() throws {
    let reading = try read(header + row("I1", due: "", terms: "45") + row("I2", due: "2025-01-10", terms: "45"))
    #expect(documents(reading)["I1"]?.document.due == Day(iso: "2025-02-15"))
    #expect(documents(reading)["I2"]?.document.due == Day(iso: "2025-01-10"), "a due day wins over terms")
  }

  @Test func aPartPaymentReducesTheBalance() throws {
    let reading = try read(header + row("I1", paidOn: "2025-01-20", paid: "30.00") + row("I2", paid: "30.00"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 7_000], "I2": [10_000, 7_000]])
    #expect(documents(reading)["I1"]?.allocations.map(\.kind) == [.payment])
    #expect(documents(reading)["I2"]?.allocations.map(\.kind) == [.undatedPayment])
    #expect(reading.notices[.undatedPayment]?.lines == [3])
  }

  @Test func anOverpaymentIsUnallocatedCredit() throws {
    let reading = try read(header + row("I1", paidOn: "2025-01-20", paid: "130.00"))
    #expect(documents(reading)["I1"]?.document.unallocatedCredit == Money(minorUnits: 3_000))
    #expect(reading.notices[.paidMoreThanOwed]?.rows == 1)
  }

  @Test func bothSignsOfACreditNoteMeanTheSame() throws {
    let reading = try read(
      header + row("A1", amount: "40.00", kind: "avoir") + row("A2", amount: "-40.00", kind: "Avoir"))
    #expect(balances(reading.ledger) == ["A1": [-4_000, -4_000], "A2": [-4_000, -4_000]])
  }

  @Test func aRefundOfACreditNoteClosesIt() throws {
    let reading = try read(header + row("A1", amount: "-40.00", kind: "avoir", paidOn: "2025-01-20", paid: "40.00"))
    #expect(balances(reading.ledger) == ["A1": [-4_000, 0]])
  }

  @Test func anIdIsTheSameWhateverTheQuotesBesideIt() throws {
    let reading = try read(
      header + row("900000001.0", client: "70.0", name: "\"The \"\"A\"\"\"")
        + row("900000002.0", client: "70.0", name: "A")
        + row("900000001"))
    #expect(reading.ledger.clients.map(\.id) == ["70"])
    #expect(balances(reading.ledger).keys.sorted() == ["900000001", "900000002"])
    #expect(reading.rejected.count == 1)
  }

  @Test func rowsOfOddWidth() throws {
    let text =
      "invoice,client,issued,due,amount\nI1,C1,2025-01-01,2025-01-31,1\nI2,C1,2025-01-01,2025-01-31,1,\n"
      + "\nI3,C1,2025-01-01\nI4,C1,2025-01-01,2025-01-31,1,2\n"
    let reading = try read(text)
    #expect(balances(reading.ledger).keys.sorted() == ["I1", "I2"], "one trailing delimiter does no harm")
    #expect(
      rejections(reading) == [
        "5: 3 fields where the header has 5. Check for a missing or an unquoted delimiter.",
        "6: 6 fields where the header has 5. Check for a missing or an unquoted delimiter.",
      ])
    #expect(reading.records == 4, "a blank line is no row")
  }
}

@Suite struct OldMacTests {
  private let text = "invoice,client,name,issued,due,amount\rI1,C1,\"A\nB\",2025-01-01,2025-01-31,1\r"

  @Test func aLoneCarriageReturnEndsARow() throws {
    let reading = try read(text + "I2,C1,,2025-01-01,2025-01-31,abc\rI3,C2,\"A\rB\",2025-01-01,2025-01-31,x")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
    #expect(reading.ledger.clients.map(\.name) == ["A\nB"])
    #expect(reading.rejected.map(\.row.line) == [3, 4])
    #expect(
      try reading.rejectedTexts() == [
        RowLocation(file: 0, line: 3): "I2,C1,,2025-01-01,2025-01-31,abc", RowLocation(file: 0, line: 4): "I3,C2,\"A",
      ])
  }

  @Test func sentencesAboutTheFileCountItsLines() throws {
    #expect(try failure(text + "I2,\"C1,,2025-01-01,2025-01-31,1\r")?.hasPrefix("1.csv:3: a quote opens") == true)
    #expect(
      try failure(text + "I2,\0C1,,2025-01-01,2025-01-31,1\r")?.hasPrefix("1.csv:3: the file holds a NUL") == true)
  }
}

@Suite struct UnclosedQuoteTests {
  private let text =
    "invoice,client,name,issued,due,amount\n" + "I1,C1,\"Acme,2025-01-01,2025-01-31,1\n"
    + "I2,C2,\"Beta, SA\",2025-01-01,2025-01-31,2\n" + "I3,C3,\"Gamma\",2025-01-01,2025-01-31,3\n"

  /// The quote of I1 closes where I2's opens, and what is left has the right number of fields.
  @Test func aRowThatSwallowedAnotherIsRejected() throws {
    let reading = try read(text.replacing(", SA", with: ""))
    #expect(balances(reading.ledger) == ["I3": [300, 300]])
    #expect(
      rejections(reading) == [
        "2: the row runs over 2 lines, to a quote with text after it. Close each quote at the end of its field, and "
          + "double a quote that belongs to the text."
      ])
    #expect(balances(try read(text).ledger) == ["I3": [300, 300]])
  }

  @Test func aQuoteLeftOpenInTheHeaderIsSaid() throws {
    let text = "\"invoice,client,issued,due,amount\nI1,C1,2025-01-01,2025-01-31,1\n"
    let sentence =
      "1.csv:1: a quote opens in this record and never closes. Close it, or double it if it belongs to the text."
    #expect(try failure(text) == sentence)
    #expect(try failure(text + String(repeating: "x", count: 2 << 20)) == sentence)
  }

  @Test func aLongHeaderIsRead() throws {
    let wide = String(repeating: "x", count: 100_000)
    let reading = try read("\(wide),invoice,client,issued,due,amount\n,I1,C1,2025-01-01,2025-01-31,1\n")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
  }

  @Test func textAfterAQuoteIsNotDropped() throws {
    let reading = try read(
      "invoice,client,issued,due,amount\nI1,C1,2025-01-01,2025-01-31,1\nI2,C1,2025-01-01,2025-01-31,\"1\"000\n")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
    #expect(
      rejections(reading) == [
        "3: text follows a closing quote. Close each quote at the end of its field, and double a quote that belongs to "
          + "the text."
      ])
  }
}

// MARK: - Rows together

@Suite struct DuplicateTests {
  @Test func theFirstRowOfAnInvoiceNumberIsKept() throws {
    let reading = try read(
      header + row("I1") + row("I1") + row("I1", amount: "50.00") + row("I1", client: "C2")
        + row("I1", paidOn: "2025-01-20"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 0]], "the last row adds its payment")
    let same = "this invoice was already read on line 2, identically. The first is kept; remove this row."
    let other =
      "this invoice number was already read on line 2 with other figures. The first is kept; number the two apart or "
      + "remove one."
    #expect(rejections(reading) == ["3: " + same, "4: " + other, "5: " + other])
    #expect(reading.rejectedAmount == Money(minorUnits: 25_000))
  }

  @Test func aSecondFileSaysWhereTheFirstRowIs() throws {
    let reading = try read(header + row("I1"), header + row("I2") + row("I1"))
    #expect(reading.rejected.count == 1)
    let error = try #require(reading.rejected.first)
    #expect(error.row == RowLocation(file: 1, line: 3))
    #expect(error.explanation.contains("/1.csv:2, identically."))
  }

  @Test func aRowAfterTheAsOfDayIsNoDuplicate() throws {
    let text = header + row("I1", issued: "2025-02-01", due: "2025-03-01") + row("I1")
    let reading = try read(text) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(reading.rejected.isEmpty && reading.laterRows == 1)
  }
}

@Suite struct CreditNoteTests {
  private func reading(_ rows: String..., asOf: String = "2025-12-31") throws -> LedgerReading {
    try read(header + rows.joined()) { $0.asOf = Day(iso: asOf) }
  }

  private func note(
    _ id: String = "A1", client: String = "C1", amount: String = "-40.00", of invoice: String = "I1",
    on day: String = "2025-01-10"
  ) -> String {
    row(id, client: client, issued: day, due: day, amount: amount, kind: "avoir", relatedTo: invoice)
  }

  @Test func aLinkedNoteReducesItsInvoiceOnItsOwnDay() throws {
    let reading = try reading(row("I1"), note())
    #expect(balances(reading.ledger) == ["I1": [10_000, 6_000], "A1": [-4_000, 0]])
    let invoice = try #require(documents(reading)["I1"])
    #expect(invoice.allocations.map(\.kind) == [.credit])
    #expect(invoice.allocations.map(\.day) == [Day(iso: "2025-01-10")])
    #expect(invoice.document.netSales == Money(minorUnits: 6_000))
    #expect(reading.unmatchedCreditNotes == 0)
  }

  @Test func anInvoiceCreditedInFullIsClosedByTheCreditNotByAPayment() throws {
    let invoice = try #require(documents(reading(row("I1"), note(amount: "-100.00")))["I1"])
    #expect(invoice.document.closing?.kind == .credit)
    #expect(!invoice.document.isOpen)
  }

  @Test func aNoteBeforeItsDayIsNotKnown() throws {
    let reading = try reading(row("I1"), note(), asOf: "2025-01-09")
    #expect(balances(reading.ledger) == ["I1": [10_000, 10_000]])
  }

  @Test func aNoteOlderThanItsInvoiceWaitsForIt() throws {
    let early = note(on: "2024-12-15")
    #expect(try balances(reading(row("I1"), early, asOf: "2024-12-31").ledger) == ["A1": [-4_000, -4_000]])
    #expect(try balances(reading(row("I1"), early).ledger) == ["I1": [10_000, 6_000], "A1": [-4_000, 0]])
  }

  @Test func aNoteThatNamesNoInvoiceOfTheClientStaysUnallocated() throws {
    for other in [note(of: "I9"), note(client: "C2"), note(of: "A1")] {
      let reading = try reading(row("I1"), other)
      #expect(reading.unmatchedCreditNotes == 1)
      #expect(balances(reading.ledger) == ["I1": [10_000, 10_000], "A1": [-4_000, -4_000]])
    }
  }

  @Test func aPaymentWithoutAnAmountSettlesWhatTheCreditsLeave() throws {
    let before = try reading(row("I1", paidOn: "2025-01-20"), note())
    #expect(documents(before)["I1"]?.allocations.map(\.amount.minorUnits) == [4_000, 6_000])
    #expect(balances(before.ledger) == ["I1": [10_000, 0], "A1": [-4_000, 0]])
    let after = try reading(row("I1", paidOn: "2025-01-20"), note(on: "2025-02-01"))
    #expect(documents(after)["I1"]?.allocations.map(\.amount.minorUnits) == [10_000, 4_000])
    #expect(balances(after.ledger)["I1"] == [10_000, -4_000], "the credit came too late: the client has it left")
  }

  @Test func aLinkThatPandasTurnedIntoANumberStillLinks() throws {
    let reading = try reading(row("900000001.0", relatedTo: "nan"), note(of: "900000001.0"), note("A2", of: "NaN"))
    #expect(balances(reading.ledger)["900000001"] == [10_000, 6_000])
    #expect(reading.unmatchedCreditNotes == 0)
  }

  @Test func aRepeatedNoteReducesItsInvoiceOnce() throws {
    let reading = try reading(row("I1"), note(), note())
    #expect(reading.rejected.count == 1)
    #expect(balances(reading.ledger)["I1"] == [10_000, 6_000])
  }

  @Test func severalNotesOfOneInvoiceAddUp() throws {
    let reading = try reading(row("I1"), note(), note("A2", amount: "-10.00"), note("A3", amount: "-1.00"))
    #expect(balances(reading.ledger)["I1"] == [10_000, 4_900])
  }
}

// MARK: - Laws

@Suite struct LedgerLawTests {
  /// Rows under ``header`` of which about one in four is dirty in some way.
  private func dirtyRows(seed: UInt64, count: Int) -> [String] {
    var random = Random(seed: seed)
    func pick(_ choices: [String], _ random: inout Random) -> String { choices[random.below(choices.count)] }
    return (0..<count).map { number in
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      let month = 1 + random.below(6)
      let issued = "2025-\(two(month))-\(two(1 + random.below(28)))"
      let due = "2025-\(two(month + 1 + random.below(2)))-\(two(1 + random.below(28)))"
      let isNote = random.below(8) == 0
      let isPaid = !isNote && random.below(2) == 0
      var fields = [
        "I\(number)", "C\(random.below(20))", pick(["", "Société \"\"A\"\"", "B\nC", "D, E"], &random),
        "S\(random.below(3))",
        issued, due, "", "\(1 + random.below(5_000)).\(10 + random.below(90))", isNote ? "avoir" : "facture",
        isNote ? "I\(random.below(count))" : "",
        isPaid ? "2025-\(two(month + random.below(6)))-\(two(1 + random.below(28)))" : "",
        isPaid && random.below(3) == 0 ? "\(1 + random.below(5_000))" : "", "", pick(["", "oui", "non"], &random),
      ]
      if random.below(4) == 0 {
        let dirt = [
          (0, ""), (0, "I\(random.below(count))"), (1, ""), (4, "2025-02-30"), (4, ""), (4, "hier"), (5, ""),
          (5, "2024-01-01"), (7, "abc"), (7, "0"), (7, "-5"), (7, ""), (7, "1.2345"), (8, "devis"), (10, "32/13/2025"),
          (11, "-1"), (11, "x"), (12, "annulée"), (12, "payée"), (12, "?"), (13, "peut-être"), (6, "a,b"),
          (4, "2025-12-31"),
        ]
        let (column, text) = dirt[random.below(dirt.count)]
        fields[column] = text
      }
      for column in fields.indices where fields[column].contains("\n") || fields[column].contains("\"") {
        fields[column] = "\"" + fields[column] + "\""
      }
      if fields[2] == "D, E" { fields[2] = "\"D, E\"" }
      return fields.joined(separator: ",") + "\n"
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>, ["2025-04-15", "2025-12-31"])
  func everyRowIsUsedRejectedOrLater(seed: UInt64, asOf: String) throws {
    let rows = dirtyRows(seed: seed, count: 300)
    let reading = try read(header + rows.joined()) { $0.asOf = Day(iso: asOf) }
    #expect(reading.records == 300)
    #expect(reading.records == reading.ledger.documentCount + reading.rejected.count + reading.laterRows)
    #expect(Set(reading.rejected.map(\.row)).count == reading.rejected.count, "a row is rejected once")
    #expect(try Set(reading.rejectedTexts().keys) == Set(reading.rejected.map(\.row)), "and quoted")
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>) func threadsLeaveNoTrace(seed: UInt64) throws {
    // Three mebibytes, so that there are chunks to race for.
    let rows = dirtyRows(seed: seed, count: 40_000)
    let text = header + rows.joined()
    let alone = try read(text, threads: 1) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(alone.records == alone.ledger.documentCount + alone.rejected.count + alone.laterRows)
    let expected = contents(of: alone.ledger)
    for threads in [2, 3] {
      let reading = try read(text, threads: threads) { $0.asOf = Day(iso: "2025-12-31") }
      #expect(contents(of: reading.ledger) == expected)
      #expect(rejections(reading) == rejections(alone))
      #expect(reading.rejected.map(\.amount) == alone.rejected.map(\.amount))
      #expect(reading.notices == alone.notices && reading.files[0].sha256 == alone.files[0].sha256)
      #expect(reading.unmatchedCreditNotes == alone.unmatchedCreditNotes)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func theOrderOfRowsLeavesNoTrace(seed: UInt64) throws {
    var random = Random(seed: seed)
    // Without duplicates, of which the first is kept; a client's name is the one on its latest document either way.
    var rows = dirtyRows(seed: seed, count: 300).enumerated().filter { $1.hasPrefix("I\($0),") }.map(\.element)
    let ordered = try read(header + rows.joined()) { $0.asOf = Day(iso: "2025-12-31") }
    rows.shuffle(using: &random)
    let shuffled = try read(header + rows.joined()) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(contents(of: shuffled.ledger) == contents(of: ordered.ledger))
    #expect(shuffled.rejected.count == ordered.rejected.count)
    #expect(shuffled.rejectedAmount == ordered.rejectedAmount)

    let half = rows.count / 2
    let (first, second) = (header + rows[..<half].joined(), header + rows[half...].joined())
    let split = try read(first, second) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(contents(of: split.ledger) == contents(of: ordered.ledger), "nor that of files")
  }
}

// MARK: - Opening items

@Suite struct OpeningItemTests {
  private let text = "invoice,client,issued,due,amount,entered_on\n"

  private func entered(_ day: String) throws -> Day? {
    let reading = try read(text + "I1,C1,2025-01-10,2025-02-10,5.00,\(day)\nI2,C1,2025-01-10,2025-02-10,5.00,\n")
    #expect(reading.rejected.isEmpty)
    #expect(documents(reading)["I2"]?.document.enteredOn == nil)
    return documents(reading)["I1"]?.document.enteredOn
  }

  @Test func theDayOfEntryIsRead() throws {
    #expect(try entered("2025-01-31") == Day(iso: "2025-01-31"))
    #expect(try entered("2025-01-10") == Day(iso: "2025-01-10"))
    #expect(try entered("2025-01-09") == nil, "entered before it was issued: followed from its issue on")
    #expect(try entered("") == nil)
  }

  @Test func anUnreadableDayRejectsTheRow() throws {
    let reading = try read(text + "I1,C1,2025-01-10,2025-02-10,5.00,soon\nI2,C1,2025-01-10,2025-02-10,5.00,\n")
    #expect(reading.rejected.map(\.problem) == [.unreadableDate(.enteredOn, field: "soon")])
    #expect(reading.rejected[0].explanation.hasPrefix("cannot read 'soon' as a date in entered_on."))
  }

  /// A file without the column beside one that has it.
  @Test func filesMayDiffer() throws {
    let reading = try read(
      text + "I1,C1,2025-01-10,2025-02-10,5.00,2025-01-31\n",
      "invoice,client,issued,due,amount\nI2,C1,2025-01-11,2025-02-10,7.00\n")
    let found = documents(reading)
    #expect(found["I1"]?.document.enteredOn == Day(iso: "2025-01-31"))
    #expect(found["I2"]?.document.enteredOn == nil && found["I2"]?.document.amount == Money(minorUnits: 700))
  }
}
