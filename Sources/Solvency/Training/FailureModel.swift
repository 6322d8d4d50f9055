public import Execution
internal import RealModule
public import Risk

/// P(failure) from the figures of a statement: a penalised logistic regression on curves of their ranks and on weights of
/// evidence (``ColumnForm``).
///
/// Quantiles, knots, bins, words, the effects of gaps and the penalty's factors (``SmoothingPenalty``) all come from the rows
/// of the fit.
///
/// - Source: Hosmer, Lemeshow & Sturdivant, Applied Logistic Regression, 3rd ed. (2013); Wood, Generalized Additive Models,
///   2nd ed. (2017).
public struct FailureModel: Sendable, Codable, Equatable {
  public let form: ColumnForm
  public let columns: [ColumnEncoding]
  /// The intercept first.
  public let coefficients: [Double]
  /// λ of each kind of column.
  public let penalties: [PenaltyKind: Double]
  public let rows: Int
  public let events: Int
  /// Columns with one value among the rows.
  public let constant: [String]

  public typealias Failure = LogisticRegression.Failure

  static let minimumEvents = 10

  public init(_ training: TrainingRows, form: ColumnForm = .curves, executor: Executor) throws(Failure) {
    let rarer = min(training.events, training.outcomes.count - training.events)
    if rarer < FailureModel.minimumEvents {
      throw .tooFewEvents(events: rarer, needed: FailureModel.minimumEvents)
    }
    self.form = form
    let rows = EncodedRows(training, form)
    (coefficients, penalties) = try rows.fit(executor)
    (columns, constant) = (rows.columns, rows.constant)
    (self.rows, events) = (training.outcomes.count, training.events)
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

/// Rows of statements as a design matrix, with its penalty.
private struct EncodedRows {
  let columns: [ColumnEncoding]
  let constant: [String]
  private let design: DesignMatrix
  private let penalty: SmoothingPenalty

  init(_ rows: TrainingRows, _ form: ColumnForm) {
    var (columns, constant, names): ([ColumnEncoding], [String], [String]) = ([], [], [])
    var blocks: [SmoothingPenalty.Block] = []
    var values: [Double] = []
    let count = rows.outcomes.count
    for source in rows.columns {
      guard let column = ColumnEncoding(source, form, rows.outcomes) else {
        constant.append(source.name)
        continue
      }
      columns.append(column)
      blocks += column.penalties(from: names.count)
      let start = values.count
      values += Array(repeating: 0, count: count * column.width)
      for row in 0..<count {
        for (place, value) in column.encode(source.value(row)).enumerated() {
          values[start + place * count + row] = value
        }
      }
      names += Array(repeating: column.name, count: column.width)
    }
    (self.columns, self.constant) = (columns, constant)
    design = DesignMatrix(columns: names, columnMajor: values, outcomes: rows.outcomes)
    penalty = SmoothingPenalty(columns: names.count, blocks: blocks)
  }

  private static let longestSearch = 50
  /// Change of the logarithm of λ below which the predictions stay what they are.
  private static let tolerance = 0.02

  /// The coefficients under the factors the rows make most likely.
  func fit(_ executor: Executor) throws(FailureModel.Failure) -> ([Double], [PenaltyKind: Double]) {
    var factors = penalty.start
    var start: [Double]?
    for _ in 0..<EncodedRows.longestSearch {
      let fit = try LogisticRegression(
        design, penalty: penalty.penalty(factors), startingAt: start, minimumEvents: 1, executor: executor)
      start = fit.coefficients
      let updated = penalty.updated(factors, fit)
      if updated.allSatisfy({ abs(Double.log($0.value / factors[$0.key]!)) < EncodedRows.tolerance }) { break }
      factors = updated
    }
    return (start!, factors)
  }
}
