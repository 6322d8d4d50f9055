public import Execution
internal import LinearAlgebra
public import Risk

/// P(failure) from the figures of a statement: a penalised logistic regression on smooth curves of their ranks.
///
/// Quantiles, knots, words and the effects of gaps all come from the rows of the fit. One factor λ of the penalty is
/// chosen, by cross-validation within the same rows.
///
/// - Source: Eilers & Marx (1996), Statistical Science 11(2), 89–121, for penalised curves; Hosmer, Lemeshow & Sturdivant,
///   Applied Logistic Regression, 3rd ed. (2013).
public struct FailureModel: Sendable, Codable, Equatable {
  public let columns: [ColumnEncoding]
  /// The intercept first.
  public let coefficients: [Double]
  /// λ.
  public let penalty: Double
  public let rows: Int
  public let events: Int
  /// Columns with one value among the rows.
  public let constant: [String]

  public typealias Failure = LogisticRegression.Failure

  /// Values of λ to choose from: weaker than the last, a curve follows single firms; stronger than the first, none is left.
  public static let standardPenalties = [10.0, 3, 1, 0.3, 0.1]
  /// Parts of the rows of a fit, each predicted from the others, that choose λ.
  static let choosingFolds = 3
  static let minimumEvents = 10

  /// - Parameter penalties: Values of λ to choose from, by log loss; one alone is taken.
  public init(
    _ training: TrainingRows, penalties: [Double] = FailureModel.standardPenalties, executor: Executor
  ) throws(Failure) {
    precondition(!penalties.isEmpty, "no penalty")
    let rarer = min(training.events, training.outcomes.count - training.events)
    if rarer < FailureModel.minimumEvents {
      throw .tooFewEvents(events: rarer, needed: FailureModel.minimumEvents)
    }
    let chosen =
      penalties.count == 1 ? penalties[0] : try FailureModel.chosenPenalty(training, penalties, executor)
    let design = EncodedRows(training)
    let fit = try design.fit(training.outcomes, chosen, startingAt: nil, executor)
    (columns, coefficients, penalty) = (design.columns, fit.coefficients, chosen)
    (rows, events) = (training.outcomes.count, training.events)
    constant = design.constant
  }

  /// The λ with the smallest log loss out of fold; of equal ones the larger.
  private static func chosenPenalty(
    _ training: TrainingRows, _ penalties: [Double], _ executor: Executor
  ) throws(Failure) -> Double {
    let penalties = penalties.sorted(by: >)
    let folds = StratifiedFolds(training.outcomes, count: choosingFolds, seed: 1)
    var losses = Array(repeating: 0.0, count: penalties.count)
    for fold in 0..<choosingFolds {
      let (inside, outside) = (training.selecting(folds.others(fold)), training.selecting(folds.rows(fold)))
      let design = EncodedRows(inside)
      var start: [Double]?
      for (place, lambda) in penalties.enumerated() {
        // From strong to weak, each fit starts where the one before it ended.
        let fit = try design.fit(inside.outcomes, lambda, startingAt: start, executor)
        start = fit.coefficients
        let predicted = (0..<outside.outcomes.count).map {
          LogisticRegression.probability(ofLogit: FailureModel.logit(design.columns, fit.coefficients, outside, $0))
        }
        losses[place] += PredictionScore.totalLogLoss(predicted, outside.outcomes)
      }
    }
    return penalties[losses.indices.min { losses[$0] < losses[$1] }!]
  }

  static func logit(
    _ columns: [ColumnEncoding], _ coefficients: [Double], _ rows: TrainingRows, _ row: Int
  ) -> Double {
    // Columns of the rows are those of the fit, of which some may be left out.
    var byName = rows.columns[...]
    return logit(columns, coefficients) { name in
      while byName.first!.name != name { byName.removeFirst() }
      return byName.first!.value(row)
    }
  }

  private static func logit(
    _ columns: [ColumnEncoding], _ coefficients: [Double], _ value: (String) -> ColumnEncoding.Value
  ) -> Double {
    var (logit, place) = (coefficients[0], 1)
    for column in columns {
      for encoded in column.encode(value(column.name)) {
        logit += coefficients[place] * encoded
        place += 1
      }
    }
    return logit
  }

