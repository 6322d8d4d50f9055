import Receivables
import Risk
import Statistics
import TestSupport
import Testing

@Suite struct PortfolioHistoryTests {
  private func record(_ snapshot: Snapshot, grace: Int = 30) -> PortfolioHistory.Record {
    snapshot.evaluate(PortfolioHistory(of: snapshot, outcome: LateOutcome(grace: grace)), on: .serial)
  }

  @Test(arguments: UInt64(0)..<40) func matchesACountFromTheRows(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let record = record(Snapshot.of(rows, asOf: 450))
    for asOf in stride(from: 0, through: 450, by: 45) {
      let papers = NaiveLedger(rows, asOf: asOf).invoices
      let entry = record.known(by: day(asOf))
      let matured = papers.filter { $0.row.due + 30 <= asOf && !$0.row.isOpeningItem }.compactMap { paper -> Bool? in
        guard let closing = paper.closing, closing.effective <= paper.row.due + 30 else { return true }
        return closing.what == .payment ? false : nil
      }
      #expect(entry.maturedLateRate == (Double(matured.count(where: \.self)) + 0.5) / Double(matured.count + 1))
    }
  }

  @Test func beforeTheFirstDayNothingIsKnown() {
    let entry = record(Snapshot.of([InvoiceRow("1", issued: 10, due: 20, amount: 5, paidOn: 15)], asOf: 100))
      .known(by: day(9))
    #expect((entry.matured, entry.maturedLate, entry.maturedLateRate) == (0, 0, 0.5))
  }

  @Test(arguments: UInt64(1)...15) func itObeysTheLawsOfMetrics(seed: UInt64) throws {
    let laws = MetricLaws(
      { PortfolioHistory(of: $0, outcome: LateOutcome()) },
      figures: { _ in [] }, amounts: { _ in [] })
    #expect(try laws.broken(by: RandomLedger(seed: seed).rows, asOf: 300, seed: seed) == [])
  }

  @Test(arguments: UInt64(0)..<20) func theFutureLeavesNoTrace(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let known = record(Snapshot.of(rows, asOf: 200))
    let future = record(Snapshot.of(rows.perturbed(after: 200, seed: seed), asOf: 500))
    for asOf in 0...200 {
      #expect(String(reflecting: known.known(by: day(asOf))) == String(reflecting: future.known(by: day(asOf))))
    }
  }
}
