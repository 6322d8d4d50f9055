internal import RealModule

/// Pearson's χ² distribution.
public enum ChiSquared {
  /// P(X > x) for k degrees of freedom: the regularised incomplete gamma function Q(k/2, x/2).
  ///
  /// By `Q(a + 1, y) = Q(a, y) + yᵃ e⁻ʸ / Γ(a + 1)` from `Q(1/2, y) = erfc √y` or `Q(0, y) = 0`. All terms are positive, so
  /// that small probabilities keep their digits.
  ///
  /// - Source: NIST Digital Library of Mathematical Functions, §8.8.
  public static func upperTail(_ x: Double, degreesOfFreedom k: Int) -> Double {
    precondition(k >= 1, "\(k) degrees of freedom")
    if x <= 0 { return 1 }
    let y = x / 2
    var (a, tail) = k.isMultiple(of: 2) ? (0.0, 0.0) : (0.5, Double.erfc(y.squareRoot()))
    while a < Double(k) / 2 {
      tail += Double.exp(a * Double.log(y) - y - Double.logGamma(a + 1))
      a += 1
    }
    return min(tail, 1)
  }
}

/// Student's t distribution.
public enum StudentT {
  /// The 97.5 % quantile, by Newton's method on the tail `P(T > t) = I(ν/(ν + t²); ν/2, 1/2) / 2`.
  public static func quantile975(degreesOfFreedom v: Double) -> Double {
    precondition(v >= 1, "\(v) degrees of freedom")
    if v > 1e4 { return quantile975(manyDegreesOfFreedom: v) }
    let logScale = Double.logGamma((v + 1) / 2) - Double.logGamma(v / 2) - Double.log(v * .pi) / 2
    // The tail is convex in t: from the left, Newton's steps never go past the root.
    var t = Quantiles.normal975
    while true {
      let tail = Beta.regularized(v / (v + t * t), v / 2, 0.5) / 2
      let density = Double.exp(logScale - (v + 1) / 2 * Double.log(onePlus: t * t / v))
      let step = (tail - 0.025) / density
      t += step
      if !(step > t * 1e-14) { return t }
    }
  }

  /// Fisher's expansion around the normal quantile, where the gamma functions above would cancel.
  ///
  /// - Source: Abramowitz & Stegun (1964), 26.7.5.
  private static func quantile975(manyDegreesOfFreedom v: Double) -> Double {
    let z = Quantiles.normal975
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
    return z + (first + (second + third / v) / v) / v
  }
}

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
