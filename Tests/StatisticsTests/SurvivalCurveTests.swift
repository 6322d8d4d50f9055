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

  /// The project's definitions, §11: (t, event) = (5,1)(10,1)(12,0)(31,1)(40,0)(45,1)(70,0)(95,1).
  @Test func workedValues() throws {
    var table = LifeTable()
    for day in [5, 10, 31, 45, 95] { table.events.add(day) }
    for day in [12, 40, 70] { table.censored.add(day) }
    let curve = try SurvivalCurve(table)
    #expect(curve.steps.map(\.day) == [5, 10, 31, 45, 95])
    for (step, unpaid) in zip(curve.steps, [0.875, 0.75, 0.6, 0.4, 0]) { #expect(abs(step.unpaid - unpaid) < 1e-12) }
    for (step, error) in zip(curve.steps, [0.1169, 0.1531, 0.1817, 0.2033]) {
      #expect(abs(step.unpaid * step.greenwoodSum.squareRoot() - error) <= 0.00005, "printed to four decimals")
    }
    // Nelson–Aalen: 1/8 + 1/7 + 1/5 + 1/3 + 1.
    let hazards = [0.125, 0.125 + 1 / 7.0, 0.125 + 1 / 7.0 + 0.2, 0.125 + 1 / 7.0 + 0.2 + 1 / 3.0]
    for (day, hazard) in zip([5, 30, 44, 94], hazards) {
      #expect(abs(curve.cumulativeHazard(at: day) - hazard) < 1e-12)
    }
    #expect(curve.cumulativeHazard(at: 4) == 0)
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
    #expect(paid.unpaid(at: 500) == SurvivalCurve.Estimate(value: 0, low: nil, high: nil), "all were paid: 0 for good")
    #expect(paid.unpaid(at: 500, given: 10) == nil, "nobody was unpaid on day 10")
    #expect(paid.unpaid(at: 9) == SurvivalCurve.Estimate(value: 1, low: nil, high: nil))
  }

  @Test func withoutEventsThereIsNoCurve() {
    var table = LifeTable()
    #expect(throws: SurvivalCurve.Failure.noEvents) { try SurvivalCurve(table) }
    table.censored.add(5)
    #expect(throws: SurvivalCurve.Failure.noEvents) { try SurvivalCurve(table) }
  }

  @Test func theComplementSwapsTheBounds() {
    let estimate = SurvivalCurve.Estimate(value: 0.25, low: 0.125, high: 0.5)
    #expect(estimate.complement == SurvivalCurve.Estimate(value: 0.75, low: 0.5, high: 0.875))
  }

  private func expectNear(_ found: Double?, _ expected: Double?, _ place: SourceLocation = #_sourceLocation) {
    guard let found, let expected else {
      #expect(found == expected, sourceLocation: place)
      return
    }
    #expect(abs(found - expected) <= 1e-10, sourceLocation: place)
  }
}
