internal import RealModule

/// The exact interval of a rate from a count.
public enum BinomialInterval {
  /// The rates that a two-sided test at 5 % does not reject, by Clopper and Pearson: the lower end is the rate at which
  /// this many events or more have probability 2.5 %, the upper end the one at which this many or fewer have.
  ///
  /// It covers the true rate at least 95 times in 100, whatever the rate.
  ///
  /// - Parameters:
  ///   - events: From 0 to `rows`.
  ///   - rows: Independent trials, at least 1.
  /// - Source: Clopper & Pearson (1934), Biometrika 26(4), 404–413.
  public static func exact(events: Int, of rows: Int) -> ClosedRange<Double> {
    precondition(rows >= 1 && (0...rows).contains(events), "\(events) events of \(rows)")
    let (k, n) = (Double(events), Double(rows))
    // P(X ≥ k | p) = I_p(k, n − k + 1), and it rises with p.
    let low = events == 0 ? 0 : root { IncompleteBeta.regularised($0, k, n - k + 1) - 0.025 }
    let high = events == rows ? 1 : root { IncompleteBeta.regularised($0, k + 1, n - k) - 0.975 }
    return low...high
  }

  /// Where a function that rises from below 0 to above 0 on [0, 1] is 0, by halving until two doubles are left.
  private static func root(of rising: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if rising(middle) < 0 { low = middle } else { high = middle }
    }
  }
}

/// The regularised incomplete beta function.
enum IncompleteBeta {
  /// I_x(a, b), by the continued fraction of DLMF 8.17.22, evaluated with Lentz's method.
  ///
  /// - Parameters:
  ///   - x: From 0 to 1.
  ///   - a: Positive.
  ///   - b: Positive.
  static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it, I_x(a, b) = 1 − I_{1−x}(b, a).
    if x > (a + 1) / (a + b + 2) { return 1 - regularised(1 - x, b, a) }
    let logBeta = Double.logGamma(a) + .logGamma(b) - .logGamma(a + b)
    let front = Double.exp(a * .log(x) + b * .log(onePlus: -x) - logBeta) / a
    return front * continuedFraction(x, a, b)
  }

  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    func away(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var fraction = d
    // About √max(a, b) terms are needed.
    for m in 1...1_000_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      fraction *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return fraction
  }
}
