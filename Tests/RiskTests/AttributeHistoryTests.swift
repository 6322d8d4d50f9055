import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct AttributeHistoryTests {
  private func record(_ snapshot: Snapshot, grace: Int = 10) -> AttributeHistory.Record {
    let outcome = LateOutcome(grace: grace)
    return snapshot.evaluate(
      AttributeHistory(snapshot.attributes[0], of: snapshot, outcome: outcome), on: .serial)
  }

  private func excess(_ record: AttributeHistory.Record, _ snapshot: Snapshot, _ level: String, by asOf: Int) -> Double
  {
    record.excessLogOdds(ofLevel: snapshot.attributes[0].levels.firstIndex(of: level)!, by: day(asOf))
  }

  /// By hand: 30 of 40 of the north are late and 10 of 60 of the south, all known on day 40.
  @Test func aLevelsRateIsShrunkToThePortfolios() {
    let rows =
      (0..<100).map { number in
        let isNorth = number < 40
        let isLate = isNorth ? number < 30 : number < 50
        return InvoiceRow(
          "\(number)", client: "C\(number)", issued: 0, due: 30, amount: 100, paidOn: isLate ? 60 : 30,
          attributes: [isNorth ? "north" : "south"])
      } + [InvoiceRow("new", issued: 50, due: 60, amount: 1, attributes: ["west"])]
    let snapshot = Snapshot.of(rows, asOf: 90)
    let record = record(snapshot)
    func logOdds(_ p: Double) -> Double { Foundation.log(p / (1 - p)) }
    // The invoice of the west is known to be late from day 70 on.
    let rate = 40.0 / 100
    let north = (30 + 20 * rate) / (40 + 20)
    #expect(abs(excess(record, snapshot, "north", by: 69) - (logOdds(north) - logOdds(rate))) < 1e-12)
    #expect(excess(record, snapshot, "south", by: 69) < 0)
    #expect(abs(excess(record, snapshot, "west", by: 69)) < 1e-12, "nothing is known of it")
    #expect(excess(record, snapshot, "north", by: 39) == 0, "and nothing of anybody before the first outcome")
    #expect(excess(record, snapshot, "west", by: 70) > 0)
  }

  /// Where all invoices have one level, it tells nothing: not even how many there are.
  @Test func theOnlyLevelSaysNothing() {
    let rows = (0..<60).map { InvoiceRow("\($0)", issued: $0, due: $0 + 5, amount: 1, attributes: [""]) }
    let snapshot = Snapshot.of(rows, asOf: 200)
    let record = record(snapshot)
    for asOf in 0...200 { #expect(excess(record, snapshot, "", by: asOf) == 0) }
  }

  /// A level with few invoices stays near the portfolio; a level of many of the same rate does not.
  @Test func fewRowsSayLittle() {
    func excess(of count: Int) -> Double {
      let rows =
        (0..<200).map {
          InvoiceRow("p\($0)", issued: 0, due: 5, amount: 1, paidOn: $0 % 10 < 3 ? 40 : 5, attributes: ["usual"])
        } + (0..<count).map { InvoiceRow("x\($0)", issued: 0, due: 5, amount: 1, attributes: ["odd"]) }
      let snapshot = Snapshot.of(rows, asOf: 50)
      return self.excess(record(snapshot), snapshot, "odd", by: 50)
    }
    #expect(0 < excess(of: 1) && excess(of: 1) < excess(of: 10) / 2 && excess(of: 10) < excess(of: 100))
  }

  @Test(arguments: UInt64(1)...15) func itObeysTheLawsOfMetrics(seed: UInt64) throws {
    let laws = MetricLaws(
      { AttributeHistory($0.attributes[0], of: $0, outcome: LateOutcome()) },
      figures: { record in [record.excessLogOdds(ofLevel: 0, by: day(10_000))] }, amounts: { _ in [] })
    #expect(try laws.broken(by: RandomLedger(seed: seed).rows, asOf: 300, seed: seed) == [])
  }

  @Test(arguments: UInt64(0)..<20) func theFutureLeavesNoTrace(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let (now, later) = (
      Snapshot.of(rows, asOf: 200), Snapshot.of(rows.perturbed(after: 200, seed: seed), asOf: 500)
    )
    for level in now.attributes[0].levels {
      for asOf in stride(from: 0, through: 200, by: 7) {
        #expect(excess(record(now), now, level, by: asOf) == excess(record(later), later, level, by: asOf))
      }
    }
  }

  /// Every client is new and only its attribute tells how it will pay: what a model can know, it must know.
  @Test func theModelLearnsAnAttribute() throws {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<3_000).map { number in
      let issued = number / 4
      let isNorth = random.chance(0.3)
      let isLate = random.chance(isNorth ? 0.7 : 0.1)
      return InvoiceRow(
        "\(number)", client: "C\(number)", issued: issued, due: issued + 30, amount: 10_000,
        paidOn: issued + 30 + Int.random(in: isLate ? 31...60 : 0...20, using: &random),
        attributes: [isNorth ? "north" : "south"])
    }
    func auc(_ rows: [InvoiceRow]) throws -> Double {
      let test = try IssueTask.test(
        .of(rows, asOf: 900), outcome: LateOutcome(), trainedUntil: day(500), tested: day(501)...day(749),
        executor: .serial)
      return test.model.ranking.auc
    }
    var blind = rows
    for index in blind.indices { blind[index].attributes = [] }
    // With the level known, a late invoice ranks first with chance (.7 × .3 × .9 × .7 + ½ …) / …: about 0.80.
    #expect(try auc(rows) > 0.75)
    #expect(try auc(blind) < 0.6)
  }
}
