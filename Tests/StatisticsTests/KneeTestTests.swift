import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct KneeTestTests {
  /// Clients that pay one invoice in `fast` on each of the first 30 days past due, and one in `slow` on each of the next.
  private static func rows(
    clients: Int, invoices: Int = 20, fast: Double, slow: Double, seed: UInt64
  ) -> [InvoiceRow] {
    var random = SeededGenerator(seed: seed)
    return (0..<clients).flatMap { client in
      (0..<invoices).map { number in
        var day = 0
        while day < 60, !random.chance(day < 30 ? fast : slow) { day += 1 }
        let paid: Int? = day < 60 ? day + 1 : nil
        return InvoiceRow(
          "\(client)/\(number)", client: "C\(client)", issued: 0, due: 30, amount: 100, paidOn: paid.map { 30 + $0 })
      }
    }
  }

  private func ratio(_ rows: [InvoiceRow], seed: UInt64 = 1, split: Int = 30, _ weight: DecayWeight = .invoice) throws
    -> KneeTest.Ratio
  {
    let snapshot = Snapshot.of(rows, asOf: 400)
    let result: KneeTest.Result = snapshot.evaluate(
      KneeTest(snapshot, split: split, weight: weight, seed: seed), on: .serial)
    guard case .ratio(let ratio) = result else {
      Issue.record("\(result)")
      throw CancellationError()
    }
    return ratio
  }

  @Test func aKneeIsFoundAndAConstantPaceHasNone() throws {
    let knee = try ratio(Self.rows(clients: 60, fast: 0.05, slow: 0.02, seed: 1))
    #expect(knee.clients == 60 && knee.split == 30)
    #expect(try #require(knee.ratio.low) > 1.5 && knee.ratio.value > 2 && knee.ratio.value < 3.2)
    let constant = try ratio(Self.rows(clients: 60, fast: 0.03, slow: 0.03, seed: 2)).ratio
    #expect(try #require(constant.low) < 1 && #require(constant.high) > 1)
  }

  /// The hazards are those of the life table.
  @Test(arguments: [DecayWeight.invoice, .amount]) func theRatioIsOfTheDailyHazards(weight: DecayWeight) throws {
    let rows = RandomLedger(seed: 2, clients: 25, invoices: 900).rows
    let snapshot = Snapshot.of(rows, asOf: 400)
    let table: LifeTable = snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)
    let found = try ratio(rows, split: 20, weight)
    expectNear(found.before, DailyHazard(table, days: 1...20).hazard)
    expectNear(found.after, DailyHazard(table, days: 21...40).hazard)
    expectNear(found.ratio.value, found.before / found.after)
  }

  /// With many clients, the linearised interval worked out by hand. Clients are fast or slow in both bands alike, so that
  /// most of what differs between them leaves the ratio alone.
  @Test func theIntervalIsTheLinearisedOneForManyClients() throws {
    let rows = [(1, 0.02), (2, 0.06)].flatMap { seed, pace in
      Self.rows(clients: 300, fast: pace, slow: pace / 2, seed: UInt64(seed)).map { row in
        var row = row
        (row.id, row.client) = ("\(seed) " + row.id, "\(seed) " + row.client)
        return row
      }
    }
    // Payments and days at risk before day 30, then after it.
    let sums = Dictionary(grouping: rows, by: \.client).values.map { rows in
      let days = rows.map { $0.paidOn.map { $0 - 30 } ?? 1_000 }
      return [
        Double(days.count { $0 <= 30 }), Double(days.reduce(0) { $0 + min($1, 30) }),
        Double(days.count { $0 > 30 && $0 <= 60 }), Double(days.reduce(0) { $0 + max(min($1, 60) - 30, 0) }),
      ]
    }
    let totals = (0..<4).map { index in sums.reduce(0) { $0 + $1[index] } }
    func error(_ signs: [Double]) -> Double {
      sums.reduce(0.0) { sum, own in
        let influence = (0..<4).reduce(0.0) { $0 + signs[$1] * own[$1] / totals[$1] }
        return sum + influence * influence
      }.squareRoot()
    }
    let found = try ratio(rows).ratio
    let (low, high) = (try #require(found.low), try #require(found.high))
    let width = log(high / low) / (2 * Quantiles.normal975)
    let expected = error([1, -1, -1, 1])
    #expect(abs(width / expected - 1) < 0.1)
    #expect(error([1, -1, 1, -1]) > 1.3 * expected, "the example tells the two apart")

    let snapshot = Snapshot.of(rows, asOf: 400)
    let test = KneeTest(snapshot, replicates: 99)
    var partial = test.emptyPartial
    for client in snapshot.clients.indices { test.accumulate(snapshot.account(client), into: &partial) }
    expectNear(test.logRatios(of: partial)[0].standardError, expected)
  }

  /// Many clients are drawn in groups: the ratio is that of all clients, and its interval about as wide as by the clients
  /// themselves.
  @Test func manyClientsAreDrawnInGroups() throws {
    let clients = 2 * KneeTest.maximumUnits
    let rows = Self.rows(clients: clients, invoices: 4, fast: 0.05, slow: 0.03, seed: 5)
    let snapshot = Snapshot.of(rows, asOf: 400)
    let test = KneeTest(snapshot, replicates: 39)
    var partial = test.emptyPartial
    for client in snapshot.clients.indices { test.accumulate(snapshot.account(client), into: &partial) }
    guard case .ratio(let ratio) = test.value(of: partial) else {
      Issue.record("no ratio")
      return
    }
    let table: LifeTable = snapshot.evaluate(PaymentDecay(), on: .serial)
    let hazards = [1...30, 31...60].compactMap { DailyHazard(table, days: $0).hazard }
    expectNear(ratio.ratio.value, hazards[0] / hazards[1])
    #expect(ratio.clients == clients)

    let sample = test.logRatios(of: partial)[0]
    let payments = rows.compactMap { $0.paidOn.map { $0 - 30 } }
    let (early, late) = (payments.count { $0 <= 30 }, payments.count { $0 > 30 })
    // Invoices are independent here, so that the variance is that of the logarithms of two counts.
    let expected = (1 / Double(early) + 1 / Double(late)).squareRoot()
    #expect(abs(sample.standardError / expected - 1) < 0.1)
  }

  @Test func theSeedAloneDecides() throws {
    let rows = Self.rows(clients: 30, fast: 0.05, slow: 0.03, seed: 3)
    #expect(try ratio(rows) == ratio(rows))
    #expect(try ratio(rows).ratio.low != ratio(rows, seed: 2).ratio.low)
    #expect(try ratio(rows).ratio.value == ratio(rows, seed: 2).ratio.value)
    #expect(try ratio(rows).ratio == ratio(rows.shuffled()).ratio)
  }

  /// A client's weights depend on its id, not on who else is in the ledger.
  @Test func anotherClientWithoutDaysAtRiskChangesNothing() throws {
    let rows = Self.rows(clients: 30, fast: 0.05, slow: 0.03, seed: 3)
    let early = InvoiceRow("A", client: "A", issued: 0, due: 50, amount: 10, paidOn: 40)
    #expect(try ratio(rows) == ratio([early] + rows))
  }

  @Test func tooLittleDataIsSaid() {
    func result(_ rows: [InvoiceRow]) -> KneeTest.Result {
      let snapshot = Snapshot.of(rows, asOf: 400)
      return snapshot.evaluate(KneeTest(snapshot), on: .serial)
    }
    #expect(result(Self.rows(clients: 9, fast: 0.05, slow: 0.05, seed: 1)) == .tooFewClients(9))
    let oneEach = (0..<12).map { InvoiceRow("\($0)", client: "\($0)", issued: 0, due: 10, amount: 5, paidOn: 15) }
    #expect(result(oneEach) == .tooFewPayments(0))
    #expect(result([]) == .tooFewClients(0))

    // One client alone pays late: a third of the replicates are without it.
    let oneLate =
      (0..<20).map { InvoiceRow("\($0)", client: "\($0 + 1)", issued: 0, due: 10, amount: 5, paidOn: 11 + $0) }
      + (0..<15).map { InvoiceRow("L\($0)", client: "0", issued: 0, due: 10, amount: 5, paidOn: 45 + $0) }
    guard case .ratio(let ratio) = result(oneLate) else {
      Issue.record("no ratio")
      return
    }
    #expect(ratio.ratio.low == nil && ratio.ratio.high == nil && ratio.clients == 21)
  }
}

