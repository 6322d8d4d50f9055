import Foundation
import Receivables
import Risk
import TestSupport
import Testing

@Suite struct ClientHistoryTests {
  /// What the record should be, counted from the rows.
  private struct Naive {
    var settled = 0, settledLate = 0, daysLate = 0, matured = 0, maturedLate = 0, issued = 0
    var issuedAmount: Int64 = 0, overdue: Int64 = 0
    var overdueTimesAge = 0.0, recentLate = 0.0, recentWeight = 0.0

    init(_ rows: [InvoiceRow], client: String, asOf: Int, grace: Int) {
      let papers = NaiveLedger(rows, asOf: asOf).invoices.filter { $0.row.client == client }
      for paper in papers {
        issued += 1
        issuedAmount += paper.row.amount
        if paper.row.due < asOf, paper.balance > 0 {
          overdue += paper.balance
          overdueTimesAge += Double(paper.balance) * Double(asOf - paper.row.due)
        }
        let horizon = paper.row.due + grace
        if horizon > asOf { continue }
        let closing = paper.closing.flatMap { $0.effective <= horizon ? $0 : nil }
        if closing == nil { maturedLate += 1 }
        if closing == nil || closing?.what == .payment { matured += 1 }
      }
      let payments = papers.compactMap { paper in
        paper.closing.flatMap { $0.what == .payment ? (row: paper.row, closing: $0) : nil }
      }.sorted {
        ($0.closing.effective, $0.row.issued, $0.row.due, $0.row.id)
          < ($1.closing.effective, $1.row.issued, $1.row.due, $1.row.id)
      }
      for (age, payment) in payments.reversed().enumerated() {
        let late = payment.closing.written - payment.row.due
        settled += 1
        if late > 0 { settledLate += 1 }
        daysLate += late < -60 ? -60 : late > 120 ? 120 : late
        recentWeight += pow(0.7, Double(age))
        if late > 0 { recentLate += pow(0.7, Double(age)) }
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
        #expect(record.settled == naive.settled && record.settledLate == naive.settledLate)
        #expect(record.daysLate == naive.daysLate)
        #expect(record.matured == naive.matured && record.maturedLate == naive.maturedLate)
        #expect(record.issued == naive.issued && record.issuedAmount.minorUnits == naive.issuedAmount)
        #expect(record.overdue.minorUnits == naive.overdue)
        #expect(abs(record.overdueTimesAge - naive.overdueTimesAge) <= 1e-12 * naive.overdueTimesAge)
        #expect(abs(record.recentLate - naive.recentLate) < 1e-12)
        #expect(abs(record.recentWeight - naive.recentWeight) < 1e-12)
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