  /// A prediction, and what it had to make up.
  public struct Prediction: Sendable, Equatable {
    public let probability: Double
    /// Columns that are empty or hold a word the model does not know, and that count as the rows of the fit on average.
    public let imputed: [String]
  }

  /// - Parameter value: Of a column, by name.
  func predict(_ value: (String) -> ColumnEncoding.Value) -> Prediction {
    Prediction(
      probability: LogisticRegression.probability(ofLogit: FailureModel.logit(columns, coefficients, value)),
      imputed: columns.filter { $0.isImputed(value($0.name)) }.map(\.name))
  }

  /// How much a column moves the log-odds among the rows.
  public struct Effect: Sendable {
    public let column: String
    /// Standard deviation of what it adds to the log-odds.
    public let spread: Double
    /// What it adds at the 90th percentile of the column less at the 10th; `nil` for words.
    public let rise: Double?
  }

  /// The columns that matter most first, over rows such as those of the fit.
  public func effects(on rows: TrainingRows) -> [Effect] {
    var place = 1
    return columns.map { column -> Effect in
      let own = Array(coefficients[place..<place + column.width])
      place += column.width
      func logit(_ value: ColumnEncoding.Value) -> Double {
        zip(column.encode(value), own).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let source = rows.columns.first { $0.name == column.name }!
      let added = (0..<rows.outcomes.count).map { logit(source.value($0)) }
      let mean = added.reduce(0, +) / Double(added.count)
      let variance = added.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(added.count)
      var rise: Double?
      if case .numbers(let numbers) = source.values {
        let known = numbers.filter { !$0.isNaN }.sorted()
        if let last = known.indices.last {
          rise = logit(.number(known[last * 9 / 10])) - logit(.number(known[last / 10]))
        }
      }
      return Effect(column: column.name, spread: variance.squareRoot(), rise: rise)
    }.sorted { $0.spread != $1.spread ? $0.spread > $1.spread : $0.column < $1.column }
  }

  /// Whether what was read from a file is a model.
  public var isSound: Bool {
    coefficients.count == 1 + columns.reduce(0) { $0 + $1.width } && coefficients.allSatisfy { abs($0) < 1e6 }
      && columns.allSatisfy(\.isSound)
  }
}

/// Rows of statements as a design matrix.
private struct EncodedRows {
  let columns: [ColumnEncoding]
  let constant: [String]
  /// Column-major.
  private let values: [Double]
  private let names: [String]
  private let unitPenalty: Matrix

  init(_ rows: TrainingRows) {
    var (columns, constant, names): ([ColumnEncoding], [String], [String]) = ([], [], [])
    var values: [Double] = []
    let count = rows.outcomes.count
    for source in rows.columns {
      guard let column = ColumnEncoding(source) else {
        constant.append(source.name)
        continue
      }
      columns.append(column)
      let start = values.count
      values += Array(repeating: 0, count: count * column.width)
      for row in 0..<count {
        for (place, value) in column.encode(source.value(row)).enumerated() {
          values[start + place * count + row] = value
        }
      }
      names += Array(repeating: column.name, count: column.width)
    }
    var penalty = Matrix(zeros: names.count, names.count)
    var first = 0
    for column in columns {
      column.addPenalty(to: &penalty, at: first)
      first += column.width
    }
    (self.columns, self.constant, self.values, self.names, unitPenalty) = (columns, constant, values, names, penalty)
  }

  func fit(
    _ outcomes: [Bool], _ lambda: Double, startingAt start: [Double]?, _ executor: Executor
  ) throws(LogisticRegression.Failure) -> LogisticRegression {
    var penalty = unitPenalty
    for index in penalty.elements.indices { penalty.elements[index] *= lambda }
    return try LogisticRegression(
      DesignMatrix(columns: names, columnMajor: values, outcomes: outcomes), penalty: QuadraticPenalty(penalty),
      startingAt: start, minimumEvents: 1, executor: executor)
  }
}
