public import Execution
public import Risk

/// How well models of this kind predict firms they were not fitted on: each row is predicted by a fit on the other parts,
/// which chose its quantiles, knots, words and penalty from those parts alone.
public struct CrossValidation: Sendable {
  public static let folds = 5

  /// Of each row, by the fit that has not seen it.
  public let predicted: [Double]
  /// λ that each fit chose.
  public let penalties: [Double]
  public let score: PredictionScore

  public init(
    _ training: TrainingRows, penalties: [Double] = FailureModel.standardPenalties, seed: UInt64 = 0,
    executor: Executor
  ) throws(FailureModel.Failure) {
    let folds = StratifiedFolds(training.outcomes, count: CrossValidation.folds, seed: seed)
    let parts = try executor.map(folds.count) { (fold) throws(FailureModel.Failure) -> (Double, [Double]) in
      let (inside, outside) = (training.selecting(folds.others(fold)), training.selecting(folds.rows(fold)))
      let model = try FailureModel(inside, penalties: penalties, executor: Executor(threads: 1))
      let predicted = outside.outcomes.indices.map {
        LogisticRegression.probability(
          ofLogit: FailureModel.logit(model.columns, model.coefficients, outside, $0))
      }
      return (model.penalty, predicted)
    }
    var predicted = Array(repeating: 0.0, count: training.outcomes.count)
    for (fold, part) in parts.enumerated() {
      for (row, probability) in zip(folds.rows(fold), part.1) { predicted[row] = probability }
    }
    self.predicted = predicted
    self.penalties = parts.map(\.0)
    score = PredictionScore(predicted, training.outcomes)
  }
}
