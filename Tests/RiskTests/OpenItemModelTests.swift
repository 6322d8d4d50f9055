import Execution
import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct OpenItemModelTests {
  private func fit(
    _ snapshot: Snapshot, group: OpenItemGroup = .pastDue, executor: Executor = .serial
  ) throws(OpenItemModel.Failure) -> OpenItemModel {
    try OpenItemModel(
      snapshot, group: group, calendar: snapshot.evaluate(PaymentCalendar.Estimate(), on: executor),
      days: OpenItemModel.trainingDays(of: snapshot, before: snapshot.asOf + 1), executor: executor)
  }

  private func rows(
    _ snapshot: Snapshot, group: OpenItemGroup = .pastDue, days: [Int], enough: Int = 250_000
  ) -> OpenItemRows {
    let calendar = PortfolioHazardTests.everything
    return OpenItemRows(
      snapshot, group: group, portfolio: PortfolioHazardTests.entries(snapshot, on: days), calendar: calendar,
      features: OpenItemFeatures.standard, enough: enough, .serial)
  }

  /// An item at random, within what ledgers hold and beyond.
  private func item(
    _ random: inout SeededGenerator, ages: ClosedRange<Int> = 0...300
  ) -> OpenItemKnowledge {
    func hazard() -> CellHazard {
      CellHazard(byCell: (0..<DelayCells.count).map { _ in Double.random(in: 1e-4...0.2, using: &random) })
    }
    func days() -> PaymentDays {
      (0..<Int.random(in: 0...40, using: &random)).reduce(into: PaymentDays()) { days, _ in
        days.add(day(Int.random(in: 0...300, using: &random)))
      }
    }
    return OpenItemKnowledge(
      age: Int.random(in: ages, using: &random), logAmount: Double.random(in: 0...10, using: &random),
      portfolioLogAmount: 5, usualLogAmount: Double.random(in: 3...7, using: &random), portfolio: hazard(),
      client: hazard(), passedOver: Int.random(in: 0...40, using: &random),
      meanLateness: Double.random(in: -20...40, using: &random), hasOlderItem: Bool.random(using: &random),
      monthEnd: MonthEndRecord(client: days(), portfolio: days(), turnDaysAhead: Array(0...120)))
  }

  @Test func outcomesByHand() {
    let snapshot = Snapshot.of(
      [
        InvoiceRow("1", issued: 0, due: 10, amount: 100, paidOn: 24),
        InvoiceRow("2", issued: 1, due: 10, amount: 100),
        InvoiceRow("3", issued: 2, due: 10, amount: 100),
        InvoiceRow("4", issued: 25, due: 25, amount: -100, kind: .creditNote, relatedTo: "3"),
      ], asOf: 40)
    let lives = snapshot.account(0).lives
    func outcomes(_ from: Int, _ horizon: Int) -> [Bool?] {
      lives.map { PaidOutcome(horizon: horizon).isPaid($0, from: day(from), asOf: day(40)) }
    }
    #expect(outcomes(14, 9) == [false, false, false])
    #expect(outcomes(14, 10) == [true, false, false])
    #expect(outcomes(14, 11) == [true, false, nil], "credited, not paid")
    #expect(outcomes(20, 20) == [true, false, nil])
    #expect(outcomes(20, 21) == [nil, nil, nil], "a horizon that has not run out")
  }

  /// Four items of one client, one of another, known 30 days later: four rows of half a weight, and one, at each of the
  /// horizons that have run out.
  @Test func rowsOfOneClientAndDayCountAsTheirRoot() {
    var ledger = (1...4).map { InvoiceRow("\($0)", issued: 0, due: 10, amount: 100, paidOn: 10 + 7 * $0) }
    ledger.append(InvoiceRow("5", client: "C2", issued: 0, due: 10, amount: 100))
    let found = rows(.of(ledger, asOf: 41), days: [11])
    #expect(found.rows.count == 4 * 5 && found.oneBlockIn == 1)
    // A snapshot of 30 days ago counts for less than one of today.
    let recency = pow(0.5, 30 / 120.0)
    let weights = Array(repeating: 0.5 * recency, count: 16) + Array(repeating: recency, count: 4)
    #expect(zip(found.rows.weights, weights).allSatisfy { abs($0 - $1) < 1e-12 } && found.rows.weights.count == 20)
    #expect(found.rows.outcomes.prefix(16).filter(\.self).count == 1 + 2 + 3 + 4)
    #expect(found.rows.clients == Array(repeating: 0, count: 16) + [1, 1, 1, 1])
  }

  @Test(arguments: UInt64(0)..<10) func trainingSeesNothingOfTheFuture(seed: UInt64) throws {
    let source = RandomLedger(seed: seed, clients: 6, invoices: 150).rows
    let past = Snapshot.of(source, asOf: 300)
    let future = Snapshot.of(source.perturbed(after: 300, seed: seed), asOf: 600)
    let (first, second) = (try fit(past), try fit(future.earlier(day(300))))
    #expect(first.regression.fit.coefficients == second.regression.fit.coefficients && first.rows > 100)
    #expect(first.regression.scaling == second.regression.scaling)
  }

  @Test func theSameBitsOnAnyNumberOfThreads() throws {
    let snapshot = Snapshot.of(RandomLedger(seed: 3, clients: 6, invoices: 150).rows, asOf: 300)
    let fits = try [1, 2, 3].map { try fit(snapshot, executor: Executor(threads: $0)).regression.fit.coefficients }
    #expect(fits[0] == fits[1] && fits[0] == fits[2])
  }

  /// P does not fall as the horizon grows, and at a horizon the model has learnt it is the model's own or that of a shorter
  /// one.
  @Test(arguments: UInt64(0)..<10) func probabilitiesOfAnItemAgree(seed: UInt64) throws {
    let model = try fit(.of(RandomLedger(seed: seed, clients: 6, invoices: 150).rows, asOf: 400))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let item = item(&random)
      let chances = (1...150).map { model.probability(paidWithin: $0, item) }
      #expect(chances.allSatisfy { (0...1).contains($0) })
      #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
      var highest = 0.0
      for horizon in OpenItemGroup.pastDue.horizons {
        highest = max(
          highest,
          model.regression.probability(OpenItemFeatures.values(OpenItemFeatures.standard, of: item, horizon: horizon)))
        #expect(abs(chances[horizon - 1] - highest) < 1e-12)
      }
    }
  }

  /// Where only the short horizons have seen the payments of late, the regression gives the long ones less; the model does
  /// not.
  @Test func longHorizonsAreNeverLessLikelyThanShortOnes() throws {
    var ledger: [InvoiceRow] = []
    for due in 0..<90 {
      for number in 0..<(due < 50 ? 1 : 5) {
        let isPaid = due == 0 || due >= 50
        let paidOn: Int = due + 5 + number % 3
        ledger.append(
          InvoiceRow(
            "\(due)-\(number)", client: "C\((due + number) % 20)", issued: due - 10, due: due, amount: 100,
            paidOn: isPaid ? paidOn : nil))
      }
    }
    let model = try fit(.of(ledger, asOf: 100))
    var random = SeededGenerator(seed: 6)
    var falling = 0
    for _ in 0..<20 {
      let item = item(&random)
      let alone = OpenItemGroup.pastDue.horizons.map {
        model.regression.probability(OpenItemFeatures.values(OpenItemFeatures.standard, of: item, horizon: $0))
      }
      let chances = (1...90).map { model.probability(paidWithin: $0, item) }
      if alone[5] < alone[0] { falling += 1 }
      #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
    }
    #expect(falling > 0)
  }

  @Test func betweenHorizonsTheHazardIsConstant() throws {
    let model = try fit(.of(RandomLedger(seed: 1, clients: 6, invoices: 150).rows, asOf: 400))
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      let item = item(&random)
      func unpaid(_ horizon: Int) -> Double { 1 - model.probability(paidWithin: horizon, item) }
      for (first, middle, last) in [(7, 9, 11), (30, 36, 42), (45, 60, 75), (60, 70, 80)] {
        #expect(abs(unpaid(middle) * unpaid(middle) - unpaid(first) * unpaid(last)) < 1e-12)
      }
      #expect(abs(pow(unpaid(1), 7) - unpaid(7)) < 1e-12)
    }
  }

  /// Every day at which nobody is past due, or everybody pays, is no reason to stop: the failure has a name.
  @Test func tooLittleToLearnFromIsNamed() {
    let punctual = (0..<50).map { InvoiceRow("\($0)", issued: $0, due: $0 + 10, amount: 100, paidOn: $0 + 9) }
    let prompt = (0..<50).map { InvoiceRow("\($0)", issued: $0, due: $0 + 10, amount: 100, paidOn: $0 + 13) }
    for ledger in [[], punctual, prompt] {
      #expect(throws: OpenItemModel.Failure.tooFewEvents(events: 0, needed: 1)) { try fit(.of(ledger, asOf: 200)) }
    }
  }

  @Test func oneClientIsEnough() throws {
    let source = RandomLedger(seed: 5, clients: 1, invoices: 60).rows
    let model = try fit(.of(source, asOf: 300))
    #expect(model.regression.designEffect == 1 && model.regression.clustered == nil)
    var random = SeededGenerator(seed: 2)
    #expect((0.0...1).contains(model.probability(paidWithin: 30, item(&random))))
  }

  /// Clients that always pay and clients that never do, all amounts alike: what tells nothing is left out, and the rest has a
  /// finite estimate.
  @Test func separationAndConstantFeaturesAreNoObstacle() throws {
    let ledger = (0..<400).map { number in
      InvoiceRow(
        "\(number)", client: "C\(number % 20)", issued: number / 2, due: number / 2 + 10, amount: 100,
        paidOn: number % 20 < 10 ? number / 2 + 10 + 8 : nil)
    }
    let snapshot = Snapshot.of(ledger, asOf: 230)
    let model = try fit(snapshot)
    #expect(model.regression.scaling.constant.contains("item_amount"))
    #expect(model.regression.fit.coefficients.allSatisfy { abs($0) < 20 })
    let calendar = model.calendar
    let portfolio = PortfolioHazardTests.entries(snapshot, on: [215], calendar: calendar)
    for (client, pays) in [(0, true), (10, false)] {
      let index = try #require(snapshot.clients.firstIndex { $0.id == "C\(client)" })
      var chances: [Double] = []
      OpenItemHistory.forEachItem(
        snapshot.account(index), in: [.pastDue], portfolio: portfolio, calendar: calendar
      ) { _, _, item in chances.append(model.probability(paidWithin: 30, item)) }
      #expect(chances.allSatisfy { pays ? $0 > 0.9 : $0 < 0.1 } && (pays || !chances.isEmpty))
    }
  }

  /// With so few rows the penalty leaves little but the odds, at half their face value.
  @Test func thirtyRowsLeaveTheOddsAtHalfTheirFaceValue() throws {
    let ledger = (0..<5).map {
      InvoiceRow("\($0)", client: "C\($0)", issued: 0, due: 10, amount: 100, paidOn: 10 + 10 * $0 + 5)
    }
    let found = rows(.of(ledger, asOf: 100), days: [11])
    #expect(found.rows.count == 30)
    let snapshot = Snapshot.of(ledger, asOf: 100)
    let model = try OpenItemModel(
      snapshot, calendar: PortfolioHazardTests.everything, days: [day(11)], executor: .serial)
    #expect(model.rows == 30)
    for (column, coefficient) in zip(model.regression.scaling.columns, model.regression.fit.coefficients.dropFirst()) {
      let isOdds = ["portfolio_odds", "client_odds"].contains(column.name)
      let distance = isOdds ? coefficient / column.deviation - 0.5 : coefficient
      // The horizon is all but free.
      let bound = column.name == "log_horizon" ? 1 : 0.25
      #expect(abs(distance) < bound, "\(column.name) is \(coefficient)")
    }
  }

  @Test func trainingDaysByHand() {
    let snapshot = Snapshot.of([InvoiceRow("1", issued: 3, due: 10, amount: 100)], asOf: 30)
    #expect(OpenItemModel.trainingDays(of: snapshot, before: day(31)) == [10, 17, 24].map { day($0) })
    #expect(OpenItemModel.trainingDays(of: snapshot, before: day(40), every: 9) == [4, 13, 22].map { day($0) })
    #expect(OpenItemModel.trainingDays(of: .of([], asOf: 30), before: day(31)) == [])
    let old = Snapshot.of([InvoiceRow("1", issued: -2_000, due: 10, amount: 100)], asOf: 30)
    #expect(OpenItemModel.trainingDays(of: old, before: day(31)).count == 104)
  }

  /// Of a large ledger, whole blocks of clients are left out.
  @Test func plentyOfRowsAreThinnedByBlock() throws {
    let clients = 2_500
    let ledger = (0..<25_000).map { number in
      InvoiceRow(
        "\(number)", client: "C\(10_000 + number % clients)", issued: number % 50, due: number % 50 + 10, amount: 100,
        paidOn: number % 3 == 0 ? nil : number % 50 + 12 + number % 40)
    }
    let snapshot = Snapshot.of(ledger, asOf: 100)
    let blocks = BlockPlan(offsets: snapshot.documentOffsets).blocks
    try #require(blocks.count == 4)
    let all = rows(snapshot, days: [30, 37])
    let some = rows(snapshot, days: [30, 37], enough: all.rows.count - 1)
    #expect(all.oneBlockIn == 1 && some.oneBlockIn == 2)
    let kept = all.rows.clients.indices.filter { row in
      blocks[0].contains(Int(all.rows.clients[row])) || blocks[2].contains(Int(all.rows.clients[row]))
    }
    let expected = all.rows.selecting(kept)
    #expect(some.rows.columns.indices.allSatisfy { some.rows.column($0) == expected.column($0) })
  }
}
