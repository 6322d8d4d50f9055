public import Execution
public import LinearAlgebra
internal import RealModule

/// Logistic regression with a random intercept for each client: `logit p = xᵀβ + b`, b normal about 0 with standard
/// deviation σ.
///
/// β and σ maximise the marginal likelihood in Laplace's approximation, jointly and by Newton's method with the exact
/// Hessian. A client's intercept is the mode of its distribution given its own rows: near 0, the portfolio, for a client
/// with few rows, and near its own record for one with many.
///
/// - Source: Breslow & Clayton (1993), JASA 88(421), 9–25; Bates, Mächler, Bolker & Walker (2015), Journal of Statistical
///   Software 67(1), whose `glmer(nAGQ = 1)` maximises the same function.
public struct RandomInterceptRegression: Sendable {
  /// Names of the columns, the intercept apart.
  public let columns: [String]
  /// β, the intercept first, shape `[1 + columns]`.
  public let coefficients: [Double]
  /// σ, in log-odds. 0 (below 10⁻⁴ counts as 0) when the likelihood is largest there: the rows do not tell clients apart
  /// beyond the columns, and the fit is the one without clients. lme4 calls such a fit singular.
  public let deviation: Double
  /// Of β and then log σ, from the observed information; at σ = 0 of β alone. Shape `[2 + columns]²` or
  /// `[1 + columns]²`.
  public let covariance: Matrix
  /// The Laplace approximation of the marginal log likelihood.
  public let logLikelihood: Double
  public let observations: Int
  /// Clients with a row in the fit.
  public let clients: Int
  /// By client number; `nil` for one without rows.
  private let intercepts: [Intercept?]
  private static let smallestDeviation = 1e-4

  /// What is known of a client's b.
  public struct Intercept: Sendable, Equatable {
    /// The mode of b given the client's rows.
    public let mode: Double
    /// Of b about its mode, the coefficients taken as known.
    public let deviation: Double
  }

  /// Why there is no fit.
  public enum Failure: Error, Equatable {
    /// The regression without clients, from which the fit starts, fails.
    case noStart(LogisticRegression.Failure)
    /// Only one client, or none.
    case tooFewClients(clients: Int)
    /// No client has two rows, so nothing tells the clients' variation from chance.
    case noRepeatedClient
    case notConverged(iterations: Int)
  }

  /// Of β, intercept first.
  public var standardErrors: [Double] { coefficients.indices.map { covariance[$0, $0].squareRoot() } }

  /// - Parameters:
  ///   - rows: At least two clients, one of which has at least two rows.
  ///   - penalty: On β, subtracted from the log likelihood that is maximised; `nil` for none.
  ///   - minimumEvents: As for ``LogisticRegression``.
  public init(
    _ rows: some ClientRows, penalty: QuadraticPenalty? = nil, minimumEvents: Int? = nil, executor: Executor
  ) throws(Failure) {
    let plain: LogisticRegression
    do {
      plain = try LogisticRegression(rows, penalty: penalty, minimumEvents: minimumEvents, executor: executor)
    } catch {
      throw .noStart(error)
    }
    columns = plain.columns
    observations = plain.observations
    let size = plain.coefficients.count

    let nearlyNone = Double.log(RandomInterceptRegression.smallestDeviation)
    let origin = LaplaceSums(rows, plain.coefficients, tau: nearlyNone, .expected, startingAt: nil, executor)
    let known = origin.modes.flatMap(\.self)
    clients = known.count
    if clients < 2 { throw .tooFewClients(clients: clients) }
    if !known.contains(where: { $0.rows > 1 }) { throw .noRepeatedClient }
    // From almost no variation, a first scoring step for σ² tells where to begin.
    let variance = 2 * .exp(2 * nearlyNone) * origin.gradient[size] / origin.information[size, size]
    let start = plain.coefficients + [.log(max(variance, 0.25)) / 2]

    let maximum = try RandomInterceptRegression.maximum(of: rows, penalty, from: start, origin, executor)
    var intercepts = [Intercept?](repeating: nil, count: rows.clientCount)
    // A maximum inside may be no higher than the likelihood on the boundary, though hardly ever.
    if maximum.point[size] < nearlyNone || maximum.objective - plain.penalisedLogLikelihood < 1e-9 {
      coefficients = plain.coefficients
      deviation = 0
      covariance = plain.covariance
      logLikelihood = plain.logLikelihood
      for client in known { intercepts[Int(client.client)] = Intercept(mode: 0, deviation: 0) }
    } else {
      coefficients = Array(maximum.point[..<size])
      deviation = .exp(maximum.point[size])
      covariance = maximum.covariance
      logLikelihood = maximum.sums.logLikelihood
      for client in maximum.sums.modes.flatMap(\.self) {
        intercepts[Int(client.client)] = Intercept(mode: client.mode, deviation: (1 / client.precision).squareRoot())
      }
    }
    self.intercepts = intercepts
  }

