internal import Execution
internal import RealModule
internal import Statistics

/// How good predicted probabilities were, once the outcomes are known.
public struct PredictionScore: Sendable {
  /// How well they rank.
  public let ranking: RankingScore
  /// Mean squared error of the probability.
  public let brier: Double
  /// Mean negative log likelihood, probabilities kept within 10⁻⁴ of 0 and 1.
  public let logLoss: Double
  /// Of the regression of the outcome on the predicted log-odds: 0 and 1 when calibrated. `nil` when it cannot be fitted.
  public let calibrationIntercept: Double?
  public let calibrationSlope: Double?
  /// What the two say of the probabilities.
  public let agreement: CalibrationAgreement
  /// Predicted and observed rates by tenth of the predictions, lowest first.
  public let calibration: [CalibrationBin]

  public struct CalibrationBin: Sendable {
    public let rows: Int
    public let events: Int
    public let meanPredicted: Double

    public var observed: Double { Double(events) / Double(rows) }
    /// Exact 95 % interval of the rate behind `observed`, rows taken as independent.
    public var interval: ClosedRange<Double> { BinomialInterval.exact(events: events, of: rows) }
    /// Whether what was predicted is in the interval.
    public var isCalibrated: Bool { interval.contains(meanPredicted) }
  }

  /// - Parameters:
  ///   - predicted: Probabilities, shape `[n]`, in a fixed order of rows.
  ///   - outcomes: Shape `[n]`.
  ///   - clients: As for ``RankingScore``.
  /// - Source: Cox (1958), Biometrika 45, 562–565, for calibration.
  public init(_ predicted: [Double], _ outcomes: [Bool], clients: [Int]? = nil) {
    ranking = RankingScore(predicted, outcomes, clients: clients)
    var (squares, log) = (0.0, 0.0)
    for (p, isLate) in zip(predicted, outcomes) {
      squares += (p - (isLate ? 1 : 0)) * (p - (isLate ? 1 : 0))
      log += PredictionScore.logLoss(p, isLate)
    }
    let count = outcomes.count
    brier = squares / Double(count)
    logLoss = log / Double(count)

    let logits = predicted.map { p -> Double in
      let kept = min(max(p, 1e-12), 1 - 1e-12)
      return .log(kept / (1 - kept))
    }
    let design = DesignMatrix(columns: ["logit"], columnMajor: logits, outcomes: outcomes)
    let fit = try? LogisticRegression(design, executor: Executor(threads: 1))
    calibrationIntercept = fit?.coefficients[0]
    calibrationSlope = fit?.coefficients[1]
    agreement = CalibrationAgreement(predicted, outcomes, clients: clients, logits: logits, fit: fit)

    let order = ranking.order
    calibration = (0..<10).compactMap { bin in
      let members = order[(bin * count / 10)..<((bin + 1) * count / 10)]
      if members.isEmpty { return nil }
      let mean = members.reduce(0) { $0 + predicted[Int($1)] } / Double(members.count)
      let late = members.count { outcomes[Int($0)] }
      return CalibrationBin(rows: members.count, events: late, meanPredicted: mean)
    }
  }

  /// −log of the probability given to what happened, kept within 10⁻⁴ of 0 and 1.
  static func logLoss(_ p: Double, _ isLate: Bool) -> Double {
    let kept = min(max(p, 1e-4), 1 - 1e-4)
    return isLate ? -.log(kept) : -.log(onePlus: -kept)
  }

  /// How much lower the log loss of one prediction is than that of another on the same rows: the mean of the differences
  /// and its standard error (paired), a client's rows taken together: they are wrong together, and count for fewer.
  ///
  /// - Parameter clients: Whose each row is, shape `[n]`.
  public static func logLossGain(
    of predicted: [Double], over other: [Double], _ outcomes: [Bool], clients: [Int]
  ) -> (mean: Double, standardError: Double) {
    let gains = outcomes.indices.map { logLoss(other[$0], outcomes[$0]) - logLoss(predicted[$0], outcomes[$0]) }
    let mean = gains.reduce(0, +) / Double(gains.count)
    var away: [Int: Double] = [:]
    for (client, gain) in zip(clients, gains) { away[client, default: 0] += gain - mean }
    let squares = away.keys.sorted().reduce(0) { $0 + away[$1]! * away[$1]! }
    let count = Double(away.count)
    let variance = squares * count / max(count - 1, 1) / (Double(gains.count) * Double(gains.count))
    return (mean, variance.squareRoot())
  }
}
