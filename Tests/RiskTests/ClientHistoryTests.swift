import Foundation
import Receivables
import Risk
import TestSupport
import Testing

@Suite struct ClientHistoryTests {
  /// What the record should be, counted from the rows.
  private struct Naive {
    var matured = 0, maturedLate = 0
    var overdue: Int64 = 0
    var overdueTimesAge = 0.0

    init(_ rows: [InvoiceRow], client: String, asOf: Int, grace: Int) {
      let papers = NaiveLedger(rows, asOf: asOf).invoices.filter { $0.row.client == client }
      for paper in papers {
        if paper.row.due < asOf, paper.balance > 0 {
          overdue += paper.balance
          overdueTimesAge += Double(paper.balance) * Double(asOf - paper.row.due)
        }
        let horizon = paper.row.due + grace
        if horizon > asOf || paper.row.isOpeningItem { continue }
        let closing = paper.closing.flatMap { $0.effective <= horizon ? $0 : nil }
        if closing == nil { maturedLate += 1 }
        if closing == nil || closing?.what == .payment { matured += 1 }
      }
    }
  }

  @Test(arguments: UInt64(0)..<80) func matchesACountFromTheRows(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let grace = [0, 10, 30].randomElement(using: &random)!
    let rows = RandomLedger(seed: seed).rows
    let snapshot = Snapshot.of(rows, asOf: 500)
    for (index, client) in snapshot.clients.enumerated() {
      var history = ClientHistory(snapshot.account(index), outcome: LateOutcome(grace: grace))
      // Steps of any length, some of them zero.
      var asOf = -1
      while asOf < 500 {
        asOf = min(asOf + Int.random(in: 0...60, using: &random), 500)
        history.advance(to: day(asOf))
        let (record, naive) = (history.record, Naive(rows, client: client.id, asOf: asOf, grace: grace))
        #expect(record.matured == naive.matured && record.maturedLate == naive.maturedLate)
        #expect(record.overdue.minorUnits == naive.overdue)
        #expect(abs(record.overdueTimesAge - naive.overdueTimesAge) <= 1e-12 * naive.overdueTimesAge)
      }
    }
  }

  /// The record of day D is the same whether the account ends on D, goes on, or goes on differently.
  @Test(arguments: UInt64(0)..<60) func theFutureLeavesNoTrace(seed: UInt64) throws {
    let rows = RandomLedger(seed: seed).rows
    let last = 100 + Int(seed) * 4
    let known = Snapshot.of(rows, asOf: last)
    let futures = [rows, rows.perturbed(after: last, seed: seed)].map { Snapshot.of($0, asOf: last + 400) }
    for (index, client) in known.clients.enumerated() {
      func record(_ snapshot: Snapshot, _ index: Int) -> String {
        var history = ClientHistory(snapshot.account(index), outcome: LateOutcome())
        history.advance(to: day(last))
        return String(reflecting: history.record)
      }
      for future in futures {
        let other = try #require(future.clients.firstIndex { $0.id == client.id })
        #expect(record(future, other) == record(known, index))
      }
    }
  }
}
