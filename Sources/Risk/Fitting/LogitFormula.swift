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
  public func contributions(_ features: some RandomAccessCollection<Double>) -> [(name: String, logit: Double)] {
    let scaled = scaling.scaled(features)
    return scaling.columns.indices.map { (scaling.columns[$0].name, coefficients[$0 + 1] * scaled[$0]) }
  }
}
