import Foundation
import Risk
import Statistics
import TestSupport
import Testing

@Suite struct PredictionScoreTests {
  private struct Reference: Decodable {
    let n: Int
    let nEvents: Int
    let auc, aucLower95, aucUpper95, brier, logLoss: Double
    let calibrationIntercept, calibrationSlope, topShareOfEvents: Double
  }

  /// scikit-learn, statsmodels and DeLong's variance by hand; see Tests/References/README.md.
  @Test func matchesTheReferences() throws {
    let expected = try Files.reference("validation_reference.json", as: Reference.self)
    let rows = try Files.referenceTable("validation_reference.csv")
    let score = PredictionScore(rows.map { $0["p"]! }, rows.map { $0["y"] == 1 })
    #expect((score.ranking.rows, score.ranking.events) == (expected.n, expected.nEvents))
    let interval = try #require(score.ranking.aucInterval)
    let pairs = [
      (score.ranking.auc, expected.auc), (interval.lowerBound, expected.aucLower95),
      (interval.upperBound, expected.aucUpper95), (score.brier, expected.brier), (score.logLoss, expected.logLoss),
      (try #require(score.calibrationIntercept), expected.calibrationIntercept),
      (try #require(score.calibrationSlope), expected.calibrationSlope),
      (score.ranking.topFifthShare, expected.topShareOfEvents),
    ]
    for (found, expected) in pairs { #expect(abs(found - expected) <= 1e-10) }
  }

  /// pROC 1.18.0: DeLong's variance of the same area.
  @Test func theIntervalMatchesROC() throws {
    let expected = try FittingReferences.fromR().roc
    let rows = try Files.referenceTable("validation_reference.csv")
    let ranking = RankingScore(rows.map { $0["p"]! }, rows.map { $0["y"] == 1 })
    let interval = try #require(ranking.aucInterval)
    #expect(abs(ranking.auc - expected.auc) < 1e-12)
    let width = (interval.upperBound - interval.lowerBound) / (2 * 1.959963984540054)
    #expect(abs(width - expected.standardError) < 1e-12)
  }

  /// Predictions that are the chances are within the exact interval 19 times in 20 at least; doubled odds are not.
  @Test func aTenthIsCalibratedWhenItsIntervalHoldsThePrediction() {
    var random = SeededGenerator(seed: 44)
    let chances = (0..<20_000).map { _ in Double.random(in: 0.05...0.6, using: &random) }
    let outcomes = chances.map { random.chance($0) }
    let right = PredictionScore(chances, outcomes).calibration
    let wrong = PredictionScore(chances.map { 2 * $0 / (1 + $0) }, outcomes).calibration
    #expect(right.count(where: \.isCalibrated) >= 8 && wrong.allSatisfy { !$0.isCalibrated })
    for bin in right + wrong {
      #expect(bin.interval == BinomialInterval.exact(events: bin.events, of: bin.rows))
      #expect(bin.interval.contains(bin.observed))
    }
  }

  @Test(arguments: UInt64(0)..<10) func theTenthsHoldEveryRow(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let predicted = (0..<63).map { _ in Double(Int.random(in: 1...12, using: &random)) / 16 }
    let outcomes = predicted.map { random.chance($0) }
    let score = PredictionScore(predicted, outcomes)
    #expect(score.calibration.count == 10 && score.calibration.reduce(0) { $0 + $1.rows } == 63)
    let late = score.calibration.reduce(0) { $0 + $1.observed * Double($1.rows) }
    #expect(abs(late - Double(score.ranking.events)) < 1e-9)
    let mean = score.calibration.reduce(0) { $0 + $1.meanPredicted * Double($1.rows) }
    #expect(abs(mean - predicted.reduce(0, +)) < 1e-9)
    #expect(zip(score.calibration, score.calibration.dropFirst()).allSatisfy { $0.meanPredicted <= $1.meanPredicted })
  }

  @Test func perfectAndUselessPredictions() throws {
    let outcomes = (0..<100).map { $0 % 4 == 0 }
    let perfect = PredictionScore(outcomes.map { $0 ? 0.9 : 0.1 }, outcomes)
    #expect(perfect.ranking.auc == 1 && perfect.ranking.aucInterval == 1...1)
    #expect(abs(perfect.brier - 0.01) < 1e-15 && abs(perfect.logLoss + log(0.9)) < 1e-12)
    #expect(perfect.ranking.topFifthShare == 0.8, "20 of the 25")
    #expect(perfect.calibrationSlope == nil, "separated: no finite slope")

    let same = PredictionScore(Array(repeating: 0.25, count: 100), outcomes)
    #expect(same.ranking.auc == 0.5)
    #expect(abs(same.logLoss + 0.25 * log(0.25) + 0.75 * log(0.75)) < 1e-12)
    #expect(same.ranking.topFifthShare == 0.2, "ties in order of rows: 5 of the first 20")
    #expect(same.calibrationSlope == nil)
  }

  @Test func certaintyThatWasWrongCostsNotInfinity() {
    let score = PredictionScore([0, 1], [true, false])
    #expect(abs(score.logLoss + log(1e-4)) < 1e-9)
    #expect(score.brier == 1 && score.ranking.auc == 0)
    #expect(score.ranking.aucInterval == nil, "one row of either outcome has no variance")
  }

  @Test func oneOutcomeOnlyHasNoArea() {
    let score = PredictionScore([0.1, 0.2], [false, false])
    #expect(score.ranking.auc == 0.5 && score.ranking.aucInterval == nil && score.ranking.topFifthShare == 0)
  }
}
