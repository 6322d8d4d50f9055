import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct TrainingRowsTests {
  private func training(_ snapshot: Snapshot) -> TrainingRows {
    let outcome = LateOutcome()
    let portfolio = snapshot.evaluate(PortfolioHistory(of: snapshot, outcome: outcome), on: .serial)
    return TrainingRows(
      snapshot, features: LateFeatures.standard, outcome: outcome, portfolio: portfolio, .serial)
  }

  /// Every row of a selection: its features and its outcome.
  private func rows(_ selected: TrainingRows.Selected) -> [(x: [Double], isLate: Bool)] {
    var rows: [(x: [Double], isLate: Bool)] = []
    for group in 0..<selected.groupCount {
      selected.forEachBlock(ofGroup: group) { block in
        for row in 0..<RowBlock.rows where block.included[row] > 0 {
          let x = (1...selected.columns.count).map { block.x[$0 * RowBlock.rows + row] }
          rows.append((x, block.outcome[row] > 0.5))
        }
      }
    }
    return rows
  }

  /// The features of an invoice are those a program would have computed on its issue day, from a ledger that ended the
  /// day before.
  @Test(arguments: UInt64(0)..<12) func featuresAreThoseOfTheDayBeforeTheInvoice(seed: UInt64) {
    let source = RandomLedger(seed: seed).rows
    let snapshot = Snapshot.of(source, asOf: 450)
    let found = rows(training(snapshot).select(.all))
    var next = 0
    for (index, client) in snapshot.clients.enumerated() {
      for document in snapshot.account(index) {
        guard let isLate = LateOutcome().isLate(document, asOf: day(450)) else { continue }
        let last = day(0).days(until: document.issued) - 1
        let before = Snapshot.of(source, asOf: last)
        var record = ClientRecord()
        if let same = before.clients.firstIndex(where: { $0.id == client.id }) {
          var history = ClientHistory(before.account(same), outcome: LateOutcome())
          history.advance(to: day(last))
          record = history.record
        }
        let portfolio = before.evaluate(PortfolioHistory(of: before, outcome: LateOutcome()), on: .serial)
        let known = Known(
          client: record,
          portfolio: before.clients.isEmpty ? PortfolioHistory.Record.Entry() : portfolio.known(by: day(last)))
        let prospect = Prospect(
          issued: document.issued, due: document.due, amount: document.amount)
        let expected = LateFeatures.standard.map { Double(Float($0.value(of: prospect, known))) }
        #expect(next < found.count && found[next].x == expected && found[next].isLate == isLate)
        next += 1
      }
    }
    #expect(next == found.count && next > 10)
  }

  @Test(arguments: UInt64(0)..<20) func theFutureLeavesNoTrace(seed: UInt64) {
    let source = RandomLedger(seed: seed, invoices: 80).rows
    let (last, other) = (250, source.perturbed(after: 250, seed: seed))
    let known = rows(training(.of(source, asOf: last)).select(.all))
    let later = rows(training(.of(other, asOf: 600)).select(.known(by: day(last))))
    #expect(known.map(\.x) == later.map(\.x))
    #expect(known.map(\.isLate) == later.map(\.isLate))
    #expect(!known.isEmpty)
  }

  /// What a model is trained on was known by the cut, and what it is tested on came after it.
  @Test func trainingAndTestDoNotMeet() throws {
    let all = training(.of(RandomLedger(seed: 1, invoices: 300).rows, asOf: 500))
    let cut = try #require(all.issueDay(atShare: 0.8))
    let (trained, tested) = (all.count(.known(by: cut)), all.count(.issued(after: cut)))
    #expect(trained.rows > 50 && tested.rows > 20 && trained.rows + tested.rows < all.count)
    #expect(rows(all.select(.known(by: cut))).count == trained.rows)
    #expect(rows(all.select(.issued(after: cut))).count(where: \.isLate) == tested.late)
    #expect(Double(all.count - tested.rows) >= 0.8 * Double(all.count))
    #expect(all.count(.issued(after: cut - 1)).rows > all.count - Int(0.8 * Double(all.count)), "not a day earlier")
  }

  @Test func droppedColumnsAreGone() {
    let all = training(.of(RandomLedger(seed: 2).rows, asOf: 450))
    let (whole, part) = (all.select(.all), all.select(.all, dropping: ["late_ratio", "terms"]))
    #expect(part.columns == whole.columns.filter { $0 != "late_ratio" && $0 != "terms" })
    let kept = whole.columns.indices.filter { part.columns.contains(whole.columns[$0]) }
    #expect(rows(part).map(\.x) == rows(whole).map { row in kept.map { row.x[$0] } })
  }
}
