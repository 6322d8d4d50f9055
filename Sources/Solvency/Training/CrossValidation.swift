public import Execution
public import Risk

/// How well models of this kind predict firms they were not fitted on: each row is predicted by a fit on the other parts,
/// which took its quantiles, knots, bins, words and penalty from those parts alone.
public struct CrossValidation: Sendable {
  public static let folds = 5

  /// Of each row, by the fit that has not seen it.
  public let predicted: [Double]
  public let score: PredictionScore

  /// - Parameter seed: Another one makes another split.
  public init(
    _ training: TrainingRows, form: ColumnForm = .curves, seed: UInt64 = 0, executor: Executor
  ) throws(FailureModel.Failure) {
    let folds = StratifiedFolds(training.outcomes, count: CrossValidation.folds, seed: seed)
    let parts = try executor.map(folds.count) { (fold) throws(FailureModel.Failure) -> [Double] in
      let (inside, outside) = (training.selecting(folds.others(fold)), training.selecting(folds.rows(fold)))
      let model = try FailureModel(inside, form: form, executor: Executor(threads: 1))
      return outside.outcomes.indices.map {
        LogisticRegression.probability(
          ofLogit: FailureModel.logit(model.columns, model.coefficients, outside, $0))
      }
    }
    var predicted = Array(repeating: 0.0, count: training.outcomes.count)
    for (fold, part) in parts.enumerated() {
      for (row, probability) in zip(folds.rows(fold), part) { predicted[row] = probability }
    }
    self.predicted = predicted
    score = PredictionScore(predicted, training.outcomes)
  }
}