@Suite struct PoissonWeightsTests {
  /// Mean and variance 1, and the shares of the law itself.
  @Test func theWeightsArePoisson() {
    var counts = Array(repeating: 0, count: 18)
    let keys = 2_000
    for key in 0..<keys {
      let weights = PoissonWeights(seed: 7, key: UInt64(key)).draws(101)
      for replicate in 1...100 { counts[Int(weights[replicate])] += 1 }
    }
    let total = Double(keys * 100)
    var share: Double = exp(-1.0)
    for k in 0..<7 {
      let error = (share * (1 - share) / total).squareRoot()
      #expect(abs(Double(counts[k]) / total - share) < 4.5 * error, "weight \(k)")
      share /= Double(k + 1)
    }
  }

  /// Neither clients nor replicates nor seeds go together.
  @Test func theWeightsAreUncorrelated() {
    func correlation(_ pairs: [(Int, Int)]) -> Double {
      pairs.reduce(0.0) { $0 + Double(($1.0 - 1) * ($1.1 - 1)) } / Double(pairs.count)
    }
    func weight(seed: UInt64 = 1, key: Int, _ replicate: Int) -> Int {
      Int(PoissonWeights(seed: seed, key: UInt64(key)).draws(replicate + 1)[replicate])
    }
    let range = 0..<40_000
    let pairs: [[(Int, Int)]] = [
      range.map { (weight(key: $0, 1), weight(key: $0, 2)) },
      range.map { (weight(key: $0, 5), weight(key: $0 + 1, 5)) },
      range.map { (weight(key: $0, 5), weight(seed: 2, key: $0, 5)) },
      range.map { (weight(key: $0, 3), weight(key: $0 + 1, 2)) },
    ]
    for pair in pairs { #expect(abs(correlation(pair)) < 4.5 / Double(range.count).squareRoot()) }
  }
}
