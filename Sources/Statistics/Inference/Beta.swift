internal import RealModule

/// The incomplete beta function.
enum Beta {
  /// I(x; a, b) for 0 ≤ x ≤ 1, by its continued fraction, evaluated by Lentz's method.
  ///
  /// - Source: NIST Digital Library of Mathematical Functions, §8.17(v); Press et al., Numerical Recipes, 3rd ed. (2007), §6.4.
  static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast on this side only.
    if x > (a + 1) / (a + b + 2) { return 1 - regularized(1 - x, b, a) }
    let front = Double.exp(
      Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x) + b * Double.log(onePlus: -x)
    )
    let smallest = 1e-300
    func awayFromZero(_ value: Double) -> Double { abs(value) < smallest ? smallest : value }
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
    return front * fraction / a
  }

  /// The x with I(x; a, b) = p, for 0 < p < 1: the quantile of the beta distribution, by halving down to neighbouring doubles.
  static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    precondition(p > 0 && p < 1 && a > 0 && b > 0, "quantile \(p) of beta(\(a), \(b))")
    var (low, high) = (0.0, 1.0)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return high }
      if regularized(middle, a, b) < p { low = middle } else { high = middle }
    }
  }
}
