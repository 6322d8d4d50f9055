internal import RealModule

/// How the debts still open at a day are paid after it: a law fitted by maximum likelihood to the time since that day.
///
/// **Exponential**: the same hazard every day. **Weibull**: `S(t) = exp(−(t/λ)ᵏ)`, with a hazard that falls when k < 1. The
/// clock starts at the end of day `from`: what is asked is how long the *remaining* debt lasts, of which nothing before
/// that day is part. A clock that starts at the due day, with the same data truncated at `from`, would make the shape of
/// the tail depend on days that are not in it. An opening item that entered later is truncated at its entry. Credit notes
/// and write-offs are censorings: the law is that of payment alone. A payment t days after `from` counts as made at t
/// exactly, which understates a hazard h by about h/2 of itself.
///
/// - Source: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. (2002), §§2.2, 3.4.
public struct DecayTail: Sendable {
  /// Days past due after which payments are followed.
  public let from: Int
  /// Subjects open at the end of `from`, or entered later.
  public let atRisk: Int64
  public let payments: Int64
  public let exponential: Law
  public let weibull: Law

  /// A fitted law.
  public struct Law: Sendable {
    /// k; 1 for the exponential law.
    public let shape: Double
    /// λ, in days.
    public let scale: Double
    public let logLikelihood: Double
    /// Free parameters.
    public let parameters: Int
    /// Of the days until half of what is open at `from` is paid, `λ (log 2)^(1/k)`, with influence on the logarithm.
    let halfLife: Functional
    /// Of k, likewise; `nil` for the exponential law.
    let shapeFunctional: Functional?

    /// Akaike's information criterion; the smaller the better. For subjects that are independent, not for minor units.
    public var aic: Double { 2 * Double(parameters) - 2 * logLikelihood }
  }

  public enum Failure: Error, Equatable {
    case noPayments
    /// The payments are all on one day, so that no shape fits best.
    case noSpread
  }

  public init(_ table: LifeTable, from: Int) throws(Failure) {
    let times = TailTimes(table, from: from)
    if times.payments == 0 { throw .noPayments }
    guard let shape = times.bestShape else { throw .noSpread }
    self.from = from
    (atRisk, payments) = (times.atRisk, times.payments)
    exponential = times.law(shape: 1, isFree: false)
    weibull = times.law(shape: shape, isFree: true)
  }

  /// Twice the gain in log likelihood of the shape, against χ² with one degree of freedom: whether the hazard is constant.
  /// For subjects that are independent.
  public var likelihoodRatio: (statistic: Double, p: Double) {
    let statistic = max(2 * (weibull.logLikelihood - exponential.logLikelihood), 0)
    return (statistic, ChiSquared.upperTail(statistic, degreesOfFreedom: 1))
  }
}

/// Ends and entries by days since the start of the tail.
private struct TailTimes {
  let from: Int
  /// One day each, from 1 on.
  private var days: [(t: Double, paid: Double, ended: Double, entered: Double)] = []
  private(set) var atRisk: Int64 = 0
  private(set) var payments: Int64 = 0

  init(_ table: LifeTable, from: Int) {
    self.from = from
    for row in table.rows where row.day > from {
      if atRisk == 0 { atRisk = row.atRisk }
      let entered = table.entered[row.day]
      atRisk += entered
      payments += row.events
      days.append((Double(row.day - from), Double(row.events), Double(row.exits), Double(entered)))
    }
  }

  /// Σ over ends, less Σ over entries, of `tᵏ logᵖ t`.
  private func sum(_ k: Double, power p: Int) -> Double {
    days.reduce(0) { sum, day in
      let logarithm = Double.log(day.t)
      let term = Double.exp(k * logarithm) * (p == 0 ? 1 : p == 1 ? logarithm : logarithm * logarithm)
      return sum + (day.ended - day.entered) * term
    }
  }

  /// The shape of greatest likelihood, where `1/k + mean log t of payments = Σ tᵏ log t / Σ tᵏ`; by Newton's method on
  /// log k. `nil` when the likelihood grows without end.
  var bestShape: Double? {
    let count = Double(payments)
    let meanLog = days.reduce(0) { $0 + $1.paid * Double.log($1.t) } / count
    var k = 1.0
    for _ in 0..<100 {
      let (a, b, c) = (sum(k, power: 0), sum(k, power: 1), sum(k, power: 2))
      let gradient = 1 + k * (meanLog - b / a)
      let curvature = -1 - k * k * (c / a - b / a * (b / a))
      // A step of at most a factor e keeps the first ones in bounds.
      let step = min(max(-gradient / curvature, -1), 1)
      k *= Double.exp(step)
      if !k.isFinite || k > 1e3 || k < 1e-3 { return nil }
      if abs(step) < 1e-14 { return k }
    }
    return k
  }

  func law(shape k: Double, isFree: Bool) -> DecayTail.Law {
    let count = Double(payments)
    let power = sum(k, power: 0)
    // λᵏ = Σ tᵏ / payments.
    let logScale = Double.log(power / count) / k
    let sumLog = days.reduce(0) { $0 + $1.paid * Double.log($1.t) }
    let likelihood = count * (Double.log(k) - k * logScale) + (k - 1) * sumLog - count
    let halfLife = Double.exp(logScale + Double.log(Double.log(2)) / k)
    return DecayTail.Law(
      shape: k, scale: Double.exp(logScale), logLikelihood: likelihood, parameters: isFree ? 2 : 1,
      halfLife: functional(halfLife, k, logScale, gradient: (1, isFree ? -Double.log(Double.log(2)) / k : 0), isFree),
      shapeFunctional: isFree ? functional(k, k, logScale, gradient: (0, 1), isFree) : nil)
  }

  /// A figure whose logarithm has this gradient by (log λ, log k): its influence is gradient · information⁻¹ · score.
  private func functional(
    _ value: Double, _ k: Double, _ logScale: Double, gradient: (scale: Double, shape: Double), _ isFree: Bool
  ) -> Functional {
    /// z = (t/λ)ᵏ and L = log(t/λ).
    func reach(_ t: Double) -> (z: Double, l: Double) {
      let l = Double.log(t) - logScale
      return (Double.exp(k * l), l)
    }
    var information = (scale: k * k * Double(payments), both: 0.0, shape: Double(payments))
    for day in days {
      let (z, l) = reach(day.t)
      let weight = (day.ended - day.entered) * k * k * z * l
      information.both -= weight
      information.shape += weight * l
    }
    // gradient · information⁻¹.
    let direction: (scale: Double, shape: Double)
    if isFree {
      let determinant = information.scale * information.shape - information.both * information.both
      direction = (
        (gradient.scale * information.shape - gradient.shape * information.both) / determinant,
        (gradient.shape * information.scale - gradient.scale * information.both) / determinant
      )
    } else {
      direction = (gradient.scale / information.scale, 0)
    }
    var (gains, tolls): ([Double], [Double]) = ([], [])
    var toll = 0.0
    for day in days {
      let (z, l) = reach(day.t)
      gains += [direction.shape * (1 + k * l) - direction.scale * k, 0, 0]
      let through = direction.shape * k * l * z - direction.scale * k * z
      tolls.append(through - toll)
      toll = through
    }
    let variance = gradient.scale * direction.scale + gradient.shape * direction.shape
    return Functional(
      value: value, scale: .logarithm,
      influence: Influence(from: from + 1, gains: gains, dailyTolls: tolls, varianceOfSubjects: variance))
  }
}
