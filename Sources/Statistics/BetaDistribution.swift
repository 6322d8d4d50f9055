internal import RealModule

/// The beta distribution, and what follows from it.
enum BetaDistribution {
  /// P(X ≤ x): the regularised incomplete beta function, by its continued fraction, evaluated by Lentz's method.
  ///
  /// - Source: NIST Digital Library of Mathematical Functions, §8.17(v); Press et al., Numerical Recipes, 3rd ed. (2007), §6.4.
  static func cumulative(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast on this side only.
    if x > (a + 1) / (a + b + 2) { return 1 - cumulative(1 - x, b, a) }
    let scale = Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b)
    let front = Double.exp(scale + a * Double.log(x) + b * Double.log(onePlus: -x)) / a
    return front * continuedFraction(x, a, b)
  }

  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    func awayFromZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var (c, d) = (1.0, 1 / awayFromZero(1 - (a + b) * x / (a + 1)))
    var fraction = d
    for m in stride(from: 1.0, through: 100_000, by: 1) {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / awayFromZero(1 + even * d)
      c = awayFromZero(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / awayFromZero(1 + odd * d)
      c = awayFromZero(1 + odd / c)
      fraction *= d * c
      if abs(d * c - 1) <= 0x1p-52 { break }
    }
    return fraction
  }

  /// The x with P(X ≤ x) = p, for 0 < p < 1, by halving: at most 1 100 steps, down to neighbouring doubles.
  static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    precondition(p > 0 && p < 1 && a > 0 && b > 0, "quantile \(p) of beta(\(a), \(b))")
    var (low, high) = (0.0, 1.0)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return high }
      if cumulative(middle, a, b) < p { low = middle } else { high = middle }
    }
  }

  /// The 97.5 % quantile of Student's t: of its square over itself plus ν, the 95 % quantile of beta(1/2, ν/2).
  static func student975(degreesOfFreedom v: Double) -> Double {
    let share = quantile(0.95, 0.5, v / 2)
    return (v * share / (1 - share)).squareRoot()
  }
}
