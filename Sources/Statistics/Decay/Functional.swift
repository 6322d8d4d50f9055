/// A figure, with what is needed for its interval.
struct Functional: Sendable {
  let value: Double
  let scale: Scale
  /// Of the figure itself on the scales of probability, of its logarithm on ``Scale/logarithm``.
  let influence: Influence

  enum Scale: Sendable {
    /// Of being still open: log-log interval.
    case probability
    /// Of an event: log-log interval of the complement.
    case complement
    /// Positive.
    case logarithm
  }

  /// With the interval for independent subjects.
  var estimate: Estimate { estimate(standardError: influence.varianceOfSubjects.squareRoot()) }

  func estimate(standardError: Double, quantile: Double = Quantiles.normal975) -> Estimate {
    switch scale {
    case .probability: .logLog(value, standardError: standardError, quantile: quantile)
    case .complement: Estimate.logLog(1 - value, standardError: standardError, quantile: quantile).complement
    case .logarithm: .logarithmic(value, standardError: standardError, quantile: quantile)
    }
  }
}
