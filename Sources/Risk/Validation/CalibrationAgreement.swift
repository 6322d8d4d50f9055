internal import Execution
internal import LinearAlgebra
internal import RealModule
public import Statistics

/// Whether probabilities agree with what happened, as far as a test can tell: overall, and between low and high ones.
///
/// They disagree where a figure is both off by more than anybody would mind (a quarter) and off by more than luck: its
/// interval does not hold 1. Many rows thus do not turn a trifle into a fault, nor few rows luck. Below a hundred rows of
/// the rarer outcome nothing is said.
///
/// - Source: Cox (1958), Biometrika 45, 562–565, for the slope; Collins, Ogundimu & Altman (2016), Statistics in Medicine
///   35(2), 214–226, for the hundred.
public struct CalibrationAgreement: Sendable {
  /// Rows of the rarer outcome.
  public let rarer: Int
  /// Events over the sum of the probabilities: above 1 where they were too low. `nil` where all are 0.
  public let rate: Estimate?
  /// See ``PredictionScore/calibrationSlope``: below 1 where high ones were too high and low ones too low.
  public let slope: Estimate?

  public static let leastOutcomes = 100
  /// Of either figure, and its inverse.
  static let tolerance = 1.25

  public enum Verdict: Sendable {
    case tooFewRows, agree, tooLow, tooHigh
    /// Too far from each other, or not far enough.
    case tooSpread, tooClose
  }

  public var verdict: Verdict {
    if rarer < CalibrationAgreement.leastOutcomes { return .tooFewRows }
    if let rate, CalibrationAgreement.isOff(rate) { return rate.value > 1 ? .tooLow : .tooHigh }
    if let slope, CalibrationAgreement.isOff(slope) { return slope.value < 1 ? .tooSpread : .tooClose }
    return .agree
  }

  private static func isOff(_ figure: Estimate) -> Bool {
    guard let low = figure.low, let high = figure.high else { return false }
    let isLarge = figure.value > tolerance || figure.value < 1 / tolerance
    return isLarge && !(low...high).contains(1)
  }

  /// - Parameters:
  ///   - clients: Whose each row is, shape `[n]`, taken together in the intervals; `nil` when every row is its own.
  ///   - fit: Of the outcome on the log-odds.
  init(
    _ predicted: [Double], _ outcomes: [Bool], clients: [Int]?, logits: [Double], fit: LogisticRegression?
  ) {
    let events = outcomes.count(where: \.self)
    rarer = min(events, outcomes.count - events)
    let expected = predicted.reduce(0, +)
    let clients = clients ?? Array(outcomes.indices)
    let count = Double(Set(clients).count)
    func interval(_ value: Double, variance: Double) -> Estimate {
      if count < 2 { return Estimate(value: value) }
      let width =
        StudentT.quantile975(degreesOfFreedom: count - 1) * (variance * count / (count - 1)).squareRoot()
      return Estimate(value: value, low: value - width, high: value + width)
    }
    // Clients are drawn, and the events and the expectation of each with it: the linear part of the ratio.
    let ratio = Double(events) / expected
    var totals: [Int: Double] = [:]
    for (row, client) in clients.enumerated() {
      totals[client, default: 0] += (outcomes[row] ? 1 : 0) - ratio * predicted[row]
    }
    let squares = totals.keys.sorted().reduce(0) { $0 + totals[$1]! * totals[$1]! }
    rate = expected > 0 ? interval(ratio, variance: squares / (expected * expected)) : nil
    slope = fit.flatMap { fit in
      let rows = DesignMatrix(columns: fit.columns, columnMajor: logits, outcomes: outcomes, clients: clients)
      let covariance = try? ClusteredCovariance(
        of: fit, on: rows, correctsForFewClients: false, executor: Executor(threads: 1))
      return covariance.map { interval(fit.coefficients[1], variance: $0.matrix[1, 1]) }
    }
  }
}
