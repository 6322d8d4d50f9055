import Receivables
import Risk
import TestSupport
import Testing

@Suite struct LateOutcomeTests {
  /// The outcome of the first of the rows, due on day 40 with 30 days of grace, as of a day.
  private func isLate(_ rows: InvoiceRow..., asOf: Int, grace: Int = 30) -> Bool? {
    let account = Snapshot.of(rows, asOf: asOf).account(0)
    return LateOutcome(grace: grace).isLate(
      account.first { $0.kind != .creditNote || rows.count == 1 }!, asOf: day(asOf))
  }

  private func invoice(paidOn: Int? = nil, paidAmount: Int64? = nil) -> InvoiceRow {
    InvoiceRow("1", issued: 0, due: 40, amount: 100, paidOn: paidOn, paidAmount: paidAmount)
  }

  @Test func nobodyKnowsBeforeTheLastDayOfGrace() {
    #expect(isLate(invoice(), asOf: 69) == nil)
    #expect(isLate(invoice(), asOf: 70) == true)
    #expect(isLate(invoice(paidOn: 20), asOf: 69) == nil, "a row known early only when it is good would be a bias")
    #expect(isLate(invoice(), asOf: 40, grace: 0) == true)
  }

  @Test func paidOnTheLastDayOfGraceIsNotLate() {
    #expect(isLate(invoice(paidOn: 70), asOf: 200) == false)
    #expect(isLate(invoice(paidOn: 71), asOf: 200) == true)
    #expect(isLate(invoice(paidOn: 40), asOf: 200, grace: 0) == false)
  }

  @Test func ofAnOpeningItemNobodyCanTell() {
    var opening = invoice(paidOn: 90)
    opening.enteredOn = 10
    #expect(isLate(opening, asOf: 200) == nil, "those paid before it entered are not there to compare with")
    opening.enteredOn = -1
    #expect(isLate(opening, asOf: 200) == true, "it entered before its issue, and is followed from there on")
  }

  @Test func paidInPartIsLate() { #expect(isLate(invoice(paidOn: 50, paidAmount: 99), asOf: 200) == true) }

  @Test func paidWithoutADayCannotBeTold() { #expect(isLate(invoice(paidAmount: 100), asOf: 200) == nil) }

  @Test func creditedIsNeitherPaidNorLate() {
    func note(_ day: Int, _ amount: Int64) -> InvoiceRow {
      InvoiceRow("A", issued: day, due: day, amount: amount, kind: .creditNote, relatedTo: "1")
    }
    #expect(isLate(invoice(), note(60, -100), asOf: 200) == nil)
    #expect(isLate(invoice(), note(71, -100), asOf: 200) == true, "it was unpaid when the grace ended")
    #expect(isLate(invoice(paidOn: 50), note(45, -60), asOf: 200) == false, "the rest was paid")
    #expect(isLate(invoice(paidOn: 50, paidAmount: 40), note(60, -60), asOf: 200) == nil)
  }

  @Test func aCreditNoteHasNoOutcome() {
    #expect(isLate(InvoiceRow("A", issued: 0, due: 0, amount: -5, kind: .creditNote), asOf: 200) == nil)
  }

  @Test func negativeGraceTraps() async {
    await #expect(processExitsWith: .failure) { _ = LateOutcome(grace: -1) }
  }
}
