import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct PaymentDecayTests {
  private func table(_ rows: [InvoiceRow], asOf: Int = 100) -> LifeTable {
    let (snapshot, decay) = (Snapshot.of(rows, asOf: asOf), PaymentDecay(asOf: day(asOf)))
    return snapshot.clients.indices.reduce(into: decay.emptyPartial) {
      decay.accumulate(snapshot.account($1), into: &$0)
    }
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

  @Test func whatIsNotAPaymentInFullIsCensored() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, amount: 10, paidOn: 45, paidAmount: 9),  // open until day 100
      InvoiceRow("2", issued: 0, due: 40, amount: 10),
      InvoiceRow("A", issued: 55, due: 55, amount: -10, kind: .creditNote, relatedTo: "2"),
      InvoiceRow("3", issued: 20, due: 40, amount: 10, paidAmount: 10),  // paid, nobody knows when
    ]
    #expect(table(rows) == LifeTable(events: counts(), censored: counts(60, 15, -20)))
  }

  @Test func withoutAPaymentThereIsNoCurve() {
    let snapshot = Snapshot.of([InvoiceRow("1", issued: 0, due: 40, amount: 10)], asOf: 50)
    let curve: SurvivalCurve? = snapshot.evaluate(PaymentDecay(asOf: day(50)), on: .serial)
    #expect(curve.map(\.steps.count) == nil)
  }
}
