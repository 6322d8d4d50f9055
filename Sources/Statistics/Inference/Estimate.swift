internal import RealModule

/// An estimate and its 95 % interval. The interval is missing where the variance is not defined (nobody had the event yet,
/// or everybody did) or too little is known of it.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  public let low: Double?
  public let high: Double?

  public init(value: Double, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The same for the complementary event.
  public var complement: Estimate { Estimate(value: 1 - value, low: high.map { 1 - $0 }, high: low.map { 1 - $0 }) }

  /// exp(−exp(log(−log p) ± q · se / (p |log p|))): stays within 0 and 1.
  ///
  /// - Source: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. (2002), §1.4.1.
  static func logLog(
    _ probability: Double, standardError: Double, quantile: Double = Quantiles.normal975
  ) -> Estimate {
    guard probability > 0, probability < 1, standardError.isFinite else { return Estimate(value: probability) }
    let logarithm = Double.log(probability)
    let width = quantile * standardError / (probability * abs(logarithm))
    return Estimate(
      value: probability, low: Double.exp(logarithm * Double.exp(width)),
      high: Double.exp(logarithm * Double.exp(-width)))
  }

  /// Of a positive figure, by the standard error of its logarithm: v · exp(± q · se).
  static func logarithmic(
    _ value: Double, standardError: Double, quantile: Double = Quantiles.normal975
  ) -> Estimate {
    let factor = Double.exp(quantile * standardError)
    guard factor.isFinite else { return Estimate(value: value) }
    return Estimate(value: value, low: value / factor, high: value * factor)
  }
}