  /// Where Newton's method ended.
  private struct Maximum {
    /// β and then τ = log σ.
    let point: [Double]
    /// The penalised log likelihood.
    let objective: Double
    let sums: LaplaceSums
    let covariance: Matrix
  }

  /// The maximum of the penalised likelihood, or the first point below the smallest deviation.
  private static func maximum(
    of rows: some ClientRows, _ penalty: QuadraticPenalty?, from start: [Double], _ origin: LaplaceSums,
    _ executor: Executor
  ) throws(Failure) -> Maximum {
    let size = start.count - 1
    var point = start
    var last = (point: start, objective: -Double.infinity, sums: origin)
    var halvings = 0
    let maximumIterations = 100
    for iteration in 1...maximumIterations {
      let beta = Array(point[..<size])
      var sums = LaplaceSums(rows, beta, tau: point[size], .observed, startingAt: last.sums, executor)
      let objective = sums.logLikelihood - (penalty?.value(at: beta) ?? 0)
      if !objective.isFinite || objective < last.objective - 1e-12 * abs(last.objective) {
        halvings += 1
        if halvings > 30 { throw .notConverged(iterations: iteration) }
        for index in point.indices { point[index] = (point[index] + last.point[index]) / 2 }
        continue
      }
      halvings = 0
      var (factor, score) = newton(sums, penalty, at: beta)
      if factor == nil {
        // Far from the maximum the likelihood need not be concave.
        sums = LaplaceSums(rows, beta, tau: point[size], .expected, startingAt: sums, executor)
        (factor, score) = newton(sums, penalty, at: beta)
      }
      guard let factor else { throw .notConverged(iterations: iteration) }
      let step = factor.solve(score)
      let decrement = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      // A factor e of σ is far enough to trust a quadratic.
      let share = 1 / max(abs(step[size]), 1)
      let next = zip(point, step).map { $0 + share * $1 }
      let isBoundary = point[size] < .log(smallestDeviation)
      if isBoundary || decrement <= 1e-10 {
        return Maximum(
          point: isBoundary ? point : next, objective: objective, sums: sums, covariance: factor.inverse)
      }
      last = (point, objective, sums)
      point = next
    }
    throw .notConverged(iterations: maximumIterations)
  }

  /// The factored information and the score of the penalised likelihood; no factor when it is not positive definite.
  private static func newton(
    _ sums: LaplaceSums, _ penalty: QuadraticPenalty?, at beta: [Double]
  ) -> (Cholesky?, [Double]) {
    var (information, score) = (sums.information, sums.gradient)
    penalty?.add(to: &information, &score, at: beta)
    return (try? Cholesky(information), score)
  }

  /// What is known of a client's intercept; of a client without rows, that it is one of the portfolio's.
  public func intercept(of client: Int?) -> Intercept {
    let known = client.flatMap { intercepts.indices.contains($0) ? intercepts[$0] : nil }
    return known ?? Intercept(mode: 0, deviation: deviation)
  }

  /// The log-odds of a row of a client, at the mode of its intercept.
  public func logit(_ x: [Double], client: Int?) -> Double {
    precondition(x.count == columns.count, "\(x.count) values for \(columns.count) columns")
    return zip(x, coefficients.dropFirst()).reduce(coefficients[0] + intercept(of: client).mode) { $0 + $1.0 * $1.1 }
  }

  /// The chance of a row of a client: the mean over what its intercept may be, which for a client hardly known is nearer
  /// to one half than the chance at the mode.
  public func probability(_ x: [Double], client: Int?) -> Double {
    let logit = logit(x, client: client)
    let deviation = intercept(of: client).deviation
    // The trapezium rule is exact to 10⁻⁸ for a normal density in half steps, up to deviations of 2.
    var (sum, weights) = (0.0, 0.0)
    for step in -16...16 {
      let z = Double(step) / 2
      let weight = Double.exp(-z * z / 2)
      sum += weight * LogisticRegression.probability(ofLogit: logit + deviation * z)
      weights += weight
    }
    return sum / weights
  }
}
