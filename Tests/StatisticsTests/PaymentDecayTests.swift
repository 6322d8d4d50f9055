import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct PaymentDecayTests {
  private func table(_ rows: [InvoiceRow], asOf: Int = 100) -> LifeTable {
    Snapshot.of(rows, asOf: asOf).evaluate(PaymentDecay(), on: .serial)
  }

  private func counts(_ days: Int...) -> DayCounts { days.reduce(into: DayCounts()) { $0.add($1) } }

  @Test func timeRunsFromBeforeTheDueDay() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, amount: 10, paidOn: 28),
      InvoiceRow("2", issued: 0, due: 40, amount: 10, paidOn: 47),
      InvoiceRow("3", issued: 80, due: 125, amount: 10), InvoiceRow("4", issued: 0, due: 40, amount: 10),
    ]
    #expect(table(rows) == LifeTable(events: counts(-12, 7), censored: counts(-25, 60)))
  }

  @Test func onlyAPaymentInFullIsTheEvent() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, amount: 10, paidOn: 45, paidAmount: 9),  // open until day 100
      InvoiceRow("2", issued: 0, due: 40, amount: 10),
      InvoiceRow("A", issued: 55, due: 55, amount: -10, kind: .creditNote, relatedTo: "2"),
      InvoiceRow("3", issued: 20, due: 40, amount: 10, paidAmount: 10),  // paid, nobody knows when
    ]
    var expected = LifeTable(events: counts(), censored: counts(60, -20))
    expected.credited = counts(15)
    #expect(table(rows) == expected)
  }

  @Test func withoutAPaymentThereIsNoCurve() {
    let table = table([InvoiceRow("1", issued: 0, due: 40, amount: 10)], asOf: 50)
    #expect(throws: SurvivalCurve.Failure.noEvents) { try SurvivalCurve(table) }
    #expect(throws: SurvivalCurve.Failure.noEvents) { try CumulativeIncidence(table) }
  }
}
