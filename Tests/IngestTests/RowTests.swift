import Receivables
import Testing

@testable import Ingest

@Suite struct RowTests {
  private func rejection(_ row: String) throws -> String? {
    let reading = try read(ledgerHeader + self.row0 + row) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(reading.records == 2)
    return reading.rejected.first?.explanation
  }

  private let row0 = ledgerRow("I0")

  @Test func whatARowCannotBe() throws {
    #expect(try rejection(ledgerRow("")) == "invoice is empty. Fill it in.")
    #expect(try rejection(ledgerRow("I1", client: "")) == "client is empty. Fill it in.")
    #expect(try rejection(ledgerRow("I1", issued: "")) == "issued is empty. Fill it in.")
    #expect(try rejection(ledgerRow("I1", amount: "")) == "amount is empty. Fill it in.")
    #expect(
      try rejection(ledgerRow("I1", due: ""))
        == "due is empty. Fill it in, or say the payment terms of such rows: --terms 30.")
    #expect(
      try rejection(ledgerRow("I1", due: "", terms: "à convenir"))
        == "cannot read 'à convenir' as payment terms. Expected a number of days, such as 30, or '45 end of month'.")
    #expect(
      try rejection(ledgerRow("I1", issued: "2025-03-01"))
        == "due day 2025-01-31 is before issue day 2025-03-01. Check that the two columns are not swapped.")
    #expect(
      try rejection(ledgerRow("I1", kind: "devis"))
        == "'devis' is not a known kind. Expected one of: invoice, credit note, deposit (facture, avoir, acompte).")
    #expect(
      try rejection(ledgerRow("I1", disputed: "bof"))
        == "'bof' is not a known disputed. Expected one of: yes, no, 1, 0 (oui, non).")
    #expect(
      try rejection(ledgerRow("I1", status: "draft"))
        == "the status 'draft' says this is not an issued invoice. Remove the row, or correct the status.")
    #expect(
      try rejection(ledgerRow("I1", paid: "-1.00"))
        == "the paid amount is negative. Enter a refund as a row of its own.")
    #expect(
      try rejection(ledgerRow("A1", amount: "-10.00", kind: "avoir", paidOn: "2025-02-01", paid: "20.00"))
        == "the refund is larger than the credit note. Correct one of the two amounts.")
    #expect(
      try rejection(ledgerRow("I1", amount: "-10.00"))
        == "the amount is negative. If this is a credit note, say so in a column 'kind' (credit note, avoir).")
    #expect(
      try rejection(ledgerRow("I1", amount: "0.00"))
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
      ledgerHeader + ledgerRow("I1", amount: "1000000000000.00") + ledgerRow("I2", amount: "1000000000000.01")
        + ledgerRow("I3", amount: "9000000000000000") + ledgerRow("I4", paidOn: "2025-01-20", paid: "4970100000000000"))
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
    let rows = (1...24_000).map { ledgerRow("I\($0)", amount: "999999999999") }
    #expect(
      try failure(ledgerHeader + rows.joined())
        == "the amounts add up to more than can be held to the cent. Check that the columns of amounts hold amounts, "
        + "not numbers of documents or accounts: --column amount=HEADER.")
  }

  @Test func termsStandInForAMissingDueDay() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("I1", due: "", terms: "45") + ledgerRow("I2", due: "2025-01-10", terms: "45"))
    #expect(documentsByID(reading)["I1"]?.document.due == Day(iso: "2025-02-15"))
    #expect(documentsByID(reading)["I2"]?.document.due == Day(iso: "2025-01-10"), "a due day wins over terms")
  }

  @Test func aPartPaymentReducesTheBalance() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("I1", paidOn: "2025-01-20", paid: "30.00") + ledgerRow("I2", paid: "30.00"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 7_000], "I2": [10_000, 7_000]])
    #expect(documentsByID(reading)["I1"]?.allocations.map(\.kind) == [.payment])
    #expect(documentsByID(reading)["I2"]?.allocations.map(\.kind) == [.undatedPayment])
    #expect(reading.notices[.undatedPayment]?.lines == [3])
  }

  @Test func anOverpaymentIsUnallocatedCredit() throws {
    let reading = try read(ledgerHeader + ledgerRow("I1", paidOn: "2025-01-20", paid: "130.00"))
    #expect(documentsByID(reading)["I1"]?.document.balance == Money(minorUnits: -3_000))
    #expect(reading.notices[.paidMoreThanOwed]?.rows == 1)
    #expect(reading.notices[.paidMoreThanOwed]?.amount == Money(minorUnits: 3_000), "the excess, not the invoice")
    let undated = try read(ledgerHeader + ledgerRow("I1", paid: "150.00"))
    #expect(undated.notices[.paidMoreThanOwed]?.amount == Money(minorUnits: 5_000))
    #expect(undated.notices[.undatedSettlement]?.amount == Money(minorUnits: 10_000))
  }

  @Test func bothSignsOfACreditNoteMeanTheSame() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("A1", amount: "40.00", kind: "avoir") + ledgerRow("A2", amount: "-40.00", kind: "Avoir"))
    #expect(balances(reading.ledger) == ["A1": [-4_000, -4_000], "A2": [-4_000, -4_000]])
  }

  @Test func aRefundOfACreditNoteClosesIt() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("A1", amount: "-40.00", kind: "avoir", paidOn: "2025-01-20", paid: "40.00"))
    #expect(balances(reading.ledger) == ["A1": [-4_000, 0]])
  }

  @Test func anIdIsTheSameWhateverTheQuotesBesideIt() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("900000001.0", client: "70.0", name: "\"The \"\"A\"\"\"")
        + ledgerRow("900000002.0", client: "70.0", name: "A")
        + ledgerRow("900000001"))
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
