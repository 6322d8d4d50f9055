internal import Execution

/// An out-of-time test summed up: how the model did, how the simple rules did, and whether it beat them.
public struct BaselineComparison: Sendable {
  public let model: PredictionScore
  /// The rules that give probabilities, in the order of the test.
  public let rates: [(rule: OutOfTimeTest.Baseline, score: PredictionScore)]
  public let ageTimesAmount: RankingScore?
  /// The best rate's log loss less the model's: its mean over the predictions and the standard error, a client's taken together.
  public let gain: (mean: Double, standardError: Double)

  /// - Parameters:
  ///   - test: With at least one prediction.
  ///   - rules: What to beat: at least one rule of the test's that gives probabilities.
  init(
    _ test: OutOfTimeTest, against rules: [OutOfTimeTest.Baseline] = OutOfTimeTest.Baseline.allCases,
    _ executor: Executor
  ) {
    let outcomes = test.outcomes
    let baselines = test.baselines.filter { rules.contains($0.rule) }
    let probabilities = baselines.filter(\.rule.isProbability)
    let all = [test.predictions.map(\.probability)] + probabilities.map(\.scores)
    let scores = executor.map(all.count) { PredictionScore(all[$0], outcomes, clients: test.clients) }
    model = scores[0]
    let rates = zip(probabilities, scores.dropFirst()).map { (rule: $0.rule, score: $1) }
    self.rates = rates
    ageTimesAmount = baselines.first { $0.rule == .ageTimesAmount }.map {
      RankingScore($0.scores, outcomes, clients: test.clients)
    }
    let best = rates.indices.min { rates[$0].score.logLoss < rates[$1].score.logLoss }!
    gain = PredictionScore.logLossGain(
      of: all[0], over: all[best + 1], outcomes, clients: test.clients)
  }

  /// Whether the model beats every rule in log loss by more than the standard error of the difference, and ranks better than
  /// age × amount.
  public var modelWins: Bool {
    gain.mean > gain.standardError && model.ranking.auc > (ageTimesAmount?.auc ?? 0)
  }

  /// Whether the model's log loss is less than two standard errors below the best rate's.
  public var isNarrow: Bool { gain.mean < 2 * gain.standardError }
}
