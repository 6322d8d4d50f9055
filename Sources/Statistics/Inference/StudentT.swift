internal import RealModule

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
