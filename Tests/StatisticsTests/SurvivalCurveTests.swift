import Statistics
import TestSupport
import Testing

@Suite struct SurvivalCurveTests {
  /// `survfit(conf.type = "log-log")` of R's survival 3.5-3; see Tests/References/README.md.
  private struct Reference: Decodable {
    struct Curve: Decodable {
      let time: [Int]
      let nRisk: [Int64]
      let nEvent: [Int64]
      let surv: [Double]
      let stdErr: [Double?]
      let lower: [Double?]
      let upper: [Double?]
    }
    let remission: Curve
    let receivables: Curve

    enum CodingKeys: String, CodingKey {
      case remission = "survival6Mp"
      case receivables = "survivalReceivables"
    }
  }

  private func table(_ file: String, day: String, event: String) throws -> LifeTable {
    try Files.referenceTable(file).reduce(into: LifeTable()) { table, row in
      if row[event] == 1 { table.events.add(Int(row[day]!)) } else { table.censored.add(Int(row[day]!)) }
    }
  }

  @Test(arguments: ["survival_6mp", "survival_receivables"]) func matchesR(file: String) throws {
    let reference = try Files.reference("survival_reference.json", as: Reference.self)
    let isFreireich = file == "survival_6mp"
    let expected = isFreireich ? reference.remission : reference.receivables
    let curve = try SurvivalCurve(
      table(file + ".csv", day: isFreireich ? "time" : "days", event: isFreireich ? "status" : "event"))

    #expect(
      curve.steps.map(\.day) == expected.time.indices.filter { expected.nEvent[$0] > 0 }.map { expected.time[$0] })
    #expect(curve.steps.map(\.events) == expected.nEvent.filter { $0 > 0 })
    #expect(curve.lastDay == expected.time.last)
    for (index, day) in expected.time.enumerated() {
      let estimate = try #require(curve.unpaid(at: day))
      #expect(abs(estimate.value - expected.surv[index]) <= 1e-10)
      #expect(curve.atRisk(day) == expected.nRisk[index])
      // R leaves the bounds out where S is 0.
      expectNear(estimate.low, expected.lower[index])
      expectNear(estimate.high, expected.upper[index])
      let step = try #require(curve.steps.last { $0.day <= day })
      if let error = expected.stdErr[index] {
        #expect(abs(step.unpaid * step.greenwoodSum.squareRoot() - error) <= 1e-10)
      } else {
        #expect(step.unpaid == 0 && step.greenwoodSum == .infinity)
      }
    }
    #expect(expected.lower.contains { $0 == nil } == !isFreireich, "one of the two ends at 0")
  }

  @Test func nelsonAalen() throws {
    var table = LifeTable()
    for day in [5, 10, 31, 45, 95] { table.events.add(day) }
    for day in [12, 40, 70] { table.censored.add(day) }
    let curve = try SurvivalCurve(table)
    // 1/8 + 1/7 + 1/5 + 1/3 + 1.
    let hazards = [0.125, 0.125 + 1 / 7.0, 0.125 + 1 / 7.0 + 0.2, 0.125 + 1 / 7.0 + 0.2 + 1 / 3.0]
    for (day, hazard) in zip([5, 30, 44, 94], hazards) {
      #expect(abs(curve.cumulativeHazard(at: day) - hazard) < 1e-12)
    }
    #expect(curve.cumulativeHazard(at: 4) == 0)
  }

  private static func spell(_ row: [String: Double]) -> Spell {
    Spell(
      entry: row["start"].map { Int($0) }, exit: Int(row["time"] ?? row["stop"]!),
      end: (row["event"] ?? row["how"]) == 1 ? .paid : .censored, weight: 1)
  }

  private func expect(_ table: LifeTable, _ reference: DecayReference.Curve, _ place: SourceLocation = #_sourceLocation)
    throws
  {
    let curve = try SurvivalCurve(table)
    for (index, time) in reference.time.enumerated() {
      let estimate = try #require(curve.unpaid(at: time), sourceLocation: place)
      #expect(Double(curve.atRisk(time)) == reference.nRisk[index], sourceLocation: place)
      #expect(Double(table.events[time]) == reference.nEvent[index], sourceLocation: place)
      expectNear(estimate.value, reference.surv[index], place)
      expectNear(estimate.low, reference.lower[index], place)
      expectNear(estimate.high, reference.upper[index], place)
    }
    expectNear(curve.median?.day, reference.median[0], place)
    expectNear(curve.median?.low, reference.median[1], place)
    expectNear(curve.median?.high, reference.median[2], place)
    if let horizon = reference.horizon, let expected = reference.restrictedMean {
      let found = try #require(curve.restrictedMean(upTo: horizon), sourceLocation: place)
      expectNear(found.mean, expected[0], place)
      expectNear(found.standardError, expected[1], place)
    }
  }

  /// Medians, restricted means and curves of R's `survfit` on four data sets, two of them with late entry.
  @Test func mediansMeansAndLateEntryMatchR() throws {
    let reference = try #require(DecayReference.values)
    let gehan = try Files.referenceTable("survival_gehan.csv")
    try expect(LifeTable(gehan.filter { $0["control"] == 0 }, Self.spell), reference.gehan.treated)
    try expect(LifeTable(gehan.filter { $0["control"] == 1 }, Self.spell), reference.gehan.control)
    try expect(LifeTable(Files.referenceTable("survival_veteran.csv"), Self.spell), reference.veteran.all)
    let mgus = try Files.referenceTable("survival_mgus2.csv").map { row in
      row.filter { $0.key != "time" }
    }
    try expect(LifeTable(mgus, Self.spell), reference.mgus2.lateEntry)
    try expect(LifeTable(Files.referenceTable("survival_heart.csv"), Self.spell), reference.heart.all)
  }

  /// The table printed for the 6-MP arm in Kleinbaum & Klein, Survival Analysis, 3rd ed. (2012), §2.II, after Freireich et
  /// al. (1963), Blood 21(6), 699–716.
  @Test func thePublishedTableOfRemissions() throws {
    let rows = try Files.referenceTable("survival_gehan.csv").filter { $0["control"] == 0 }
    let curve = try SurvivalCurve(LifeTable(rows, Self.spell))
    let published: [(day: Int, atRisk: Int64, events: Int64, survival: Double)] = [
      (6, 21, 3, 0.8571), (7, 17, 1, 0.8067), (10, 15, 1, 0.7529), (13, 12, 1, 0.6902), (16, 11, 1, 0.6275),
      (22, 7, 1, 0.5378), (23, 6, 1, 0.4482),
    ]
    #expect(curve.steps.map(\.day) == published.map(\.day))
    for (step, row) in zip(curve.steps, published) {
      #expect(step.atRisk == row.atRisk && step.events == row.events)
      #expect(abs(step.unpaid - row.survival) <= 0.00005, "printed to four decimals")
    }
    #expect(curve.median?.day == 23)
  }

  /// Half of four left after day 10, and one more on day 20: the middle of the stretch at one half.
  @Test func aMedianOnAFlatStretchIsItsMiddle() throws {
    var table = LifeTable()
    for day in [5, 10, 20] { table.events.add(day) }
    table.censored.add(30)
    let curve = try SurvivalCurve(table)
    #expect(curve.median?.day == 15)
    let mean = try #require(curve.restrictedMean(upTo: 20))
    #expect(abs(mean.mean - (5 + 10 + 20 + 20) / 4) < 1e-12)
    #expect(curve.restrictedMean(upTo: 31) == nil && curve.restrictedMean(upTo: 30) != nil)
    #expect(curve.restrictedMean(upTo: 3)?.mean == 3 && curve.restrictedMean(upTo: 3)?.standardError == 0)
    table = LifeTable()
    table.events.add(4)
    table.censored.add(9, count: 3)
    #expect(try SurvivalCurve(table).median == nil, "three of four are open for good")
  }

  @Test func conditionalProbabilityIsARatioOfTheCurve() throws {
    let curve = try SurvivalCurve(table("survival_receivables.csv", day: "days", event: "event"))
    for day in [-30, 0, 15, 30, 45, 60, 90, 120, 168] {
      let (now, later) = (try #require(curve.unpaid(at: day)), try #require(curve.unpaid(at: day + 30)))
      let conditional = try #require(curve.unpaid(at: day + 30, given: day))
      #expect(abs(conditional.value - later.value / now.value) < 1e-12)
      let paid = try #require(curve.paid(within: 30, unpaidAt: day))
      #expect(abs(paid.value - (1 - later.value / now.value)) < 1e-12)
      if let low = paid.low, let high = paid.high {
        #expect(low < paid.value && paid.value < high && low >= 0 && high <= 1)
      }
    }
    #expect(curve.unpaid(at: 30, given: -100) == curve.unpaid(at: 30), "everyone is unpaid before the first day")
  }

  /// Conditioning on day 31 is starting again with those at risk after it.
  @Test func conditionalIntervalIsThatOfTheRemainingSubjects() throws {
    let whole = try table("survival_receivables.csv", day: "days", event: "event")
    var rest = LifeTable()
    for day in 31...300 {
      rest.events.add(day, count: whole.events[day])
      rest.censored.add(day, count: whole.censored[day])
    }
    for day in [45, 60, 100] {
      let (conditional, fresh) = (
        try SurvivalCurve(whole).unpaid(at: day, given: 30), try SurvivalCurve(rest).unpaid(at: day)
      )
      let (a, b) = (try #require(conditional), try #require(fresh))
      #expect(abs(a.value - b.value) < 1e-12)
      #expect(abs(try #require(a.low) - #require(b.low)) < 1e-10)
      #expect(abs(try #require(a.high) - #require(b.high)) < 1e-10)
    }
  }

  @Test func nothingIsSaidBeyondWhatWasSeen() throws {
    var table = LifeTable()
    table.events.add(10)
    table.censored.add(20)
    let curve = try SurvivalCurve(table)
    #expect(curve.unpaid(at: 20)?.value == 0.5)
    #expect(curve.unpaid(at: 21) == nil)
    #expect(curve.paid(within: 30, unpaidAt: 0) == nil)
    #expect([9, 10, 11, 20, 21].map { curve.atRisk($0) } == [2, 2, 1, 1, 0])

    table = LifeTable()
    table.events.add(10)
    let paid = try SurvivalCurve(table)
    #expect(paid.unpaid(at: 500) == Estimate(value: 0, low: nil, high: nil), "all were paid: 0 for good")
    #expect(paid.unpaid(at: 500, given: 10) == nil, "nobody was unpaid on day 10")
    #expect(paid.unpaid(at: 9) == Estimate(value: 1, low: nil, high: nil))
  }

  @Test func withoutEventsThereIsNoCurve() {
    var table = LifeTable()
    #expect(throws: SurvivalCurve.Failure.noEvents) { try SurvivalCurve(table) }
    table.censored.add(5)
    #expect(throws: SurvivalCurve.Failure.noEvents) { try SurvivalCurve(table) }
  }

  @Test func theComplementSwapsTheBounds() {
    let estimate = Estimate(value: 0.25, low: 0.125, high: 0.5)
    #expect(estimate.complement == Estimate(value: 0.75, low: 0.5, high: 0.875))
  }

  private func expectNear(_ found: Double?, _ expected: Double?, _ place: SourceLocation = #_sourceLocation) {
    guard let found, let expected else {
      #expect(found == expected, sourceLocation: place)
      return
    }
    #expect(abs(found - expected) <= 1e-10, sourceLocation: place)
  }
}
