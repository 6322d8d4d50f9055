import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct PaymentDelaysTests {
  private func summary(
    _ rows: [InvoiceRow], from origin: PaidDelay.Origin, after: Int? = nil, asOf: Int
  ) -> PaymentDelays.Summary {
    Snapshot.of(rows, asOf: asOf)
      .evaluate(PaymentDelays(from: origin, after: after.map { day($0) }, asOf: day(asOf)), on: .serial)
  }

  @Test func daysLateRunFromTheDueDayAndDaysToPayFromTheIssueDay() throws {
    let rows = [
      InvoiceRow("1", issued: 0, due: 30, amount: 300, paidOn: 40),
      InvoiceRow("2", issued: 10, due: 70, amount: 100, paidOn: 60),
      InvoiceRow("3", issued: 20, due: 50, amount: 500, paidOn: 80, paidAmount: 100),
    ]
    let late = summary(rows, from: .due, asOf: 100)
    #expect(late.paid.paidInvoices == 2 && late.paid.mean == 0 && late.invoices == 3)
    #expect(late.paid.weightedMean == 10, "(300 × 10 − 100 × 10 + 100 × 30) / 500")
    let toPay = summary(rows, from: .issue, asOf: 100)
    #expect(toPay.paid.mean == 45 && toPay.paid.weightedMean == 46, "(300 × 40 + 100 × 50 + 100 × 60) / 500")
    #expect(abs(try #require(toPay.paid.p90) - 49) < 1e-12)
  }

  /// The mean of what was paid is 0; the client that never pays is in the curve alone.
  @Test func whatIsStillOpenCounts() throws {
    let rows =
      (0..<4).map { InvoiceRow("p\($0)", issued: 0, due: 30, amount: 1, paidOn: 30) }
      + (0..<6).map { InvoiceRow("o\($0)", issued: 0, due: 30, amount: 1) }
    let found = summary(rows, from: .due, asOf: 130)
    #expect(found.paid.mean == 0 && found.invoices == 10)
    let curve = try #require(found.curve)
    #expect(curve.median == nil, "fewer than half were ever paid")
    #expect(abs(try #require(curve.restrictedMean(upTo: 100)).mean - 60) < 1e-12)
  }

  @Test func aPeriodFollowsWhatWasOpenAtItsStartFromTheAgeItHad() throws {
    let rows = [
      InvoiceRow("before", issued: 0, due: 30, amount: 1, paidOn: 50),
      InvoiceRow("old", issued: 0, due: 30, amount: 1, paidOn: 90),
      InvoiceRow("new", issued: 55, due: 60, amount: 1, paidOn: 65),
      InvoiceRow("open", issued: 10, due: 60, amount: 1),
    ]
    let found = summary(rows, from: .due, after: 50, asOf: 100)
    #expect(found.paid.paidInvoices == 2 && found.paid.mean == 32.5 && found.invoices == 3)
    let curve = try #require(found.curve)
    // "new" is paid 5 days late with "open" beside it; "old" is under observation from 20 days late on only.
    #expect(curve.steps.map(\.day) == [5, 60] && curve.steps.map(\.atRisk) == [2, 1])
    #expect([4, 5, 20, 21, 40, 41].map { curve.atRisk($0) } == [2, 2, 1, 2, 2, 1])
  }

  @Test func theYearBeginsOnItsFirstDay() {
    let rows = [
      InvoiceRow("1", issued: -60, due: -30, amount: 1, paidOn: -1),
      InvoiceRow("2", issued: -60, due: -30, amount: 1, paidOn: 0),
    ]
    let snapshot = Snapshot.of(rows, asOf: 60)
    let found = snapshot.evaluate(PaymentDelays(from: .due, yearToDate: day(60)), on: .serial)
    #expect(found.paid.paidInvoices == 1 && found.paid.mean == 30 && found.invoices == 1)
  }

  @Test(arguments: [
    (-20.0, 80.0), (0, 80), (7.5, 75), (15, 70), (22, 60), (26, 55), (30, 50), (45, 45), (60, 40), (90, 30), (105, 25),
    (120, 20), (500, 20),
  ]) func theIndexIsLikePAYDEX(daysLate: Double, score: Double) {
    #expect(abs(PaymentIndex.score(daysLate: daysLate) - score) < 1e-12)
  }

  /// Against the ledger drawn up by hand, in whole and for a period.
  @Test(arguments: UInt64(0)..<200) func agreesWithTheNaiveLedger(seed: UInt64) throws {
    let rows = RandomLedger(seed: seed).rows
    let asOf = 120 + Int(seed * 41 % 330)
    let naive = NaiveLedger(rows, asOf: asOf)
    for (origin, after) in [(PaidDelay.Origin.due, nil), (.issue, nil), (.due, asOf - 90), (.issue, asOf - 90)]
      as [(PaidDelay.Origin, Int?)]
    {
      let found = summary(rows, from: origin, after: after, asOf: asOf)
      func start(_ paper: NaiveLedger.Paper) -> Int { origin == .due ? paper.row.due : paper.row.issued }
      let delays = naive.invoices.compactMap { paper -> Int? in
        guard let closing = paper.closing, closing.what == .payment, closing.effective > after ?? .min else {
          return nil
        }
        return closing.written - start(paper)
      }.sorted()
      let subjects = naive.invoices.compactMap { paper -> (entry: Int, exit: Int, isPaid: Bool)? in
        let opening = paper.row.enteredOn.flatMap { $0 < paper.row.issued ? nil : $0 } ?? .min
        let entry = max(opening, after.flatMap { paper.row.issued <= $0 ? $0 : nil } ?? .min)
        let exit = paper.closing?.written ?? asOf
        let isPaid = paper.closing?.what == .payment
        return entry < exit ? (entry == .min ? .min : entry - start(paper), exit - start(paper), isPaid) : nil
      }
      #expect(found.paid.paidInvoices == delays.count && found.invoices == subjects.count)
      if !delays.isEmpty {
        let rank = 0.9 * Double(delays.count - 1)
        let (below, above) = (delays[Int(rank)], delays[min(Int(rank) + 1, delays.count - 1)])
        let p90 = Double(below) + (rank - rank.rounded(.down)) * Double(above - below)
        #expect(abs(try #require(found.paid.p90) - p90) < 1e-9)
      }
      guard let curve = found.curve else {
        #expect(subjects.allSatisfy { !$0.isPaid })
        continue
      }
      // nᵢ counted anew for each day, of those that had entered by then.
      var survival = 1.0
      for step in curve.steps {
        let atRisk = subjects.count { $0.entry < step.day && step.day <= $0.exit }
        let events = subjects.count { $0.isPaid && $0.exit == step.day }
        survival *= 1 - Double(events) / Double(atRisk)
        #expect(step.atRisk == atRisk && step.events == events && abs(step.unpaid - survival) < 1e-12)
      }
      #expect(curve.steps.reduce(0) { $0 + Int($1.events) } == subjects.count { $0.isPaid })
    }
  }
}
