import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct BinomialIntervalTests {
  private struct Reference: Decodable {
    struct Case: Decodable {
      let events: Int
      let rows: Int
      let low: Double
      let high: Double
    }
    let binomial: [Case]
  }

  /// scipy 1.17.1, binomtest(…).proportion_ci(method="exact").
  @Test func matchesScipy() throws {
    for expected in try Files.reference("fitting_python.json", as: Reference.self).binomial {
      let interval = BinomialInterval.exact(events: expected.events, of: expected.rows)
      #expect(abs(interval.lowerBound - expected.low) <= 1e-9 * max(expected.low, 1e-3))
      #expect(abs(interval.upperBound - expected.high) <= 1e-9)
    }
  }

  /// Printed by R's binom.test(682, 925) for Mendel's peas (Conover 1971, p. 97), in its documentation.
  @Test func matchesMendelsPeas() {
    let interval = BinomialInterval.exact(events: 682, of: 925)
    #expect(abs(interval.lowerBound - 0.7076683) <= 0.5e-7 && abs(interval.upperBound - 0.7654066) <= 0.5e-7)
  }

  @Test(arguments: [1, 2, 10, 500]) func noEventsHaveAClosedForm(rows: Int) {
    let none = BinomialInterval.exact(events: 0, of: rows)
    #expect(none.lowerBound == 0 && abs(none.upperBound - (1 - pow(0.025, 1 / Double(rows)))) < 1e-12)
    let all = BinomialInterval.exact(events: rows, of: rows)
    #expect(all.upperBound == 1 && abs(all.lowerBound - pow(0.025, 1 / Double(rows))) < 1e-12)
  }

  /// The definition: the tails at the two ends, summed term by term, are 2.5 % each.
  @Test(arguments: [(1, 6), (3, 12), (11, 12), (20, 45)]) func theTailsAreTwoAndAHalfPerCent(events: Int, rows: Int) {
    func probability(_ k: Int, _ p: Double) -> Double {
      let ways = (0..<k).reduce(1.0) { $0 * Double(rows - $1) / Double($1 + 1) }
      return ways * pow(p, Double(k)) * pow(1 - p, Double(rows - k))
    }
    let interval = BinomialInterval.exact(events: events, of: rows)
    let above = (events...rows).reduce(0) { $0 + probability($1, interval.lowerBound) }
    let below = (0...events).reduce(0) { $0 + probability($1, interval.upperBound) }
    #expect(abs(above - 0.025) < 1e-12 && abs(below - 0.025) < 1e-12)
  }

  @Test func eventsAndOthersMirrorEachOther() {
    for events in 0...30 {
      let (one, other) = (
        BinomialInterval.exact(events: events, of: 30), BinomialInterval.exact(events: 30 - events, of: 30)
      )
      #expect(abs(one.lowerBound - (1 - other.upperBound)) < 1e-13)
      #expect(one.contains(Double(events) / 30))
    }
  }
}
