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
