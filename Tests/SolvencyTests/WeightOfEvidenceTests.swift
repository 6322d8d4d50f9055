import Execution
import Foundation
import Risk
import TestSupport
import Testing

@testable import Solvency

@Suite struct WeightOfEvidenceTests {
  private func evidence(_ values: PredictorColumn.Values, _ outcomes: [Bool]) -> WeightOfEvidence {
    WeightOfEvidence(PredictorColumn(name: "x", values: values), outcomes, leastGaps: 5)
  }

  /// 100 rows, half of them failed; of 40 with the word a, 30. Twenty rows at the rate of all are added: 40 failed against 20.
  @Test func theWeightOfAWord() throws {
    let words = Array(repeating: "a", count: 40) + Array(repeating: "b", count: 56) + Array(repeating: "", count: 4)
    let outcomes = (0..<100).map { $0 < 30 || ($0 >= 40 && $0 < 60) }
    let found = evidence(.words(words), outcomes)
    #expect(abs(found[.word("a")]! - log(2)) < 1e-12)
    // Of 56, 20 failed: (20 + 10) / (36 + 10).
    #expect(abs(found[.word("b")]! - log(30.0 / 46)) < 1e-12)
    #expect(found[.word("c")] == nil && found[.gap] == nil, "four gaps are too few")
  }

  /// Rates of .2, .6, .4, .8 in four runs of equal values: the middle two are pooled, for the weights rise.
  @Test func binsThatGoBackAndForthArePooled() throws {
    let rates = [2, 6, 4, 8]
    let numbers = (0..<400).map { Double($0 / 100) }
    let outcomes = (0..<400).map { $0 % 10 < rates[$0 / 100] }
    let found = evidence(.numbers(numbers), outcomes)
    let weights = (0..<4).map { found[.number(Double($0))]! }
    #expect(weights[0] < weights[1] && weights[1] == weights[2] && weights[2] < weights[3])
    // (20 + 10) / (80 + 10), beside a rate of one half.
    #expect(abs(weights[0] - log(30.0 / 90)) < 1e-12)
    #expect(found[.number(-1e300)] == weights[0] && found[.number(1e300)] == weights[3], "outliers are the last bin")
    // Turned about, the weights fall.
    let falling = evidence(.numbers(numbers.map { -$0 }), outcomes)
    #expect(falling[.number(0)] == weights[0] && falling[.number(-3)] == weights[3])
  }

  @Test func theWeightsOfManyValuesOnlyRiseOrOnlyFall() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let numbers = (0..<300).map { _ in Double(Int.random(in: 0..<60, using: &random)) }
      let outcomes = numbers.map { Double.random(in: 0..<60, using: &random) < $0 || $0 < 5 }
      let found = evidence(.numbers(numbers), outcomes)
      let weights = (0..<60).map { found[.number(Double($0))]! }
      let steps = zip(weights, weights.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { $0 >= 0 } || steps.allSatisfy { $0 <= 0 })
      #expect(Set(weights).count <= WeightOfEvidence.bins)
    }
  }

  @Test func aScorecardIsKeptInAFile() throws {
    var random = SeededGenerator(seed: 6)
    let numbers = (0..<400).map { _ in Double.random(in: 0...1, using: &random) }
    let outcomes = numbers.map { Double.random(in: 0...1, using: &random) < $0 }
    let training = TrainingRows(
      columns: [PredictorColumn(name: "x", values: .numbers(numbers))], outcomes: outcomes)
    let executor = Executor(threads: 1)
    let test = try CrossValidation(training, form: .evidence, executor: executor)
    #expect(test.score.ranking.auc > 0.7)
    let model = try FailureModel(training, form: .evidence, executor: executor)
    #expect(model.isSound && model.penalties.keys.map(\.self) == [.evidence])
    let file = FailureModelFile(model, training, test)
    #expect(try JSONDecoder().decode(FailureModelFile.self, from: JSONEncoder().encode(file)) == file)
    let risks = [0.1, 0.5, 0.9].map { value in model.predict { _ in .number(value) }.probability }
    #expect(risks[0] < risks[1] && risks[1] < risks[2])
  }
}
