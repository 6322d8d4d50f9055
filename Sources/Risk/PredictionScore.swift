internal import Execution
internal import LinearAlgebra
internal import RealModule
internal import Statistics

/// How good predicted probabilities were, once the outcomes are known.
public struct PredictionScore: Sendable {
  public let rows: Int
  public let events: Int
  /// Area under the ROC curve: the chance that a late row ranks above one that was not, ties counting half.
  public let auc: Double
  /// 95 % interval by DeLong, between 0 and 1; `nil` with fewer than two rows of either outcome.
  public let aucInterval: ClosedRange<Double>?
  /// Mean squared error of the probability.
  public let brier: Double
  /// Mean negative log likelihood, probabilities kept within 10⁻⁴ of 0 and 1.
  public let logLoss: Double
  /// Of the regression of the outcome on the predicted log-odds: 0 and 1 when calibrated. `nil` when it cannot be fitted.
  public let calibrationIntercept: Double?
  public let calibrationSlope: Double?
  /// Share of the events among the fifth of the rows predicted most likely (ties in order of rows).
  public let topFifthShare: Double
  /// Predicted and observed rates by tenth of the predictions, lowest first.
  public let calibration: [CalibrationBin]

  public struct CalibrationBin: Sendable {
    public let rows: Int
    public let meanPredicted: Double
    public let observed: Double
  }

  /// - Parameters:
  ///   - predicted: Probabilities, shape `[n]`, in a fixed order of rows.
  ///   - outcomes: Shape `[n]`. At least one of each kind.
  /// - Source: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44(3), 837–845, in the O(n log n) form of Sun & Xu
  ///   (2014), IEEE Signal Processing Letters 21(11), 1389–1393; Cox (1958), Biometrika 45, 562–565, for calibration.
  public init(_ predicted: [Double], _ outcomes: [Bool]) {
    precondition(predicted.count == outcomes.count, "\(predicted.count) predictions, \(outcomes.count) outcomes")
    rows = outcomes.count
    events = outcomes.count(where: \.self)
    let order = predicted.indices.sorted { (predicted[$0], $0) < (predicted[$1], $1) }
    (auc, aucInterval) = PredictionScore.deLong(order, predicted, outcomes)

    var (squares, log) = (0.0, 0.0)
    for (p, isLate) in zip(predicted, outcomes) {
      squares += (p - (isLate ? 1 : 0)) * (p - (isLate ? 1 : 0))
      let kept = min(max(p, 1e-4), 1 - 1e-4)
      log -= isLate ? .log(kept) : .log(onePlus: -kept)
    }
    brier = squares / Double(rows)
    logLoss = log / Double(rows)

    let fit = PredictionScore.calibrationFit(predicted, outcomes)
    calibrationIntercept = fit?.coefficients[0]
    calibrationSlope = fit?.coefficients[1]

    let top = (rows + 4) / 5
    let highestFirst = predicted.indices.sorted { (-predicted[$0], $0) < (-predicted[$1], $1) }
    let found = highestFirst.prefix(top).count { outcomes[$0] }
    topFifthShare = events > 0 ? Double(found) / Double(events) : 0

    let count = rows
    calibration = (0..<10).compactMap { bin in
      let members = order[(bin * count / 10)..<((bin + 1) * count / 10)]
      if members.isEmpty { return nil }
      let mean = members.reduce(0) { $0 + predicted[$1] } / Double(members.count)
      let late = members.count { outcomes[$0] }
      return CalibrationBin(rows: members.count, meanPredicted: mean, observed: Double(late) / Double(members.count))
    }
  }

  private static func deLong(
    _ order: [Int], _ predicted: [Double], _ outcomes: [Bool]
  ) -> (Double, ClosedRange<Double>?) {
    let late = outcomes.count(where: \.self)
    let (m, n) = (Double(late), Double(outcomes.count - late))
    if m == 0 || n == 0 { return (0.5, nil) }
    // V10 of a late row: share of the others it beats; V01 of another: share of the late rows that beat it.
    var (sum10, squares10, sum01, squares01) = (0.0, 0.0, 0.0, 0.0)
    var (lateBelow, othersBelow) = (0.0, 0.0)
    var start = 0
    while start < order.count {
      var end = start
      var (lateTied, othersTied) = (0.0, 0.0)
      while end < order.count, predicted[order[end]] == predicted[order[start]] {
        if outcomes[order[end]] { lateTied += 1 } else { othersTied += 1 }
        end += 1
      }
      let v10 = (othersBelow + othersTied / 2) / n
      let v01 = 1 - (lateBelow + lateTied / 2) / m
      sum10 += lateTied * v10
      squares10 += lateTied * v10 * v10
      sum01 += othersTied * v01
      squares01 += othersTied * v01 * v01
      lateBelow += lateTied
      othersBelow += othersTied
      start = end
    }
    let auc = sum10 / m
    if m < 2 || n < 2 { return (auc, nil) }
    let variance10 = max(squares10 - m * auc * auc, 0) / (m - 1)
    let variance01 = max(squares01 - n * auc * auc, 0) / (n - 1)
    let width = Quantiles.normal975 * (variance10 / m + variance01 / n).squareRoot()
    return (auc, max(auc - width, 0)...min(auc + width, 1))
  }

  private static func calibrationFit(_ predicted: [Double], _ outcomes: [Bool]) -> LogisticRegression? {
    let rows = predicted.map { p -> [Double] in
      let kept = min(max(p, 1e-12), 1 - 1e-12)
      return [Double.log(kept / (1 - kept))]
    }
    let design = DesignMatrix(columns: ["logit"], values: rows, outcomes: outcomes)
    return try? LogisticRegression(design, executor: Executor(threads: 1))
  }
}
