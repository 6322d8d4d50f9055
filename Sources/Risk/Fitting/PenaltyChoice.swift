public import Execution
internal import LinearAlgebra
internal import RealModule
public import Receivables

/// The penalty's factor λ that predicted best in order of time.
///
/// The days are cut into windows. For each one the model is fitted on the rows whose outcome was known on the day before
/// it and scored on the rows predicted within it, as it would have been used; rows are never drawn at random, because a
/// random fold trains on the future and on other invoices of the same month.
///
/// The choice is the smallest log loss, and of equal ones the larger λ. The one-standard-error rule is not used: it suits
/// a search for the fewest columns, but shrinks predicted probabilities further than the data ask, towards the portfolio's
/// rate, and they are used as probabilities here.
///
/// - Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), §5.10, for the rolling
///   origin; Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 2nd ed. (2009), §7.10, for the rule.
public struct PenaltyChoice: Sendable {
  /// From the largest λ to the smallest.
  public let path: [Candidate]
  public let windows: [Window]
  /// Of `path`.
  public let chosen: Candidate

  public struct Candidate: Sendable, Equatable {
    public let lambda: Double
    /// Mean negative log likelihood of a row of all windows.
    public let logLoss: Double
    /// The same of each window, shape `[windows]`.
    public let windowLosses: [Double]
  }

  public struct Window: Sendable, Equatable {
    /// Fitted on what was known on this day, tested on what was predicted after it.
    public let trainedUntil: Day
    public let testedUntil: Day
    public let trainingRows: Int
    public let testRows: Int
  }

  public enum Failure: Error, Equatable {
    /// No window has rows to test and a model to test: why the last one that was tried has none, if a fit was.
    case noWindow(LogisticRegression.Failure?)
  }

  /// As a prior, coefficients of a standard deviation from 3 down to 0.01, in log-odds for one standard deviation of a
  /// column.
  public static let standardGrid = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000]

  /// Whether a wider grid might do better still.
  public var isAtEdge: Bool { chosen == path.first || chosen == path.last }

  /// - Parameters:
  ///   - shape: What λ multiplies.
  ///   - grid: Values of λ, at least one, none negative.
  ///   - windows: How many to test on. They share the later half of the rows equally; the earlier half is for training
  ///     only. A window whose training rows cannot be fitted is left out.
  public init(
    _ rows: some DatedRows, shape: PenaltyShape, grid: [Double] = PenaltyChoice.standardGrid, windows: Int = 4,
    executor: Executor
  ) throws(Failure) {
    precondition(!grid.isEmpty && windows >= 1, "\(grid.count) values of λ, \(windows) windows")
    // From strong to weak, each fit starts where the one before it ended.
    let grid = grid.sorted(by: >)
    let shares = (0...windows).map { 0.5 + 0.5 * Double($0) / Double(windows) }
    let cuts = shares.compactMap { rows.predictionDay(atShare: $0) }
    var tested: [(window: Window, losses: [Double])] = []
    var reason: LogisticRegression.Failure?
    for (cut, end) in zip(cuts, cuts.dropFirst()) where cut < end {
      let (training, test) = (rows.known(by: cut), rows.predicted(after: cut, until: end))
      let spread = ColumnSpread(training, executor: executor)
      var model: LogisticRegression?
      var losses: [Double] = []
      var testRows = 0
      do {
        for lambda in grid {
          let fit = try LogisticRegression(
            training, penalty: shape.penalty(lambda, spread), startingAt: model?.coefficients, minimumEvents: 1,
            executor: executor)
          let score = LogLoss(of: fit, on: test, executor)
          (testRows, model) = (score.rows, fit)
          losses.append(score.total)
        }
      } catch {
        reason = error
        continue
      }
      if testRows == 0 { continue }
      let window = Window(
        trainedUntil: cut, testedUntil: end, trainingRows: model!.observations, testRows: testRows)
      tested.append((window, losses))
    }
    if tested.isEmpty { throw .noWindow(reason) }
    self.windows = tested.map(\.window)
    let count = Double(tested.reduce(0) { $0 + $1.window.testRows })
    path = grid.indices.map { index in
      Candidate(
        lambda: grid[index], logLoss: tested.reduce(0) { $0 + $1.losses[index] } / count,
        windowLosses: tested.map { $0.losses[index] / Double($0.window.testRows) })
    }
    chosen = path.min { $0.logLoss < $1.logLoss }!
  }
}

/// The negative log likelihood of rows that a model was not fitted on.
private struct LogLoss: Sendable {
  var rows = 0
  var total = 0.0

  init(of model: LogisticRegression, on rows: some DesignRows, _ executor: Executor) {
    let parts = executor.map(rows.groupCount) { group in
      var part = LogLoss()
      var logit = Array(repeating: 0.0, count: RowBlock.rows)
      rows.forEachBlock(ofGroup: group) { part.add($0, model.coefficients, &logit) }
      return part
    }
    for part in parts {
      self.rows += part.rows
      total += part.total
    }
  }

  private init() {}

  private mutating func add(_ block: borrowing RowBlock, _ coefficients: [Double], _ logit: inout [Double]) {
    NormalEquations.multiply(block.x, coefficients, into: &logit)
    for row in 0..<RowBlock.rows where block.included[row] > 0 {
      let agreement = block.outcome[row] > 0.5 ? logit[row] : -logit[row]
      total += .log(onePlus: .exp(-abs(agreement))) - min(agreement, 0)
      rows += 1
    }
  }
}
