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

  /// Before it entered, an opening item could only stay unpaid: those steps say nothing of how items move.
  @Test func openingItemsAreFollowedFromTheirEntry() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 10, enteredOn: 60, amount: 100), InvoiceRow("2", issued: 0, due: 10, amount: 50),
    ]
    let found = transitions(rows, asOf: 90, buckets: 3, steps: 3)
    #expect(found.steps.map(\.start) == [day(0), day(30), day(60)])
    #expect(found.steps.map { $0.items.joined().reduce(0, +) } == [1, 1, 2])
  }

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
    #expect(found.roll(from: 0) == .notEnoughData(Shortage(1, .clients, needed: 2)), "one client shows no variance")
    #expect(found.roll(from: 2) == .notEnoughData(Shortage(0, .clients, needed: 2)) && found.roll(from: 3) == nil)
  }

  /// An aging counts opening items before they entered too, and no migration does.
  private static func rowsFollowedFromTheirIssue(_ seed: UInt64) -> [InvoiceRow] {
    RandomLedger(seed: seed, invoices: 80).rows.map { row in
      var row = row
      row.enteredOn = nil
      return row
    }
  }

  /// A bucket of width w at the end is the one before it at the start, of the amounts that were there and are still open.
  @Test(arguments: UInt64(0)..<60) func aStepStartsAndEndsWithTheAgingSchedule(seed: UInt64) {
    let snapshot = Snapshot.of(Self.rowsFollowedFromTheirIssue(seed), asOf: 380)
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
        if paper.row.isOpeningItem, paper.row.enteredOn! > start { continue }
        let later = after.papers.first { $0.row.id == paper.row.id }!
        var rest = paper.balance
        for event in later.events where event.effective > start {
          let part = min(event.amount, rest)
          rest -= part
          let exit = event.what == .credit ? 9 : event.what == .writeOff ? 10 : 8
          expected[state(start - paper.row.due)][exit] += part
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
      #expect(abs(rolls - lost) < 1e-12)
      for end in Transitions.Outcome.End.allCases {
        guard let figure = found.probability(outcome, of: end, from: state)?.estimate else { continue }
        #expect(abs(figure.value - (try #require(outcome.probability(of: end, from: state)))) < 1e-12)
        let (low, high) = (try #require(figure.low), try #require(figure.high))
        #expect(0 <= low && low <= figure.value && figure.value <= high && high <= 1 && low < high)
      }
      let ends = Transitions.Outcome.End.allCases.compactMap { outcome.probability(of: $0, from: state) }
      #expect(abs(ends.reduce(0, +) - 1) < 1e-12)
      compared += 1
    }
    #expect(compared >= 3)
  }

  /// Thirty times four clients.
  private var manyClients: [InvoiceRow] {
    (0..<30).flatMap { part in
      RandomLedger(seed: UInt64(part), clients: 4, invoices: 60).rows.filter { $0.kind != .creditNote }.map { row in
        var row = row
        row.client = "\(part)/\(row.client)"
        row.id = "\(part)/\(row.id)"
        return row
      }
    }
  }

  private typealias Moments = Transitions.Moments

  /// What is paid in the end, what is written off, what gets to the oldest bucket, after how many steps, and how many of them
  /// are spent in a state further on.
  private func moments(_ found: Transitions) throws -> [Moments] {
    let (chain, toLoss) = (try #require(found.chain()?.existing), try #require(found.chainToLoss()?.existing))
    return [
      Moments(found, chain, from: 0, .init { $0 == .paid ? 1 : 0 }),
      Moments(found, chain, from: 1, .init { $0 == .writtenOff ? 1 : 0 }),
      Moments(found, toLoss, from: 1, .init { $0 == .lost ? 1 : 0 }),
      Moments(found, chain, from: 2, .init(perStep: { _ in 1 }) { _ in 0 }),
      Moments(found, chain, from: 0, .init(perStep: { $0 == 2 ? 1 : 0 }) { _ in 0 }),
    ]
  }

  /// The variances against those of leaving out one client at a time.
  @Test func theVariancesAreThoseOfTheJackknife() throws {
    let rows = manyClients
    let clients = Set(rows.map(\.client)).sorted()
    let whole = try moments(transitions(rows, asOf: 400, buckets: 3))
    let parts = try clients.map { client in
      try moments(transitions(rows.filter { $0.client != client }, asOf: 400, buckets: 3))
    }
    let count = Double(clients.count)
    for (index, found) in whole.enumerated() {
      let values = parts.map { $0[index].value }
      let mean = values.reduce(0, +) / count
      let jackknife = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / count
      #expect(found.value > 0 && abs((found.variance / jackknife).squareRoot() - 1) < 0.05)
    }
  }

  /// The interval of what is paid in the end covers the truth, which is that of very many clients, in about 95 of 100 samples
  /// of clients.
  @Test func theIntervalsCover() throws {
    var random = SeededGenerator(seed: 5)
    /// Invoices of a client that pays a share of its own each month, and gives up for good now and then.
    func client(_ number: Int) -> [InvoiceRow] {
      let (pays, dies) = (Double.random(in: 0.3...0.9, using: &random), Double.random(in: 0...0.2, using: &random))
      return (0..<8).map { invoice in
        let issued = 30 * invoice + Int.random(in: 0..<30, using: &random)
        var row = InvoiceRow("\(number)/\(invoice)", client: "\(number)", issued: issued, due: issued, amount: 100)
        var day = issued
        while day < 1_000 {
          day += 30
          if random.chance(dies) {
            row.writtenOffOn = day
            return row
          }
          if random.chance(pays) {
            row.paidOn = day
            return row
          }
        }
        return row
      }
    }
    func found(_ rows: [InvoiceRow]) -> Transitions { transitions(rows, asOf: 720, buckets: 2, steps: 24) }
    let large = found((0..<4_000).flatMap(client))
    let truth = try #require(large.chain()?.probability(of: .writtenOff, from: 1))
    var covered = 0
    for _ in 0..<200 {
      let sample = found((0..<40).flatMap(client))
      let figure = try #require(sample.probability(sample.chain(), of: .writtenOff, from: 1)?.estimate)
      if try #require(figure.low) <= truth, truth <= (try #require(figure.high)) { covered += 1 }
    }
    #expect((182...198).contains(covered), "\(covered) of 200")
  }

  /// Every client ended in the same manner: no variance is seen, and a client counts for one item.
  @Test func whereAllEndAlikeTheIntervalIsThatOfTheClients() throws {
    func rows(_ clients: Int) -> [InvoiceRow] {
      (0..<clients).flatMap { client in
        (0..<25).map { invoice in
          InvoiceRow("\(client)/\(invoice)", client: "\(client)", issued: 0, due: 35, amount: 100, paidOn: 62)
        }
      }
    }
    let found = transitions(rows(4), asOf: 80, steps: 2)
    let paid = try #require(found.probability(found.chain(), of: .paid, from: 1)?.estimate)
    #expect(paid.value == 1 && paid.high == 1)
    #expect(try #require(paid.low) < 0.7, "four clients say little, however many their invoices")
    let lost = try #require(found.probability(found.chainToLoss(), of: .lost, from: 1)?.estimate)
    #expect(lost.value == 0 && lost.low == 0)
    #expect(try #require(lost.high) > 0.3)
    #expect(found.steps(found.chain(), from: 1) == .notEnoughData(Shortage(4, .clients, needed: 10)))
    let ten = transitions(rows(10), asOf: 80, steps: 2)
    #expect(ten.steps(ten.chain(), from: 1) == .estimate(Estimate(value: 1)))
    let one = transitions(rows(1), asOf: 80, steps: 2)
    #expect(one.probability(one.chain(), of: .paid, from: 1) == .notEnoughData(Shortage(1, .clients, needed: 2)))
    #expect(
      one.lossRate(from: 1) == .notEnoughData(Shortage(1, .clients, needed: 2))
        && one.steps(one.chain(), from: 1) == .notEnoughData(Shortage(1, .clients, needed: 10)))
    #expect(found.probability(found.chain(), of: .paid, from: 3) == .notEnoughData(Shortage(0, .clients, needed: 2)))
  }

  /// Of two clients alike, 100 in each of three states: half of "not due" stays, 10 of it roll on; 40 of 1–30 roll on, 5 are
  /// written off.
  @Test func lossIncludesWhatIsWrittenOffOnTheWay() throws {
    let amounts: [[Int64]] = [[50, 10, 0, 40, 0, 0], [0, 0, 40, 50, 5, 5], [0, 0, 80, 20, 0, 0]]
    let step = Transitions.Step(
      start: day(0), end: day(30), amounts: amounts.map { $0.map { Money(minorUnits: 2 * $0) } },
      items: amounts.map { $0.map { Int($0) } })
    // Opening, rolled, stayed, paid, credited, written off, each of the three states.
    let totals: [Int64] = [100, 100, 100, 10, 40, 0, 50, 0, 80, 40, 50, 20, 0, 5, 0, 0, 5, 0]
    var clients = ClientProducts(size: totals.count)
    clients.add(totals)
    clients.add(totals)
    let found = Transitions(stateNames: ["not_due", "1-30", ">30"], steps: [step], clients: clients)
    let toLoss = try #require(found.chainToLoss())
    // From "not due" 10 of the 50 that leave it roll on.
    #expect(abs(try #require(toLoss.probability(of: .lost, from: 0)) - 0.08) < 1e-12)
    #expect(abs(try #require(toLoss.probability(of: .writtenOff, from: 0)) - 0.01) < 1e-12)
    #expect(abs(try #require(toLoss.probability(of: .credited, from: 1)) - 0.05) < 1e-12)
    func lossRate(_ state: Int, recovery: Double = 0, outlook: Double = 1) throws -> Double {
      try #require(found.lossRate(from: state, recovery: recovery, outlook: outlook)?.estimate).value
    }
    #expect(abs(try lossRate(1) - 0.45) < 1e-12)
    #expect(abs(try lossRate(1, recovery: 0.25, outlook: 1.5) - 0.525) < 1e-12)
    #expect(try [lossRate(2, recovery: 0.25), lossRate(2, outlook: 3)] == [0.75, 1])
    // All exits: from the oldest bucket everything is paid in the end, after five steps.
    let whole = try #require(found.chain())
    #expect(abs(try #require(whole.probability(of: .paid, from: 2)) - 1) < 1e-12)
    func steps(_ state: Int) -> Double {
      whole.states.reduce(0) { $0 + (whole.expectedVisits(to: $1, from: state) ?? 0) }
    }
    #expect(abs(steps(2) - 5) < 1e-12)
    // Two steps there; then, of the fifth that rolls on, one in 1–30, and five of the two fifths that roll on again.
    let expected: Double = 2 + 0.2 * 3
    #expect(abs(steps(0) - expected) < 1e-12)
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
    #expect(
      found.lossByRolls(from: 0) == nil && found.roll(from: 1) == .notEnoughData(Shortage(0, .clients, needed: 2)))
    #expect(transitions([], asOf: 60).chain() == nil)
  }
}
