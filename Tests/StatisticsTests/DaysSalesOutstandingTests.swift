import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct DaysSalesOutstandingTests {
  private func family(_ rows: [InvoiceRow], asOf: Int, window: Int = 90) -> DaysSalesOutstanding.Family {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    return snapshot.evaluate(
      DaysSalesOutstanding(
        asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay ?? snapshot.asOf, windows: .init(sales: window)),
      on: .serial)
  }

  /// The project's definitions, §11, split: 500 owed, of which June's 230 not yet due.
  @Test func contractualAndOverdueParts() {
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

  /// 2024-02-10 again, and 2024-01-31: a month under way counts what has passed, a month that is over counts 30.
  @Test func monthsOf30Days() {
    let rows = [InvoiceRow("1", issued: 5, due: 35, amount: 100), InvoiceRow("2", issued: 35, due: 65, amount: 100)]
    #expect(abs(family(rows, asOf: 40).countBackThirty.days - 40) < 1e-12)
    #expect(abs(family(rows, asOf: 30).countBackThirty.days - 30) < 1e-12)
    #expect(abs(family(rows, asOf: 29).countBackThirty.days - 30) < 1e-12)
    #expect(abs(family(rows, asOf: 28).countBackThirty.days - 29) < 1e-12)
  }

  /// 100 sold 5 days ago, 60 sold 10 days ago, of which 130 is owed: 9 days, and half of the tenth.
  @Test func countBackOnDailySales() {
    let rows = [
      InvoiceRow("1", issued: 31, due: 61, amount: 60, paidOn: 35, paidAmount: 30),
      InvoiceRow("2", issued: 36, due: 66, amount: 100),
    ]
    let found = family(rows, asOf: 40).countBackDaily
    #expect(abs(found.days - 9.5) < 1e-12 && !found.isExhausted)
  }

  /// Owed at the ends of January to March: 100, 150 and 200; sold in these months 100, 100 and 100.
  @Test func rollingAverage() throws {
    let rows = [
      InvoiceRow("1", issued: 5, due: 35, amount: 100, paidOn: 45, paidAmount: 50),
      InvoiceRow("2", issued: 35, due: 65, amount: 100, paidOn: 70, paidAmount: 50),
      InvoiceRow("3", issued: 65, due: 95, amount: 100),
    ]
    func rolling(_ windows: DaysSalesOutstanding.Windows, asOf: Int = 90) -> Double? {
      Snapshot.of(rows, asOf: asOf)
        .evaluate(DaysSalesOutstanding(asOf: day(asOf), firstDay: day(5), windows: windows), on: .serial)
        .rollingAverage
    }
    #expect(abs(try #require(rolling(.init())) - 45) < 1e-12)
    #expect(abs(try #require(rolling(.init(averagedReceivables: 1))) - 60) < 1e-12)
    #expect(abs(try #require(rolling(.init(averagedReceivables: 2, averagedSales: 1))) - 52.5) < 1e-12)
    #expect(rolling(.init(averagedSales: 4)) == nil, "nothing is known of December")
    #expect(rolling(.init(), asOf: 59) == nil, "three months before the end of February the ledger had not begun")
  }

  @Test func paymentsOfAWindowOnly() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 30, amount: 100, paidOn: 10),
      InvoiceRow("2", issued: 10, due: 30, amount: 400, paidOn: 60),
    ]
    func delay(_ window: Int?) -> Double? {
      Snapshot.of(rows, asOf: 90)
        .evaluate(
          DaysSalesOutstanding(asOf: day(90), firstDay: day(0), windows: .init(payments: window)), on: .serial
        )
        .directPaymentDelay
    }
    #expect(delay(nil) == 42 && delay(80) == 50 && delay(81) == 42 && delay(30) == nil)
  }

  @Test func aLinkedCreditNoteGoesBackToItsInvoicesMonth() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 35, amount: 100, paidOn: 20, paidAmount: 1),
      InvoiceRow("A", issued: 35, due: 35, amount: -40, kind: .creditNote, relatedTo: "1"),
    ]
    let found = family(rows, asOf: 40).countBack
    #expect(found.clippedPeriods == 0, "February has no negative sales")
    #expect(abs(found.days - (10 + 31.0 * 59 / 60)) < 1e-12)
  }

  @Test func anUnlinkedCreditNoteIsNegativeSalesOfItsMonth() {
    let rows = [
      InvoiceRow("1", issued: 5, due: 35, amount: 100),
      InvoiceRow("A", issued: 35, due: 35, amount: -40, kind: .creditNote),
    ]
    let found = family(rows, asOf: 40).countBack
    #expect(found.clippedPeriods == 1)
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
