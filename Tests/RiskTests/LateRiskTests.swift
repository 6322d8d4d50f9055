import Execution
import Foundation
import Ingest
import Receivables
import Samples
import TestSupport
import Testing

@testable import Risk

@Suite struct LateRiskTests {
  /// All a model says: its tests, coefficients, source, and the chance of a new invoice for every client.
  private func answers(_ snapshot: Snapshot, _ executor: Executor = .serial) -> (risk: LateRisk, chances: [Double?]) {
    let risk = LateRisk(snapshot, executor: executor)
    let prospect = Prospect(
      issued: snapshot.asOf + 1, due: snapshot.asOf + 31,
      amount: Money(minorUnits: 100_000))
    let chances = snapshot.clients.indices.map { client in
      risk.probability(of: prospect, from: risk.client(snapshot.account(client)))
    }
    return (risk, chances)
  }

  private func isProbability(_ value: Double?) -> Bool { value.map { $0 > 0 && $0 < 1 } ?? false }

  private static func rows(
    clients: Int, invoices: Int, seed: UInt64, isLate: (_ client: Int, inout SeededGenerator) -> Bool
  ) -> [InvoiceRow] {
    var random = SeededGenerator(seed: seed)
    return (0..<invoices).map { number in
      let client = Int.random(in: 0..<clients, using: &random)
      let issued = Int.random(in: 0...700, using: &random)
      let late =
        isLate(client, &random) ? Int.random(in: 31...90, using: &random) : Int.random(in: -5...25, using: &random)
      return InvoiceRow(
        "F\(number)", client: "C\(client)", issued: issued, due: issued + 30,
        amount: Int64.random(in: 10_000...500_000, using: &random), paidOn: issued + 30 + late)
    }
  }

  @Test func aSmallLedgerSaysWhyThereIsNoTest() {
    let rows = LateRiskTests.rows(clients: 5, invoices: 100, seed: 1) { _, random in random.chance(0.3) }
    let (risk, chances) = answers(.of(rows, asOf: 600))
    #expect(risk.source == .clientRate)
    guard case .failure(.tooFewTestRows(let testRows, let events)) = risk.validation else {
      Issue.record("\(risk.validation)")
      return
    }
    #expect(testRows < 50 && testRows > 0 && events <= testRows)
    #expect(chances.count == 5 && chances.allSatisfy(isProbability))
  }

  @Test func aTinyLedgerSaysNothing() {
    let rows = LateRiskTests.rows(clients: 3, invoices: 12, seed: 2) { _, random in random.chance(0.3) }
    let (risk, chances) = answers(.of(rows, asOf: 900))
    #expect(risk.source == .none && risk.rows == 12 && chances.allSatisfy { $0 == nil })
  }

  @Test func aLedgerWithoutOutcomesIsNoError() {
    let (risk, chances) = answers(.of([InvoiceRow("1", issued: 0, due: 30, amount: 100)], asOf: 40))
    #expect(risk.source == .none && risk.rows == 0 && risk.events == 0 && chances == [nil])
    guard case .failure(.tooFewTestRows(rows: 0, events: 0)) = risk.validation else {
      Issue.record("\(risk.validation)")
      return
    }
  }

