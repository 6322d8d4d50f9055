internal import RealModule

extension SurvivalCurve {
  /// The median day of the event; a bound is `nil` where the curve's interval never comes down to one half.
  public struct Median: Sendable, Equatable {
    public let day: Double
    public let low: Double?
    public let high: Double?
  }

  /// The first day on which S is at most one half or, where S is one half exactly, the middle of that stretch; its interval
  /// is that of the days on which the curve's own interval holds one half. `nil` when S stays above one half.
  ///
  /// - Source: Brookmeyer & Crowley (1982), Biometrics 38(1), 29–41; conventions of R's `quantile.survfit`.
  public var median: Median? {
    guard let day = firstDay(atMostHalf: steps.map(\.unpaid)) else { return nil }
    // Where everybody had the event there are no bounds.
    let bounds = steps.compactMap { step in unpaid(at: step.day) }.prefix { $0.low != nil && $0.high != nil }
    return Median(
      day: day, low: firstDay(atMostHalf: bounds.map { $0.low! }), high: firstDay(atMostHalf: bounds.map { $0.high! }))
  }

  private func firstDay(atMostHalf levels: [Double]) -> Double? {
    // Rounding leaves a product of ratios just beside one half.
    let tolerance = 1e-12
    guard let index = levels.firstIndex(where: { $0 <= 0.5 + tolerance }) else { return nil }
    let day = Double(steps[index].day)
    if levels[index] < 0.5 - tolerance { return day }
    let next = levels[index...].firstIndex { $0 < 0.5 - tolerance }.map { steps[$0].day } ?? lastDay
    return (day + Double(next)) / 2
  }

  /// The mean of min(day of the event, horizon), in days, and its standard error. With the days after the horizon out of it,
  /// what is still open does not leave the mean undefined. `nil` when the horizon is beyond what was observed.
  ///
  /// `Var = Σ A(i)² dᵢ / (nᵢ (nᵢ − dᵢ))`, with A(i) the area under S from day i to the horizon.
  ///
  /// - Source: Klein & Moeschberger, Survival Analysis, 2nd ed. (2003), §4.5.
  public func restrictedMean(upTo horizon: Int) -> (mean: Double, standardError: Double)? {
    if horizon > lastDay, steps.last!.unpaid > 0 { return nil }
    var (area, variance, next) = (0.0, 0.0, horizon)
    for step in steps.reversed() where step.day < horizon {
      area += step.unpaid * Double(next - step.day)
      next = step.day
      let (n, d) = (Double(step.atRisk), Double(step.events))
      if d < n { variance += area * area * d / (n * (n - d)) }
    }
    return (Double(next) + area, variance.squareRoot())
  }
}
