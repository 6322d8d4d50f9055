import Foundation
import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct MigrationTests {
  private func transitions(_ rows: [InvoiceRow], asOf: Int, buckets: Int = 6, steps: Int = 12) -> Transitions {
    Snapshot.of(rows, asOf: asOf)
      .evaluate(Migration(asOf: day(asOf), buckets: buckets, steps: steps), on: .serial)
  }

  private func cents(_ row: [Money]) -> [Int64] { row.map(\.minorUnits) }

  /// One step of 30 days, two buckets. At its start: 100 not due, 200 on its due day, 300 one day late, 400 far too late.
  @Test func oneStepWithEverything() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 80, amount: 100),
      InvoiceRow("2", issued: 0, due: 30, amount: 200, paidOn: 45, paidAmount: 50),
      InvoiceRow("3", issued: 0, due: 29, amount: 300, paidOn: 55),
      InvoiceRow("A", issued: 50, due: 50, amount: -120, kind: .creditNote, relatedTo: "3"),
      InvoiceRow("4", issued: -200, due: -100, amount: 400),
      InvoiceRow("5", issued: 40, due: 50, amount: 999),
      InvoiceRow("6", issued: 0, due: 10, amount: 777, paidOn: 30),
    ]
    let found = transitions(rows, asOf: 60, buckets: 2, steps: 1)
    #expect(found.stateNames == ["not_due", "1-30", "31-60", ">60"])
    #expect(found.steps.map(\.start) == [day(30)] && found.steps.map(\.end) == [day(60)])
    // To: not due, 1–30, 31–60, over 60, paid, credited, written off.
    #expect(
      found.amounts.map(cents) == [
        [100, 150, 0, 0, 50, 0, 0], [0, 0, 0, 0, 180, 120, 0], [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 400, 0, 0, 0],
      ])
    #expect(
      found.steps[0].items == [
        [1, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0],
      ])
    #expect(found.steps[0].roll(from: 0) == 0.5 && found.steps[0].roll(from: 1) == 0)
    #expect(found.steps[0].roll(from: 2) == nil && found.steps[0].roll(from: 3) == nil)
    #expect(found.itemCounts == [2, 1, 0, 1] && found.clientCounts == [1, 1, 0, 1])
    #expect(found.roll(from: 0) == nil, "one client shows no variance")
  }

  /// A bucket of width w at the end is the one before it at the start, of the amounts that were there and are still open.
  @Test(arguments: UInt64(0)..<60) func aStepStartsAndEndsWithTheAgingSchedule(seed: UInt64) {
    let snapshot = Snapshot.of(RandomLedger(seed: seed, invoices: 80).rows, asOf: 380)
    let found = snapshot.evaluate(Migration(asOf: snapshot.asOf, steps: 9), on: .serial)
    let bounds = [0, 30, 60, 90, 120, 150, 180]
    for step in found.steps {
      let start: AgingSchedule.Schedule = snapshot.earlier(step.start)
        .evaluate(AgingSchedule(asOf: step.start, bounds: bounds), on: .serial)
      let end: AgingSchedule.Schedule = snapshot.earlier(step.end)
        .evaluate(AgingSchedule(asOf: step.end, bounds: bounds), on: .serial)
      #expect(step.amounts.map { $0.reduce(.zero, +) } == start.buckets.map(\.amount))
      #expect(step.items.map { $0.reduce(0, +) } == start.buckets.map(\.items))
      // From the second bucket on, nothing new can have come in.
      for bucket in 2...6 { #expect(step.amounts[bucket - 1][bucket] == end.buckets[bucket].amount) }
      for bucket in 1...5 where start.buckets[bucket].amount > .zero {
        let expected = end.buckets[bucket + 1].amount.inMinorUnits / start.buckets[bucket].amount.inMinorUnits
        #expect(step.roll(from: bucket) == expected, "bucket k + 1 at T / bucket k one step earlier")
      }
    }
  }

  /// Where everything goes, item by item, from the naive ledger's events.
  @Test(arguments: UInt64(0)..<60) func agreesWithTheNaiveLedger(seed: UInt64) {
    let rows = RandomLedger(seed: seed, invoices: 50).rows
    let found = transitions(rows, asOf: 390, steps: 10)
    func state(_ age: Int) -> Int { age <= 0 ? 0 : age > 180 ? 7 : (age + 29) / 30 }
    for (index, step) in found.steps.enumerated() {
      let (start, end) = (90 + 30 * index, 120 + 30 * index)
      #expect(step.start == day(start) && step.end == day(end))
      var expected = Array(repeating: Array(repeating: Int64(0), count: 11), count: 8)
      let after = NaiveLedger(rows, asOf: end)
      for paper in NaiveLedger(rows, asOf: start).open {
        let later = after.papers.first { $0.row.id == paper.row.id }!
        var rest = paper.balance
        for event in later.events where event.effective > start {
          let part = min(event.amount, rest)
          rest -= part
          expected[state(start - paper.row.due)][event.what == .credit ? 9 : 8] += part
        }
        expected[state(start - paper.row.due)][state(end - paper.row.due)] += rest
      }
      #expect(step.amounts.map(cents) == expected)
    }
  }

  /// The product of the roll rates and the matrix lead to the same loss.
  @Test(arguments: UInt64(0)..<40) func rollsAndMatrixAgree(seed: UInt64) throws {
    let found = transitions(RandomLedger(seed: seed, clients: 8, invoices: 250).rows, asOf: 390)
    let outcome = try #require(found.chainToLoss())
    var compared = 0
    for state in 0..<7 {
      guard let rolls = found.lossByRolls(from: state), let lost = outcome.probability(of: .lost, from: state) else {
        continue
      }
      #expect(abs(rolls.value - lost) < 1e-12)
      if let low = rolls.low, let high = rolls.high { #expect(low <= rolls.value && rolls.value <= high && high <= 1) }
      let ends = Transitions.Outcome.End.allCases.compactMap { outcome.probability(of: $0, from: state) }
      #expect(abs(ends.reduce(0, +) - 1) < 1e-12)
      compared += 1
    }
    #expect(compared >= 3)
  }

  /// The interval's variance against that of leaving out one client at a time.
  @Test func theVarianceOfTheLossIsThatOfTheJackknife() throws {
    let rows = (0..<30).flatMap { part in
      RandomLedger(seed: UInt64(part), clients: 4, invoices: 60).rows.filter { $0.kind != .creditNote }.map { row in
        var row = row
        row.client = "\(part)/\(row.client)"
        row.id = "\(part)/\(row.id)"
        return row
      }
    }
    let clients = Set(rows.map(\.client)).sorted()
    let whole = try #require(transitions(rows, asOf: 400, buckets: 3).lossByRolls(from: 1))
    let partial = try clients.map { client in
      let rest = transitions(rows.filter { $0.client != client }, asOf: 400, buckets: 3)
      return log(try #require(rest.lossByRolls(from: 1)).value)
    }
    let count = Double(clients.count)
    let mean = partial.reduce(0, +) / count
    let jackknife = (partial.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / count).squareRoot()
    let width = log(try #require(whole.high)) - log(try #require(whole.low))
    let student = StudentT.quantile975(degreesOfFreedom: count - 1)
    #expect(abs(width / (2 * student) / jackknife - 1) < 0.1)
  }

  private func products(_ states: Int) -> ClientProducts { ClientProducts(size: 3 * states) }

  /// 100 in each of three states: half of "not due" stays, 10 of it roll on; 40 of 1–30 roll on, 5 are written off.
  @Test func lossIncludesWhatIsWrittenOffOnTheWay() throws {
    let amounts: [[Int64]] = [[50, 10, 0, 40, 0, 0], [0, 0, 40, 50, 5, 5], [0, 0, 80, 20, 0, 0]]
    let step = Transitions.Step(
      start: day(0), end: day(30), amounts: amounts.map { $0.map { Money(minorUnits: $0) } },
      items: amounts.map { $0.map { Int($0) } })
    let found = Transitions(stateNames: ["not_due", "1-30", ">30"], steps: [step], clients: products(3))
    let toLoss = try #require(found.chainToLoss())
    // From "not due" 10 of the 50 that leave it roll on.
    #expect(abs(try #require(toLoss.probability(of: .lost, from: 0)) - 0.08) < 1e-12)
    #expect(abs(try #require(toLoss.probability(of: .writtenOff, from: 0)) - 0.01) < 1e-12)
    #expect(abs(try #require(toLoss.probability(of: .credited, from: 1)) - 0.05) < 1e-12)
    #expect(abs(try #require(found.lossRate(from: 1)) - 0.45) < 1e-12)
    #expect(abs(try #require(found.lossRate(from: 1, recovery: 0.25, outlook: 1.5)) - 0.525) < 1e-12)
    #expect(found.lossRate(from: 2, recovery: 0.25) == 0.75 && found.lossRate(from: 2, outlook: 3) == 1)
    // All exits: from the oldest bucket everything is paid in the end, after five steps.
    let whole = try #require(found.chain())
    #expect(abs(try #require(whole.probability(of: .paid, from: 2)) - 1) < 1e-12)
    #expect(abs(try #require(whole.expectedSteps(from: 2)) - 5) < 1e-12)
    // Two steps there; then, of the fifth that rolls on, one in 1–30, and five of the two fifths that roll on again.
    let expected: Double = 2 + 0.2 * 3
    #expect(abs(try #require(whole.expectedSteps(from: 0)) - expected) < 1e-12)
  }

  @Test func aBucketThatNothingLeavesIsNamed() throws {
    let rows = [
      InvoiceRow("1", client: "A", issued: -300, due: -250, amount: 100),
      InvoiceRow("2", client: "B", issued: 0, due: 20, amount: 100, paidOn: 50),
    ]
    let found = transitions(rows, asOf: 60, steps: 2)
    guard case .failure(.neverEnds(let state)) = try #require(found.chain()).chain else {
      Issue.record("nothing left the oldest bucket")
      return
    }
    #expect(found.stateNames[state] == ">180")
    #expect(found.chainToLoss()?.probability(of: .paid, from: 1) == 1)
  }

  @Test func whereNothingWasEverOpenIsUnknown() throws {
    // Rolls into 1–30 in the last step, and nobody saw how that goes on.
    let found = transitions([InvoiceRow("1", issued: 0, due: 45, amount: 100)], asOf: 60, steps: 2)
    let outcome = try #require(found.chain())
    #expect(outcome.probability(of: .unknown, from: 0) == 1 && outcome.probability(of: .paid, from: 1) == nil)
    #expect(found.lossByRolls(from: 0) == nil && found.roll(from: 1) == nil)
    #expect(transitions([], asOf: 60).chain() == nil)
  }
}
