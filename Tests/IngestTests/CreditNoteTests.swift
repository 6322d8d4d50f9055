import Receivables
import Testing

@testable import Ingest

@Suite struct CreditNoteTests {
  private func reading(_ rows: String..., asOf: String = "2025-12-31") throws -> LedgerReading {
    try read(ledgerHeader + rows.joined()) { $0.asOf = Day(iso: asOf) }
  }

  private func note(
    _ id: String = "A1", client: String = "C1", amount: String = "-40.00", of invoice: String = "I1",
    on day: String = "2025-01-10"
  ) -> String {
    ledgerRow(id, client: client, issued: day, due: day, amount: amount, kind: "avoir", relatedTo: invoice)
  }

  @Test func aLinkedNoteReducesItsInvoiceOnItsOwnDay() throws {
    let reading = try reading(ledgerRow("I1"), note())
    #expect(balances(reading.ledger) == ["I1": [10_000, 6_000], "A1": [-4_000, 0]])
    let invoice = try #require(documentsByID(reading)["I1"])
    #expect(invoice.allocations.map(\.kind) == [.credit])
    #expect(invoice.allocations.map(\.day) == [Day(iso: "2025-01-10")])
    #expect(invoice.document.netSales == Money(minorUnits: 6_000))
    #expect(reading.unmatchedCreditNotes == 0)
  }

  @Test func anInvoiceCreditedInFullIsClosedByTheCreditNotByAPayment() throws {
    let invoice = try #require(documentsByID(reading(ledgerRow("I1"), note(amount: "-100.00")))["I1"])
    #expect(invoice.document.closing?.kind == .credit)
    #expect(!invoice.document.isOpen)
  }

  @Test func aNoteBeforeItsDayIsNotKnown() throws {
    let reading = try reading(ledgerRow("I1"), note(), asOf: "2025-01-09")
    #expect(balances(reading.ledger) == ["I1": [10_000, 10_000]])
  }

  @Test func aNoteOlderThanItsInvoiceWaitsForIt() throws {
    let early = note(on: "2024-12-15")
    #expect(try balances(reading(ledgerRow("I1"), early, asOf: "2024-12-31").ledger) == ["A1": [-4_000, -4_000]])
    #expect(try balances(reading(ledgerRow("I1"), early).ledger) == ["I1": [10_000, 6_000], "A1": [-4_000, 0]])
  }

  @Test func aNoteThatNamesNoInvoiceOfTheClientStaysUnallocated() throws {
    for other in [note(of: "I9"), note(client: "C2"), note(of: "A1")] {
      let reading = try reading(ledgerRow("I1"), other)
      #expect(reading.unmatchedCreditNotes == 1)
      #expect(balances(reading.ledger) == ["I1": [10_000, 10_000], "A1": [-4_000, -4_000]])
    }
  }

  @Test func aPaymentWithoutAnAmountSettlesWhatTheCreditsLeave() throws {
    let before = try reading(ledgerRow("I1", paidOn: "2025-01-20"), note())
    #expect(documentsByID(before)["I1"]?.allocations.map(\.amount.minorUnits) == [4_000, 6_000])
    #expect(balances(before.ledger) == ["I1": [10_000, 0], "A1": [-4_000, 0]])
    let after = try reading(ledgerRow("I1", paidOn: "2025-01-20"), note(on: "2025-02-01"))
    #expect(documentsByID(after)["I1"]?.allocations.map(\.amount.minorUnits) == [10_000, 4_000])
    #expect(balances(after.ledger)["I1"] == [10_000, -4_000], "the credit came too late: the client has it left")
  }

  @Test func aLinkThatPandasTurnedIntoANumberStillLinks() throws {
    let reading = try reading(
      ledgerRow("900000001.0", relatedTo: "nan"), note(of: "900000001.0"), note("A2", of: "NaN"))
    #expect(balances(reading.ledger)["900000001"] == [10_000, 6_000])
    #expect(reading.unmatchedCreditNotes == 0)
  }

  @Test func aRepeatedNoteReducesItsInvoiceOnce() throws {
    let reading = try reading(ledgerRow("I1"), note(), note())
    #expect(reading.rejected.count == 1)
    #expect(balances(reading.ledger)["I1"] == [10_000, 6_000])
  }

  @Test func severalNotesOfOneInvoiceAddUp() throws {
    let reading = try reading(ledgerRow("I1"), note(), note("A2", amount: "-10.00"), note("A3", amount: "-1.00"))
    #expect(balances(reading.ledger)["I1"] == [10_000, 4_900])
  }
}
