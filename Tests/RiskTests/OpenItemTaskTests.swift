import Execution
import Foundation
import Ingest
import Receivables
import TestSupport
import Testing

@testable import Risk

@Suite struct OpenItemTaskTests {
  @Test(arguments: OpenItemReferences.all.filter(\.isSynthetic)) func asInNumpy(window: OpenItemReferences.Window) throws {
    try agree(window, OpenItemReferences.ledger())
  }

  @Test(
    .enabled(if: Files.hasRealLedgers, "the folder of real ledgers is absent"),
    arguments: OpenItemReferences.all.filter { !$0.isSynthetic }
  ) func asInNumpyOnRealLedgers(window: OpenItemReferences.Window) throws {
    try agree(window, Self.ledger(window.ledger))
  }

  private static func ledger(_ name: String) throws -> Ledger {
    let path = Files.realLedgers.appendingPathComponent(name).path
    return try InvoiceReader(executor: Executor(threads: 2)).read(paths: [path]).ledger
  }

  private func task(_ window: OpenItemReferences.Window, _ ledger: Ledger) -> OpenItemTask {
    OpenItemTask(
      Snapshot(of: ledger, asOf: ledger.knownUntil), trainUntil: Day(iso: window.trainUntil)!,
      testFrom: Day(iso: window.testFrom)!, until: Day(iso: window.testUntil)!, within: window.within,
      executor: Executor(threads: 2))
  }

  private func agree(_ window: OpenItemReferences.Window, _ ledger: Ledger) throws {
    let task = task(window, ledger)
    let model = try task.model.get()
    #expect((model.rows, model.events) == (window.trainingRows, window.trainingEvents))
    #expect(abs(model.regression.designEffect - window.designEffect) < 1e-6)
    #expect(model.regression.fit.columns == window.columns)
    for (ours, theirs) in zip(model.regression.fit.coefficients, [window.intercept] + window.coefficients) {
      #expect(abs(ours - theirs) < 1e-6)
    }

    let outcomes = task.rows.map(\.isPaid)
    #expect((outcomes.count, outcomes.count(where: \.self)) == (window.rows, window.events))
    for (predicted, theirs) in [
      (task.rows.map { $0.model! }, window.model), (task.rows.map(\.pooledCurve), window.pooledCurve),
    ] {
      let score = PredictionScore(predicted, outcomes)
      #expect(abs(score.ranking.auc - theirs.auc) < 1e-6)
      #expect(abs(score.brier - theirs.brier) < 1e-6)
      #expect(abs(score.logLoss - theirs.logLoss) < 1e-6)
    }

    var rows: [String: OpenItemTask.Row] = [:]
    for row in task.rows { rows["\(row.day) \(ledger.invoiceID(at: row.document))"] = row }
    #expect(!window.predictions.isEmpty)
    for theirs in window.predictions {
      let row = try #require(rows["\(theirs.day) \(theirs.invoice)"])
      #expect(abs(row.model! - theirs.p) < 1e-6 && abs(row.pooledCurve - theirs.pooled) < 1e-9)
    }
  }

  /// What the model must reach on HighRadius in April and May 2019: more than LightGBM and scikit-learn's logistic
  /// regression on every measure, on the same rows.
  @Test(.enabled(if: Files.hasRealLedgers, "the folder of real ledgers is absent"))
  func betterThanTheBestBlackBox() throws {
    let ledger = try Self.ledger("highradius/invoices.csv")
    let task = OpenItemTask(
      Snapshot(of: ledger, asOf: ledger.knownUntil), trainUntil: Day(iso: "2019-03-31")!,
      testFrom: Day(iso: "2019-04-01")!, until: Day(iso: "2019-05-27")!, executor: Executor(threads: 2))
    let score = PredictionScore(task.rows.map { $0.model! }, task.rows.map(\.isPaid))
    #expect(score.ranking.rows == 2_905)
    #expect(score.ranking.auc >= 0.66 && score.brier <= 0.188 && score.logLoss <= 0.65)
  }

  /// Every prediction is what it was before the future after its day was known to be another.
  @Test(arguments: UInt64(0)..<10) func predictionsSeeNothingOfTheFuture(seed: UInt64) throws {
    let source = RandomLedger(seed: seed, clients: 6, invoices: 150).rows
    func predictions(_ rows: [InvoiceRow]) -> [String: [Double?]] {
      let ledger = Ledger.of(rows, asOf: 600)
      let task = OpenItemTask(
        Snapshot(of: ledger, asOf: day(600)), trainUntil: day(200), testFrom: day(201), until: day(250), within: 14,
        executor: .serial)
      var found: [String: [Double?]] = [:]
      for row in task.rows {
        found["\(row.day) \(ledger.clients[row.client].id) \(ledger.invoiceID(at: row.document))"] = [
          row.model, row.clientRate, row.pooledCurve, row.ageTimesAmount, task.portfolioRate,
        ]
      }
      return found
    }
    let (first, second) = (predictions(source), predictions(source.perturbed(after: 250, seed: seed)))
    let both = first.keys.filter { second[$0] != nil }
    #expect(both.count > 20)
    for key in both { #expect(first[key] == second[key], "\(key)") }
  }

  /// Two items of a client seen on days 20, 27 and 34: one paid on day 30, one on day 50.
  @Test func baselinesByHand() throws {
    let ledger = Ledger.of(
      [
        InvoiceRow("1", issued: 0, due: 19, amount: 100, paidOn: 30),
        InvoiceRow("2", issued: 1, due: 19, amount: 300, paidOn: 50),
        InvoiceRow("3", client: "C2", issued: 0, due: 5, amount: 100, paidOn: 6),
      ], asOf: 60)
    let task = OpenItemTask(
      Snapshot(of: ledger, asOf: day(60)), trainUntil: day(33), testFrom: day(34), until: day(55), within: 7,
      executor: .serial)
    // Of the two items of day 20 neither was paid within the week; the week of day 27 was not over on day 33.
    #expect(task.portfolioRate == 0)
    let second = task.rows.filter { ledger.invoiceID(at: $0.document) == "2" }
    #expect(second.map(\.day) == [34, 41, 48].map { day($0) })
    #expect(second.map(\.isPaid) == [false, false, true])
    let ages: [Double] = [15, 22, 29]
    #expect(second.map(\.ageTimesAmount) == ages.map { -300 * $0 })
    // On day 34 two of day 20 and two of day 27, of which one was paid; then one more unpaid each week.
    let weights: [Double] = [9, 10, 11]
    #expect(second.map(\.clientRate) == weights.map { 1 / $0 })
    #expect(task.rows.count == 3)
    // Nobody has been seen more than 15 days past due.
    #expect(second[0].pooledCurve == 0)
    // Trained on one class, there is no model.
    #expect(throws: OpenItemModel.Failure.tooFewEvents(events: 0, needed: 1)) { try task.model.get() }
    #expect(second.allSatisfy { $0.model == nil })
  }

  @Test func whatIsOwedIsThatOfTheDay() {
    let ledger = Ledger.of(
      [InvoiceRow("1", issued: 0, due: 10, amount: 100, paidOn: 30, paidAmount: 40)], asOf: 60)
    let task = OpenItemTask(
      Snapshot(of: ledger, asOf: day(60)), trainUntil: day(13), testFrom: day(14), until: day(45), within: 7,
      executor: .serial)
    #expect(task.rows.map(\.balance.minorUnits) == [100, 100, 100, 60, 60])
  }
}
