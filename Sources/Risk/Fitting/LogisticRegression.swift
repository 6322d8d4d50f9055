public import Execution
public import LinearAlgebra
internal import RealModule

/// Rows for a fit, produced block by block so that no n × p matrix of doubles need exist.
public protocol DesignRows: Sendable {
  /// Names of the columns, the intercept apart.
  var columns: [String] { get }
  /// Groups are the unit of work of a thread; sums are merged in group order.
  var groupCount: Int { get }
  /// Calls `body` with each block of a group, in order.
  func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void)
}

/// Up to 256 rows, column by column.
public struct RowBlock: Sendable {
  public static let rows = NormalEquations.blockRows

  /// Column-major, shape `[rows, 1 + columns]`; the first column is the intercept's ones.
  public internal(set) var x: [Double]
  /// 0 or 1, shape `[rows]`.
  public internal(set) var outcome: [Double]
  /// How much a row counts: 1, another weight, or 0 for one to leave out, shape `[rows]`.
  public internal(set) var included: [Double]
  /// Whose rows they are, for rows of clients (``ClientRows``), shape `[rows]`.
  public internal(set) var client: [Int32]

  init(columns: Int) {
    x = Array(repeating: 0, count: (columns + 1) * RowBlock.rows)
    for row in 0..<RowBlock.rows { x[row] = 1 }
    outcome = Array(repeating: 0, count: RowBlock.rows)
    included = Array(repeating: 0, count: RowBlock.rows)
    client = Array(repeating: 0, count: RowBlock.rows)
  }
}

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
    columns = rows.columns
    let ranges = ColumnRanges(rows, executor)
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

/// Log likelihood, score and information at one point.
struct LogisticSums: Sendable {
  var logLikelihood = 0.0
  var equations: NormalEquations

  private init(columns: Int) { equations = NormalEquations(columns: columns) }

  init(_ rows: some DesignRows, _ coefficients: [Double], _ executor: Executor) {
    let parts = executor.map(rows.groupCount) { group in
      var part = LogisticSums(columns: coefficients.count)
      var logit = Array(repeating: 0.0, count: RowBlock.rows)
      var weight = logit
      var residual = logit
      rows.forEachBlock(ofGroup: group) { block in
        part.add(block, coefficients, &logit, &weight, &residual)
      }
      return part
    }
    self = parts.reduce(into: LogisticSums(columns: coefficients.count)) { total, part in
      total.logLikelihood += part.logLikelihood
      total.equations.merge(part.equations)
    }
  }

  private mutating func add(
    _ block: borrowing RowBlock, _ coefficients: [Double], _ logit: inout [Double], _ weight: inout [Double],
    _ residual: inout [Double]
  ) {
    let rows = RowBlock.rows
    NormalEquations.multiply(block.x, coefficients, into: &logit)
    // Σ log(1 + e^{−|η|}) as the log of a product: each factor is at most 2, so 256 of them cannot overflow.
    var product = 1.0
    for row in 0..<rows {
      let (eta, y, included) = (logit[row], block.outcome[row], block.included[row])
      let tail = Double.exp(-abs(eta))
      let larger = 1 / (1 + tail)
      let p = eta >= 0 ? larger : 1 - larger
      // The row's −log(1 + e^{∓η}), written so that it neither overflows nor cancels.
      let agreement = y > 0.5 ? eta : -eta
      logLikelihood += included * min(agreement, 0)
      if included == 1 {
        product *= 1 + tail
      } else if included != 0 {
        logLikelihood -= included * .log(1 + tail)
      }
      weight[row] = included * tail * larger * larger
      residual[row] = included * (y - p)
    }
    logLikelihood -= .log(product)
    equations.add(x: block.x, weights: weight, residuals: residual)
  }
}

/// What one pass over the rows tells before any fitting.
struct ColumnRanges: Sendable {
  var observations = 0
  var events = 0
  var isFinite = true
  private var low: [Double]
  private var high: [Double]

  /// Largest less smallest value of each column, the intercept apart.
  var spans: [Double] { zip(low, high).map { $1 - $0 } }

  private init(columns: Int) {
    low = Array(repeating: .infinity, count: columns)
    high = Array(repeating: -.infinity, count: columns)
  }

  init(_ rows: some DesignRows, _ executor: Executor) {
    let columns = rows.columns.count
    let parts = executor.map(rows.groupCount) { group in
      var part = ColumnRanges(columns: columns)
      rows.forEachBlock(ofGroup: group) { part.add($0) }
      return part
    }
    self = parts.reduce(into: ColumnRanges(columns: columns)) { total, part in
      total.observations += part.observations
      total.events += part.events
      total.isFinite = total.isFinite && part.isFinite
      for column in 0..<columns {
        total.low[column] = min(total.low[column], part.low[column])
        total.high[column] = max(total.high[column], part.high[column])
      }
    }
  }

  private mutating func add(_ block: borrowing RowBlock) {
    for row in 0..<RowBlock.rows where block.included[row] > 0 {
      observations += 1
      if block.outcome[row] > 0.5 { events += 1 }
    }
    for column in low.indices {
      let start = (column + 1) * RowBlock.rows
      var (lowest, highest, sum) = (low[column], high[column], 0.0)
      for row in 0..<RowBlock.rows {
        let value = block.x[start + row]
        let isIncluded = block.included[row] > 0
        lowest = isIncluded && value < lowest ? value : lowest
        highest = isIncluded && value > highest ? value : highest
        sum += isIncluded ? value : 0
      }
      (low[column], high[column]) = (lowest, highest)
      if !sum.isFinite { isFinite = false }
    }
  }

  /// Whether a coefficient runs away: over its column's range it moves the log-odds by more than 12, and its standard
  /// error is larger still, which no likelihood with a finite maximum shows.
  func isSeparated(_ coefficients: [Double], _ covariance: Matrix, among free: [Int]) -> Bool {
    let spans = spans
    return free.contains { column in
      let error = covariance[column + 1, column + 1].squareRoot()
      return abs(coefficients[column + 1]) * spans[column] > 12 && error > abs(coefficients[column + 1])
    }
  }

  /// The column that a step moves most, over its range. When the maximum is at infinity the others have settled, or
  /// follow this one more slowly.
  func fastest(_ step: [Double], among free: [Int]) -> Int? {
    let moves = zip(step.dropFirst(), spans).map { abs($0) * $1 }
    return free.max { moves[$0] < moves[$1] }
  }
}
