import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct DaysLateTests {
  private func summary(_ rows: [InvoiceRow], asOf: Int = 200) -> PaidDelay.Summary {
    Snapshot.of(rows, asOf: asOf).evaluate(DaysLate(), on: .serial)
  }

  /// The project's definitions, §11: 100 000 paid a day late, 500 paid 30 days late.
  @Test func simpleAndWeighted() throws {
    let found = summary([
      InvoiceRow("1", issued: 0, due: 30, amount: 100_000, paidOn: 31),
      InvoiceRow("2", issued: 0, due: 30, amount: 500, paidOn: 60),
    ])
    #expect(found.mean == 15.5 && found.median == 15.5 && found.paidInvoices == 2)
    #expect(abs(try #require(found.weightedMean) - 1.1442786) <= 0.5e-7)
  }

  @Test func earlyIsNegativeAndAPaymentInAdvanceKeepsItsDay() {
    #expect(summary([InvoiceRow("1", issued: 10, due: 40, amount: 5, paidOn: 35)]).mean == -5)
    #expect(summary([InvoiceRow("1", issued: 10, due: 40, amount: 5, paidOn: 3)]).mean == -37)
    #expect(
      summary([InvoiceRow("1", issued: 10, due: 40, amount: 5, paidOn: 3)], asOf: 9).paidInvoices == 0,
      "nobody knew the invoice yet")
  }

  @Test func aPartialPaymentCountsForItsShareAndNotAsAnInvoice() {
    let found = summary([
      InvoiceRow("1", issued: 0, due: 30, amount: 400, paidOn: 40, paidAmount: 100),
      InvoiceRow("2", issued: 0, due: 30, amount: 300, paidOn: 20),
    ])
    #expect(found.paidInvoices == 1 && found.mean == -10 && found.weightedMean == -5)
  }

  @Test(arguments: UInt64(0)..<40) func aDayOfTheSeriesIsItsSnapshot(seed: UInt64) {
    let snapshot = Snapshot.of(RandomLedger(seed: seed).rows, asOf: 450)
    let series = DaysLateSeries(on: [450, 449, 420, 250, 1].map { day($0) })
    for (day, found) in zip(series.days, snapshot.evaluate(series, on: .serial)) {
      let expected = snapshot.earlier(day).evaluate(DaysLate(), on: .serial)
      #expect(String(reflecting: found) == String(reflecting: expected))
    }
  }

  @Test func aCreditNoteIsNotAPayment() {
    let found = summary([
      InvoiceRow("1", issued: 0, due: 30, amount: 400),
      InvoiceRow("A", issued: 90, due: 90, amount: -400, kind: .creditNote, relatedTo: "1"),
      InvoiceRow("2", issued: 0, due: 30, amount: 300, paidAmount: 300),
    ])
    #expect(found.paidInvoices == 0 && found.mean == nil && found.median == nil && found.weightedMean == nil)
  }

  @Test func theRestAfterACreditNoteIsAPayment() {
    let found = summary([
      InvoiceRow("1", issued: 0, due: 30, amount: 400, paidOn: 50),
      InvoiceRow("A", issued: 40, due: 40, amount: -100, kind: .creditNote, relatedTo: "1"),
    ])
    #expect(found.paidInvoices == 1 && found.mean == 20 && found.weightedMean == 20)
  }
}
