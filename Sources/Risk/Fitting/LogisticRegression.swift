public import Execution
public import LinearAlgebra
internal import RealModule

/// Logistic regression by maximum likelihood, penalised or not: Newton's method with step-halving, each step solved by
/// LAPACK's Cholesky.
///
/// `log(p / (1 − p)) = β₀ + β₁ x₁ + …`. There is no unfitted model: fitting is the initialiser, and it throws when the
/// data have no finite or no unique maximum.
///
/// - Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed. (1989), §§2.5 and 4.4; for separation: Albert &
///   Anderson (1984), Biometrika 71(1), 1–10; for the penalty: le Cessie & van Houwelingen (1992), Applied Statistics
///   41(1), 191–201.
public struct LogisticRegression: Sendable {
  /// Names of the columns, the intercept apart.
  public let columns: [String]
  /// The intercept first, shape `[1 + columns]`.
  public let coefficients: [Double]
  /// Inverse of the observed information, same order, shape `[1 + columns]²`. With a penalty, of the information and the
  /// penalty together: the covariance of the coefficients given the data when the penalty is read as a prior.
  public let covariance: Matrix
  public let logLikelihood: Double
  /// What the fit made as large as possible: the log likelihood less the penalty.
  public let penalisedLogLikelihood: Double
  /// Of the model with an intercept alone.
  public let nullLogLikelihood: Double
  public let observations: Int
  public let events: Int
  public let iterations: Int

  /// Why there is no fit.
  public enum Failure: Error, Equatable {
    /// The rarer outcome occurs `events` times; `needed` were asked for.
    case tooFewEvents(events: Int, needed: Int)
    /// A column that has one value only.
    case constant(column: String)
    /// A column that is a linear combination of the others, to working precision.
    case collinear(column: String)
    /// The outcome can be told exactly from a column, alone or with others, so the likelihood has no finite maximum.
    case separated(column: String)
    case notConverged(iterations: Int)
    /// A value is infinite or not a number.
    case notFinite
  }

  public var standardErrors: [Double] { coefficients.indices.map { covariance[$0, $0].squareRoot() } }

  /// - Parameters:
  ///   - rows: At least one.
  ///   - penalty: `nil` for maximum likelihood. A penalised column may be constant, collinear with others or tell the
  ///     outcome exactly: its coefficient is finite and unique all the same.
  ///   - start: Coefficients to begin from, intercept first; a nearby fit saves iterations.
  ///   - minimumEvents: How often the rarer outcome must occur; `nil` for once a coefficient, or once in all with a
  ///     penalty.
  public init(
    _ rows: some DesignRows, penalty: QuadraticPenalty? = nil, startingAt start: [Double]? = nil,
    minimumEvents: Int? = nil, executor: Executor
  ) throws(Failure) {
    try self.init(
      rows, ColumnRanges(rows, executor), penalty: penalty, startingAt: start, minimumEvents: minimumEvents,
      executor: executor)
  }

  /// - Parameter ranges: Of the rows, for several fits on them.
  init(
    _ rows: some DesignRows, _ ranges: ColumnRanges, penalty: QuadraticPenalty? = nil,
    startingAt start: [Double]? = nil, minimumEvents: Int? = nil, executor: Executor
  ) throws(Failure) {
    columns = rows.columns
    (observations, events) = (ranges.observations, ranges.events)
    let rarer = min(events, observations - events)
    let needed = minimumEvents ?? (penalty == nil ? columns.count + 1 : 1)
    if rarer < max(needed, 1) { throw .tooFewEvents(events: rarer, needed: max(needed, 1)) }
    if !ranges.isFinite { throw .notFinite }
    let free = columns.indices.filter { penalty?.isFree($0) ?? true }
    for column in free where ranges.spans[column] == 0 { throw .constant(column: columns[column]) }
    let rate = Double(events) / Double(observations)
    nullLogLikelihood =
      Double(events) * .log(rate) + Double(observations - events) * .log(onePlus: -rate)

    var coefficients = start ?? [.log(rate / (1 - rate))] + Array(repeating: 0, count: columns.count)
    precondition(coefficients.count == columns.count + 1, "\(coefficients.count) starting values")
    var last = (coefficients: coefficients, objective: -Double.infinity)
    var halvings = 0
    let maximumIterations = 40
    // The Newton decrement is the squared distance to the maximum in standard errors. This far below one observation's
    // weight, the last step leaves coefficients exact to rounding and the information at its start to eight digits.
    let tolerance = 1e-17 * Double(observations)
    for iteration in 1...maximumIterations {
      let sums = LogisticSums(rows, coefficients, executor)
      let objective = sums.logLikelihood - (penalty?.value(at: coefficients) ?? 0)
      if !objective.isFinite || objective < last.objective - 1e-12 * abs(last.objective) {
        // Newton overshot: go half as far. A start that is no better than nothing falls back on the intercept.
        halvings += 1
        if halvings > 30 { throw .notConverged(iterations: iteration) }
        for index in coefficients.indices { coefficients[index] = (coefficients[index] + last.coefficients[index]) / 2 }
        continue
      }
      halvings = 0
      var (information, score) = (sums.equations.gram, sums.equations.gradient)
      penalty?.add(to: &information, &score, at: coefficients)
      let factor: Cholesky
      do {
        factor = try Cholesky(information)
      } catch {
        switch error {
        case .notFinite: throw .notConverged(iterations: iteration)
        // At the start the weights are equal or nearly so: the columns themselves are dependent. Later they are not,
        // but the weights have vanished because the outcome is told exactly.
        case .dependent(let column) where iteration == 1:
          throw .collinear(column: column == 0 ? "(intercept)" : columns[column - 1])
        case .dependent:
          let step = zip(coefficients, last.coefficients).map { $0 - $1 }
          guard let column = ranges.fastest(step, among: free) else { throw .notConverged(iterations: iteration) }
          throw .separated(column: columns[column])
        }
      }
      let step = factor.solve(score)
      let decrement = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      let isLast = decrement <= tolerance || iteration == maximumIterations
      let covariance = isLast || iteration >= 8 ? factor.inverse : nil
      if let covariance, ranges.isSeparated(coefficients, covariance, among: free) {
        throw .separated(column: columns[ranges.fastest(step, among: free)!])
      }
      if let covariance, isLast {
        if decrement > tolerance { throw .notConverged(iterations: iteration) }
        self.coefficients = zip(coefficients, step).map { $0 + $1 }
        self.covariance = covariance
        penalisedLogLikelihood = objective + decrement / 2
        logLikelihood = penalisedLogLikelihood + (penalty?.value(at: self.coefficients) ?? 0)
        iterations = iteration
        return
      }
      last = (coefficients, objective)
      for index in coefficients.indices { coefficients[index] += step[index] }
    }
    throw .notConverged(iterations: maximumIterations)
  }

  /// The log-odds of a row.
  public func logit(_ x: [Double]) -> Double {
    precondition(x.count == columns.count, "\(x.count) values for \(columns.count) columns")
    var sum = coefficients[0]
    for index in x.indices { sum += coefficients[index + 1] * x[index] }
    return sum
  }

  public func probability(_ x: [Double]) -> Double { LogisticRegression.probability(ofLogit: logit(x)) }

  public static func probability(ofLogit logit: Double) -> Double { 1 / (1 + .exp(-logit)) }
}
