import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct PopulationStabilityTests {
  /// Ten values of one bin each, and then all in the first: by hand.
  @Test func matchesTheDefinition() {
    let reference = (0..<100).map(Double.init)
    let index = PopulationStability(reference: reference).index(of: Array(repeating: 0.5, count: 20))
    // With half a value added to ten bins: 10.5 of 105 before; 20.5 of 25 in the first and 0.5 of 25 in the others after.
    let (before, first, others) = (10.5 / 105, 20.5 / 25, 0.5 / 25)
    let expected = (first - before) * log(first / before) + 9 * (others - before) * log(others / before)
    #expect(abs(index.value - expected) < 1e-14)
    #expect(abs(index.expectedByChance - 9 * (1.0 / 100 + 1.0 / 20)) < 1e-15)
  }

  @Test func theSamePopulationHasIndexZero() {
    let values = (0..<997).map { Double($0 * 7 % 113) }
    #expect(PopulationStability(reference: values).index(of: values.reversed()).value == 0)
  }

  /// Of two samples of one law the index is chance, about what is said; a shift by half a deviation is far beyond it.
  @Test func chanceIsToldFromAShift() {
    var random = SeededGenerator(seed: 9)
    func sample(_ count: Int, shift: Double) -> [Double] { (0..<count).map { _ in random.normal() + shift } }
    var (found, expected) = (0.0, 0.0)
    for _ in 0..<200 {
      let index = PopulationStability(reference: sample(1_000, shift: 0)).index(of: sample(500, shift: 0))
      found += index.value / 200
      expected = index.expectedByChance
    }
    #expect(abs(found / expected - 1) < 0.1)
    let shifted = PopulationStability(reference: sample(1_000, shift: 0)).index(of: sample(500, shift: 0.5))
    #expect(shifted.value > 0.15 && shifted.value < 0.4)
  }

  /// Yes and no: two bins; those outside stay empty.
  @Test func fewDifferentValues() {
    let stability = PopulationStability(reference: (0..<100).map { $0 < 80 ? 0 : 1 })
    let index = stability.index(of: (0..<100).map { $0 < 50 ? 0 : 1 })
    let (no, nowNo, yes, nowYes) = (80.5 / 101, 50.5 / 101, 20.5 / 101, 50.5 / 101)
    let expected = (nowNo - no) * log(nowNo / no) + (nowYes - yes) * log(nowYes / yes)
    #expect(abs(index.value - expected) < 1e-14)
    #expect(abs(index.expectedByChance - 0.02) < 1e-15)
  }

  /// A quantity that had one value only has moved when it has another, on either side.
  @Test(arguments: [2.0, 4]) func aConstantThatChanges(value: Double) {
    let constant = PopulationStability(reference: [3, 3, 3])
    #expect(constant.index(of: [3, 3]) == PopulationStability.Index(value: 0, expectedByChance: 0))
    #expect(constant.index(of: [3, value]).value > 0.25)
  }

  @Test func theTextReadsBackExactly() throws {
    let stability = PopulationStability(reference: (0..<77).map { sqrt(Double($0)) })
    #expect(try JSONDecoder().decode(PopulationStability.self, from: JSONEncoder().encode(stability)) == stability)
  }
}
