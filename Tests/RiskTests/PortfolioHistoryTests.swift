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
      let late = papers.compactMap { paper in
        paper.closing.flatMap { $0.what == .payment ? $0.written - paper.row.due : nil }
      }
      #expect(entry.settledLateRate == (Double(late.count { $0 > 0 }) + 0.5) / Double(late.count + 1))
      let days = late.reduce(0) { $0 + ($1 < -60 ? -60 : $1 > 120 ? 120 : $1) }
      #expect(abs(entry.meanDaysLate - Double(days) / Double(late.count + 1)) < 1e-12)
      let matured = papers.filter { $0.row.due + 30 <= asOf }.compactMap { paper -> Bool? in
        guard let closing = paper.closing, closing.effective <= paper.row.due + 30 else { return true }
        return closing.what == .payment ? false : nil
      }
      #expect(entry.maturedLateRate == (Double(matured.count(where: \.self)) + 0.5) / Double(matured.count + 1))
      if !papers.isEmpty {
        let amount = papers.reduce(0) { $0 + $1.row.amount }
        #expect(abs(entry.meanAmount - Double(amount) / Double(papers.count)) < 1e-6)
      }
    }
  }

  @Test func beforeTheFirstDayNothingIsKnown() {
    let entry = record(Snapshot.of([InvoiceRow("1", issued: 10, due: 20, amount: 5, paidOn: 15)], asOf: 100))
      .known(by: day(9))
    #expect((entry.settledLateRate, entry.maturedLateRate, entry.meanDaysLate, entry.meanAmount) == (0.5, 0.5, 0, 1))
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
