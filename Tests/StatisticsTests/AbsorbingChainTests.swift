import Statistics
import TestSupport
import Testing

@Suite struct AbsorbingChainTests {
  private func expectNear(_ found: [[Double]], _ expected: [[Double]]) {
    #expect(found.count == expected.count)
    for (row, other) in zip(found, expected) {
      #expect(row.count == other.count && zip(row, other).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
    }
  }

  /// The drunkard's walk: Grinstead & Snell, Introduction to Probability, 2nd ed. (1997), examples 11.13, 11.22 and 11.24.
  @Test func theDrunkardsWalk() throws {
    let chain = try AbsorbingChain(
      passing: [[0, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0]], ending: [[0.5, 0], [0, 0], [0, 0.5]])
    expectNear(chain.expectedVisits, [[1.5, 1, 0.5], [1, 2, 1], [0.5, 1, 1.5]])
    expectNear(chain.absorption, [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]])
  }

  /// Everything ends somewhere, and a state is visited at least once from itself.
  @Test(arguments: UInt64(1)...30) func probabilitiesSumToOne(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let states = Int.random(in: 1...8, using: &random)
    let rows = (0..<states).map { _ in
      let weights = (0..<(states + 3)).map { _ in random.chance(0.4) ? 0 : Double.random(in: 0..<1, using: &random) }
      let sum = weights.reduce(0.01, +)
      return weights.dropLast().map { $0 / sum } + [(weights.last! + 0.01) / sum]
    }
    let chain = try AbsorbingChain(
      passing: rows.map { Array($0.prefix(states)) }, ending: rows.map { Array($0.suffix(3)) })
    for (state, row) in chain.absorption.enumerated() {
      #expect(abs(row.reduce(0, +) - 1) < 1e-10 && row.allSatisfy { $0 > -1e-12 })
      #expect(chain.expectedVisits[state][state] >= 1 - 1e-12)
    }
  }

  @Test func aStateThatIsNeverLeftIsNamed() {
    #expect(throws: AbsorbingChain.Failure.neverEnds(state: 1)) {
      try AbsorbingChain(passing: [[0, 0.5], [0, 1]], ending: [[0.5], [0]])
    }
    #expect(throws: AbsorbingChain.Failure.neverEnds(state: 0)) {
      try AbsorbingChain(passing: [[0, 1, 0], [1, 0, 0], [0, 0, 0.5]], ending: [[0], [0], [0.5]])
    }
    #expect(throws: AbsorbingChain.Failure.nearlyNeverEnds) {
      try AbsorbingChain(passing: [[1 - 1e-14]], ending: [[1e-14]])
    }
  }

  @Test func withoutStatesThereIsNothing() throws {
    #expect(try AbsorbingChain(passing: [], ending: []).absorption.isEmpty)
  }
}