  /// A simulated ledger whose clients do differ: the model finds it, on rows it has not seen.
  private static let sample: Result<Ledger, any Error> = Result {
    try Files.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("ledger.csv")
      try Data(SampleLedger(clients: 150, seed: 3, months: 24).ledgerCSV().utf8).write(to: file)
      return try InvoiceReader(executor: Executor(threads: 2)).read(paths: [file.path]).ledger
    }
  }

  @Test func aLedgerWithStructureIsValidated() throws {
    let ledger = try LateRiskTests.sample.get()
    let (risk, chances) = answers(Snapshot(of: ledger, asOf: ledger.knownUntil))
    let validation = try risk.validation.get()
    let comparison = validation.comparison
    let portfolioRate = try #require(comparison.rates.first { $0.rule == .portfolioRate }).score
    #expect(comparison.modelWins && risk.source == .model)
    #expect(comparison.rates.map(\.rule) == [.portfolioRate, .clientRate] && comparison.ageTimesAmount != nil)
    #expect(comparison.model.ranking.auc > 0.7 && comparison.model.logLoss < portfolioRate.logLoss)
    #expect(portfolioRate.ranking.auc == 0.5, "one probability for all ranks nothing")
    #expect(
      validation.trainingRows + comparison.model.ranking.rows < risk.rows, "rows unknown at the cut are in neither")
    #expect(chances.allSatisfy(isProbability))
    let model = try risk.fit.get()
    let fit = model.regression.fit
    #expect(fit.coefficients.allSatisfy(\.isFinite) && fit.standardErrors.allSatisfy { $0 > 0 && $0.isFinite })
    #expect(model.rows <= risk.rows && model.events <= risk.events && risk.oneBlockIn == 1)
  }

  @Test func threadsDoNotChangeTheModel() throws {
    let ledger = try LateRiskTests.sample.get()
    let snapshot = Snapshot(of: ledger, asOf: ledger.knownUntil)
    let all = [1, 3].map { answers(snapshot, Executor(threads: $0)) }
    #expect(String(reflecting: all[0].risk) == String(reflecting: all[1].risk))
    #expect(all[0].chances == all[1].chances)
  }

  /// Payment has nothing to do with the client: there is nothing to find, and the model must not say it found it.
  @Test(arguments: UInt64(0)..<4) func noiseIsNotMistakenForSkill(seed: UInt64) throws {
    let rows = LateRiskTests.rows(clients: 40, invoices: 6_000, seed: seed) { _, random in random.chance(0.3) }
    let (risk, chances) = answers(.of(rows, asOf: 800))
    let comparison = try risk.validation.get().comparison
    let portfolioRate = try #require(comparison.rates.first { $0.rule == .portfolioRate }).score
    #expect(abs(comparison.model.ranking.auc - 0.5) < 0.1)
    #expect(comparison.model.logLoss > portfolioRate.logLoss - 0.01, "no more than luck")
    #expect(risk.source == (comparison.modelWins ? .model : .clientRate), "what does not win is not used")
    #expect(chances.allSatisfy { $0.map { abs($0 - 0.3) < 0.2 } ?? false })
  }

  @Test(arguments: UInt64(0)..<6) func theFutureLeavesNoTrace(seed: UInt64) {
    let rows = RandomLedger(seed: seed, clients: 8, invoices: 700).rows
    let (last, other) = (300, rows.perturbed(after: 300, seed: seed))
    let known = answers(.of(rows, asOf: last))
    #expect(known.chances.allSatisfy(isProbability))
    // The same day of a ledger with another future, cut there or only looked at there.
    let cut = answers(.of(other, asOf: last))
    #expect(String(reflecting: cut.risk) == String(reflecting: known.risk) && cut.chances == known.chances)
    let later = answers(Snapshot(of: .of(other, asOf: 700), asOf: day(last)))
    #expect(String(reflecting: later.risk) == String(reflecting: known.risk))
    #expect(Array(later.chances.prefix(known.chances.count)) == known.chances, "new clients come last by id")
  }

  /// Of two rows with one number the first is kept, but a row from the future is not there to be first.
  @Test func aLaterRowWithAKnownNumberChangesNothing() {
    let rows = RandomLedger(seed: 1, clients: 8, invoices: 300).rows
    let later = rows.prefix(50).map { row in
      var row = row
      (row.issued, row.due, row.amount) = (301, 305, 7)
      return row
    }
    let (known, again) = (answers(.of(rows, asOf: 300)), answers(.of(later + rows, asOf: 300)))
    #expect(String(reflecting: again.risk) == String(reflecting: known.risk) && again.chances == known.chances)
  }
}
