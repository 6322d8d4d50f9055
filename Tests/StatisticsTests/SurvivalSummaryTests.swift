import TestSupport
import Testing

@testable import Statistics

/// Medians and restricted means against R's survival 3.5-3; see Tests/References/README.md.
@Suite struct SurvivalSummaryTests {
  private struct Reference: Decodable {
    struct Summary: Decodable {
      struct Restricted: Decodable {
        let horizon: Int
        let mean: Double
        let stdErr: Double
      }
      let median: Double
      let low: Double?
      let high: Double?
      let restricted: [Restricted]
    }
    let remission: Summary
    let receivables: Summary
    let lateEntry: Summary
  }

  private func expect(_ curve: SurvivalCurve, _ expected: Reference.Summary) throws {
    #expect(curve.median == SurvivalCurve.Median(day: expected.median, low: expected.low, high: expected.high))
    for reference in expected.restricted {
      let found = try #require(curve.restrictedMean(upTo: reference.horizon))
      #expect(abs(found.mean - reference.mean) <= 1e-10)
      #expect(abs(found.standardError - reference.stdErr) <= 1e-10)
    }
  }

  @Test func matchesR() throws {
    let reference = try Files.reference("survival_summary.json", as: Reference.self)
    var remission = LifeTable()
    for row in try Files.referenceTable("survival_6mp.csv") {
      if row["status"] == 1 {
        remission.events.add(Int(row["time"]!))
      } else {
        remission.censored.add(Int(row["time"]!))
      }
    }
    try expect(SurvivalCurve(remission), reference.remission)

    var (receivables, lateEntry) = (LifeTable(), LifeTable())
    for (index, row) in try Files.referenceTable("survival_receivables.csv").enumerated() {
      let day = Int(row["days"]!)
      if row["event"] == 1 { receivables.events.add(day) } else { receivables.censored.add(day) }
      // As in make_survival_summary.R, which counts rows from 1.
      if (index + 1).isMultiple(of: 3) { lateEntry.entered.add(day - ((index + 1).isMultiple(of: 2) ? 7 : 40)) }
    }
    try expect(SurvivalCurve(receivables), reference.receivables)
    lateEntry.events.merge(receivables.events)
    lateEntry.censored.merge(receivables.censored)
    try expect(SurvivalCurve(lateEntry), reference.lateEntry)
  }

  private func curve(events: [Int], censored: [Int]) throws -> SurvivalCurve {
    var table = LifeTable()
    for day in events { table.events.add(day) }
    for day in censored { table.censored.add(day) }
    return try SurvivalCurve(table)
  }

  @Test func aStretchOfOneHalfHasItsMiddleForMedian() throws {
    #expect(try curve(events: [10, 20, 30, 50], censored: []).median?.day == 25)
    #expect(try curve(events: [10, 20], censored: [21, 40]).median?.day == 30, "up to the last day observed")
  }

  @Test func aMedianThatIsNotReachedIsNone() throws {
    #expect(try curve(events: [10], censored: [20, 30]).median == nil)
  }

  @Test func theMeanStopsAtTheHorizon() throws {
    let found = try curve(events: [-10, 10, 40, 80], censored: [])
    #expect(found.restrictedMean(upTo: 20)?.mean == 10, "(−10 + 10 + 20 + 20) / 4")
    #expect(found.restrictedMean(upTo: 500)?.mean == 30, "everybody had the event")
    #expect(try curve(events: [10], censored: [20]).restrictedMean(upTo: 21) == nil, "nothing was seen of day 21")
  }
}
