import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct DaysSalesOutstandingTests {
  private func family(_ rows: [InvoiceRow], asOf: Int, window: Int = 90) -> DaysSalesOutstanding.Family {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    return snapshot.evaluate(
      DaysSalesOutstanding(asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay ?? snapshot.asOf, window: window),
      on: .serial)
  }

  /// The project's definitions, §11: receivables 30 000 on sales of 60 000 in 90 days.
  @Test func simple() {
    let rows = [
      InvoiceRow("1", issued: 11, due: 40, amount: 30_000, paidOn: 50),
      InvoiceRow("2", issued: 100, due: 130, amount: 30_000),
      InvoiceRow("0", issued: 10, due: 40, amount: 999, paidOn: 40),  // a day before the window
    ]
    #expect(family(rows, asOf: 100).simple == 45)
  }

  /// The project's definitions, §11: receivables 1.2, of which 0.8 not due, on sales of 10 in 365 days.
  @Test func bestPossibleAndImpliedDelinquency() throws {
    let rows = [
      InvoiceRow("1", issued: 10, due: 40, amount: 8_800_000, paidOn: 40),
      InvoiceRow("2", issued: 300, due: 330, amount: 400_000), InvoiceRow("3", issued: 360, due: 390, amount: 800_000),
    ]
    let family = family(rows, asOf: 365, window: 365)
    #expect(abs(try #require(family.simple) - 43.8) < 1e-9)
    #expect(abs(try #require(family.bestPossible) - 29.2) < 1e-9)
    #expect(abs(try #require(family.impliedDelinquency) - 14.6) < 1e-9)
  }

  /// The project's definitions, §11, on a ledger: 500 owed, sales of 230 in June, 190 in May and 200 in April.
  @Test func countBackUsesCalendarMonths() throws {
    let june30 = day(0).days(until: Day(iso: "2024-06-30")!)
    let rows = [
      InvoiceRow("4", issued: june30 - 80, due: june30 - 50, amount: 200, paidOn: june30 - 20, paidAmount: 120),
      InvoiceRow("5", issued: june30 - 40, due: june30 - 10, amount: 190),
      InvoiceRow("6", issued: june30 - 10, due: june30 + 20, amount: 230),
    ]
    let family = family(rows, asOf: june30)
    #expect(abs(family.countBack.days - 73) < 1e-12)
    #expect(abs(family.contractual.days - 30) < 1e-12)
    #expect(abs(family.overdue - 43) < 1e-12)
  }

  @Test func theCurrentMonthCountsItsElapsedDays() {
    // 2024-02-10: January's 31 days and ten of February.
    let rows = [InvoiceRow("1", issued: 5, due: 35, amount: 100), InvoiceRow("2", issued: 35, due: 65, amount: 100)]
    let found = family(rows, asOf: 40).countBack
    #expect(abs(found.days - 41) < 1e-12 && !found.isExhausted)
  }

  @Test func aLinkedCreditNoteGoesBackToItsInvoicesMonth() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 35, amount: 100, paidOn: 20, paidAmount: 1),
      InvoiceRow("A", issued: 35, due: 35, amount: -40, kind: .creditNote, relatedTo: "1"),
    ]
    let found = family(rows, asOf: 40).countBack
    #expect(found.clippedMonths == 0, "February has no negative sales")
    #expect(abs(found.days - (10 + 31.0 * 59 / 60)) < 1e-12)
  }

  @Test func anUnlinkedCreditNoteIsNegativeSalesOfItsMonth() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 35, amount: 100),
      InvoiceRow("A", issued: 35, due: 35, amount: -40, kind: .creditNote),
    ]
    let found = family(rows, asOf: 40).countBack
    #expect(found.clippedMonths == 1)
    #expect(abs(found.days - (10 + 31.0 * 60 / 100)) < 1e-12)
  }

  @Test func disputedItemsAreInTheHeadlineOnly() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 15, amount: 50, isDisputed: true),
      InvoiceRow("2", issued: 5, due: 15, amount: 50),
    ]
    let found = family(rows, asOf: 30)
    #expect(abs(found.countBack.days - 31) < 1e-12)
    #expect(abs(found.countBackUndisputed.days - 15.5) < 1e-12)
  }

  @Test func aClientInCreditIsWorthNoDay() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 15, amount: 50, paidOn: 10),
      InvoiceRow("A", issued: 6, due: 6, amount: -20, kind: .creditNote),
    ]
    let found = family(rows, asOf: 30)
    #expect(found.countBack.days == 0 && found.simple == 0 && found.receivables.minorUnits == -20)
  }

  @Test func withoutSalesThereIsNoRatio() {
    let found = family([InvoiceRow("1", issued: 0, due: 10, amount: 50)], asOf: 90)
    #expect(found.simple == nil && found.bestPossible == nil && found.impliedDelinquency == nil)
    #expect(found.invoicesInWindow == 0 && found.directPaymentDelay == nil)
  }

  /// 100 after 10 days and 300 after 50; what has no day is counted and left out.
  @Test func directPaymentDelay() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 30, amount: 100, paidOn: 10),
      InvoiceRow("2", issued: 10, due: 30, amount: 400, paidOn: 60, paidAmount: 300),
      InvoiceRow("3", issued: 20, due: 30, amount: 500, paidAmount: 500),
    ]
    let found = family(rows, asOf: 90)
    #expect(found.directPaymentDelay == 40 && found.undatedPayments == 1)
  }
}
