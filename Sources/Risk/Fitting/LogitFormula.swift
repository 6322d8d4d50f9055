/// A fitted regression as a formula: scaled features times coefficients, to log-odds.
public struct LogitFormula: Sendable, Codable, Equatable {
  public let scaling: ColumnScaling
  /// The intercept first.
  public let coefficients: [Double]

  public init(scaling: ColumnScaling, coefficients: [Double]) {
    precondition(coefficients.count == scaling.columns.count + 1, "\(coefficients.count) coefficients")
    self.scaling = scaling
    self.coefficients = coefficients
  }

  /// Whether a formula that was read from a file is one: its parts match, and no number of it is absurd.
  var isSound: Bool {
    coefficients.count == scaling.columns.count + 1 && coefficients.allSatisfy { abs($0) < 1e6 } && scaling.isSound
  }

  /// P(event) of a row of features, in the order of the rows of the fit.
  public func probability(_ features: some RandomAccessCollection<Double>) -> Double {
    LogisticRegression.probability(ofLogit: contributions(features).reduce(coefficients[0]) { $0 + $1.logit })
  }

  /// What each feature adds to the log-odds, against a row at the portfolio's means, whose log-odds are the intercept.
  public func contributions(_ features: some RandomAccessCollection<Double>) -> [Contribution] {
    let scaled = scaling.scaled(features)
    return scaling.columns.indices.map { index in
      let column = scaling.columns[index]
      return Contribution(
        name: column.name, value: column.mean + column.deviation * scaled[index], typical: column.mean,
        logit: coefficients[index + 1] * scaled[index])
    }
  }

  /// What sets the log-odds of a row apart from those of another.
  public struct Contribution: Sendable {
    /// The feature, or several that tell of one thing.
    public let name: String
    /// The feature's value, kept within its range; of several features the first one's.
    public let value: Double
    /// Its value in the other row: the portfolio's mean.
    public let typical: Double
    public let logit: Double
  }
}

extension [LogitFormula.Contribution] {
  /// The contributions of features that tell of one thing added up, the largest first.
  func gathered(by subject: (String) -> String) -> [LogitFormula.Contribution] {
    var names: [String] = []
    var first: [String: LogitFormula.Contribution] = [:]
    var logits: [String: Double] = [:]
    for contribution in self {
      let name = subject(contribution.name)
      if first[name] == nil {
        names.append(name)
        first[name] = contribution
      }
      logits[name, default: 0] += contribution.logit
    }
    return names.map { name in
      LogitFormula.Contribution(
        name: name, value: first[name]!.value, typical: first[name]!.typical, logit: logits[name]!)
    }.sorted { abs($0.logit) > abs($1.logit) }
  }
}
