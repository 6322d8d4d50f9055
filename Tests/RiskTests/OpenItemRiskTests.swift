import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Risk

@Suite struct OpenItemRiskTests {
  /// Clients of their own pace are better told by the model than by one rate for all; its outlooks are used.
  @Test func aModelThatBeatsTheRulesIsUsed() throws {
    let snapshot = Snapshot.of(OpenModelFileTests.rows, asOf: 340)
    let risk = OpenItemRisk(snapshot, executor: .serial)
    for group in OpenItemGroup.allCases {
      let found = risk.groups[group]!
      let validation = try found.validation.get()
      #expect(validation.trainedUntil < validation.tested.lowerBound && validation.tested.upperBound == day(310))
      #expect(found.isUsed == validation.comparison.modelWins && found.isUsed)
    }
    for client in snapshot.clients.indices {
      let account = snapshot.account(client)
      let outlooks = risk.outlooks(account)
      #expect(zip(account, outlooks).allSatisfy { $0.isOpen == ($1 != nil) })
      for outlook in outlooks.compactMap(\.self) {
        let unpaid = (0...400).map { outlook.unpaid(after: $0) }
        #expect(unpaid[0] == 1 && zip(unpaid, unpaid.dropFirst()).allSatisfy { $0 >= $1 - 1e-15 })
      }
    }
  }

  /// Payment by chance: a model beats the rates by luck only, and where it does not, it is not used.
  @Test func aModelThatDoesNotBeatThemIsNotUsed() throws {
    var unused = 0
    for seed in UInt64(0)..<4 {
      var random = SeededGenerator(seed: seed)
      let rows = (0..<300).map { number in
        InvoiceRow(
          "F\(number)", client: "C\(number % 40)", issued: number / 2, due: number / 2 + 10, amount: 10_000,
          paidOn: number / 2 + 11 + Int(-40 * log(Double.random(in: 0.001..<1, using: &random))))
      }
      let snapshot = Snapshot.of(rows, asOf: 170)
      let risk = OpenItemRisk(snapshot, executor: .serial)
      let pastDue = risk.groups[.pastDue]!
      let gain = try pastDue.validation.get().comparison.gain
      if pastDue.isUsed {
        #expect(gain.mean > gain.standardError)
        continue
      }
      unused += 1
      let account = snapshot.account(0)
      let told = zip(account, risk.outlooks(account)).filter { $1 != nil }
      #expect(told.allSatisfy { $0.0.due > day(170) })
    }
    #expect(unused > 0)
  }

  /// Too little for a test, or for a fit: it has a name, and nothing is used.
  @Test func tooLittleIsNamed() {
    let unpaid = OpenItemRisk(.of([InvoiceRow("1", issued: 0, due: 10, amount: 100)], asOf: 60), executor: .serial)
    let nothing = OpenItemRisk(.of([], asOf: 60), executor: .serial)
    for risk in [unpaid, nothing] {
      for group in OpenItemGroup.allCases {
        #expect(throws: OutOfTimeValidation.Failure.noFit(.tooFewEvents(events: 0, needed: 1))) {
          try risk.groups[group]!.validation.get()
        }
        #expect(!risk.groups[group]!.isUsed)
      }
    }
    let few = (0..<30).map {
      InvoiceRow("\($0)", client: "C\($0 % 5)", issued: 4 * $0, due: 4 * $0 + 10, amount: 100, paidOn: 4 * $0 + 12 + $0)
    }
    let risk = OpenItemRisk(.of(few, asOf: 170), executor: .serial)
    #expect(!risk.groups[.pastDue]!.isUsed)
  }

  @Test func theSameOnAnyNumberOfThreads() throws {
    let snapshot = Snapshot.of(OpenModelFileTests.rows, asOf: 340)
    let risks = [1, 3].map { OpenItemRisk(snapshot, executor: Executor(threads: $0)) }
    for group in OpenItemGroup.allCases {
      let fits = try risks.map { try $0.groups[group]!.fit.get().regression.fit.coefficients }
      let tests = try risks.map { try $0.groups[group]!.validation.get().comparison.gain }
      #expect(fits[0] == fits[1] && tests[0] == tests[1])
    }
  }

  /// What came later changes neither the models nor the outlooks.
  @Test(arguments: UInt64(0)..<3) func theFutureLeavesNoTrace(seed: UInt64) throws {
    let rows = RandomLedger(seed: seed, clients: 6, invoices: 150).rows
    let past = Snapshot.of(rows, asOf: 300)
    let future = Snapshot.of(rows.perturbed(after: 300, seed: seed), asOf: 500).earlier(day(300))
    let (one, other) = (OpenItemRisk(past, executor: .serial), OpenItemRisk(future, executor: .serial))
    for group in OpenItemGroup.allCases {
      let (first, second) = (one.groups[group]!, other.groups[group]!)
      #expect(first.isUsed == second.isUsed)
      #expect(try first.fit.get().regression.fit.coefficients == second.fit.get().regression.fit.coefficients)
    }
  }

  /// Rows of one client count as one: the same gains ten times over leave the standard error where it was.
  @Test func gainsOfAClientAreTakenTogether() {
    let predicted = [0.9, 0.2, 0.7, 0.4]
    let other = [0.5, 0.5, 0.5, 0.5]
    let outcomes = [true, false, false, true]
    let once = PredictionScore.logLossGain(of: predicted, over: other, outcomes, clients: [0, 1, 2, 3])
    // Of four clients with a row each it is the plain standard error of a mean.
    let gains = [0.9, 0.8, 0.3, 0.4].map { log($0 / 0.5) }
    let mean = gains.reduce(0, +) / 4
    let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    #expect(abs(once.mean - mean) < 1e-15 && abs(once.standardError - (variance / 4).squareRoot()) < 1e-15)
    func tenfold<Value>(_ values: [Value]) -> [Value] { (0..<10).flatMap { _ in values } }
    let repeated = PredictionScore.logLossGain(
      of: tenfold(predicted), over: tenfold(other), tenfold(outcomes), clients: tenfold([0, 1, 2, 3]))
    #expect(abs(repeated.mean - once.mean) < 1e-12 && abs(repeated.standardError - once.standardError) < 1e-12)
  }
}
