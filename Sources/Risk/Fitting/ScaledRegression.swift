public import Execution
internal import LinearAlgebra
internal import RealModule

/// A penalised logistic regression on scaled features, with a penalty that knows how much a client's rows resemble each
/// other.
///
/// Each coefficient is drawn towards a value of its own: 0, or the one that would take the feature at face value. How
/// strongly is `strength` for some columns; for the others it is a constant of the model times the *design effect* of the
/// rows: how many rows of one client say as much as one independent row. The same constant then serves a ledger of many
/// small clients and one of few large ones.
public struct ScaledRegression: Sendable {
  /// How one coefficient is drawn.
  public struct Prior: Sendable {
    /// λ, in units of the scaled feature; `nil` for the common one.
    public let strength: Double?
    /// Where it is drawn to, per unit of the unscaled feature.
    public let centre: Double

    public init(strength: Double? = nil, centre: Double = 0) {
      self.strength = strength
      self.centre = centre
    }

    /// 0, as strongly as the rows ask for.
    public static let none = Prior()
  }

  /// The constants of a model.
  public struct Settings: Sendable {
    /// Share of rows beyond the range kept, at either end.
    public let tail: Double
    /// λ of the first fit, which tells the design effect.
    public let firstStrength: Double
    /// λ per unit of design effect.
    public let strength: Double
    /// By column name.
    public let priors: [String: Prior]

    public init(tail: Double, firstStrength: Double, strength: Double, priors: [String: Prior]) {
      self.tail = tail
      self.firstStrength = firstStrength
      self.strength = strength
      self.priors = priors
    }

    fileprivate func penalty(_ common: Double, _ scaling: ColumnScaling) -> QuadraticPenalty {
      let priors = scaling.columns.map { self.priors[$0.name] ?? .none }
      return QuadraticPenalty(
        ridge: priors.map { $0.strength ?? common },
        centre: zip(priors, scaling.columns).map { $0.centre * $1.deviation })
    }
  }

  public let scaling: ColumnScaling
  public let fit: LogisticRegression
  /// φ: the ratio of the clustered variance of the coefficients to the one that takes rows as independent, at least 1.
  public let designEffect: Double
  /// The common λ.
  public let strength: Double
  /// Of the coefficients, with a client's rows taken together; `nil` with one client.
  public let clustered: ClusteredCovariance?

  /// The rows, scaled, and the first fit: what does not depend on the multiple of the common λ.
  struct FirstFit: Sendable {
    fileprivate let settings: Settings
    fileprivate let scaling: ColumnScaling
    fileprivate let matrix: DesignMatrix
    fileprivate let ranges: ColumnRanges
    fileprivate let fit: LogisticRegression
    fileprivate let designEffect: Double

    init(_ rows: FeatureRows, _ settings: Settings, executor: Executor) throws(LogisticRegression.Failure) {
      let events = rows.events
      let rarer = min(events, rows.count - events)
      if rarer == 0 { throw .tooFewEvents(events: 0, needed: 1) }
      self.settings = settings
      scaling = ColumnScaling(rows, tail: settings.tail, executor: executor)
      matrix = DesignMatrix(rows, scaling)
      ranges = ColumnRanges(matrix, executor)
      let penalty = settings.penalty(settings.firstStrength, scaling)
      fit = try LogisticRegression(matrix, ranges, penalty: penalty, executor: executor)
      designEffect = ScaledRegression.designEffect(of: fit, penalty, matrix, executor)
    }
  }

  /// - Throws: As ``LogisticRegression``; separation and collinear columns are no obstacle to a penalised fit.
  public init(
    _ rows: FeatureRows, _ settings: Settings, multiple: Double = 1, executor: Executor
  ) throws(LogisticRegression.Failure) {
    try self.init(FirstFit(rows, settings, executor: executor), multiple: multiple, executor: executor)
  }

  /// - Parameter multiple: Of the common λ.
  init(_ first: FirstFit, multiple: Double, executor: Executor) throws(LogisticRegression.Failure) {
    (scaling, designEffect) = (first.scaling, first.designEffect)
    strength = first.settings.strength * designEffect * multiple
    fit = try LogisticRegression(
      first.matrix, first.ranges, penalty: first.settings.penalty(strength, scaling),
      startingAt: first.fit.coefficients, executor: executor)
    clustered = try? ClusteredCovariance(of: fit, on: first.matrix, executor: executor)
  }

  public var formula: LogitFormula { LogitFormula(scaling: scaling, coefficients: fit.coefficients) }

  public func probability(_ features: some RandomAccessCollection<Double>) -> Double {
    var logit = fit.coefficients[0]
    scaling.forEach(features) { column, value in logit += fit.coefficients[column + 1] * value }
    return LogisticRegression.probability(ofLogit: logit)
  }

  /// tr(H⁻¹J) / tr(H⁻¹I), the intercept left out of the traces: I the information, H = I + penalty, J = Σ u uᵀ over the
  /// clients' scores.
  ///
  /// - Source: Kish (1965), Survey Sampling, §8.2, for the idea; for several coefficients the trace of Rao & Scott (1984),
  ///   Annals of Statistics 12(1), 46–60.
  private static func designEffect(
    of model: LogisticRegression, _ penalty: QuadraticPenalty, _ rows: DesignMatrix, _ executor: Executor
  ) -> Double {
    guard
      let sandwich = try? ClusteredCovariance(
        of: model, on: rows, correctsForFewClients: false, executor: executor)
    else { return 1 }
    // H⁻¹J = (H⁻¹JH⁻¹)H and H⁻¹I = 1 − H⁻¹P.
    guard let precision = try? Cholesky(model.covariance).inverse else { return 1 }
    let together = sandwich.matrix.multiplied(by: precision)
    let size = model.coefficients.count
    let numerator = (1..<size).reduce(0.0) { $0 + together[$1, $1] }
    let denominator = Double(size - 1) - penalty.trace(with: model.covariance)
    return denominator > 0 ? max(1, numerator / denominator) : 1
  }
}

extension DesignMatrix {
  init(_ rows: FeatureRows, _ scaling: ColumnScaling) {
    self.init(
      columns: scaling.columns.map(\.name), columnMajor: scaling.columnMajor(rows), outcomes: rows.outcomes,
      clients: rows.clients.map { Int($0) }, weights: rows.weights)
  }
}
