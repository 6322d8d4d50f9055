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
    // P(X ≥ k | p) = I_p(k, n − k + 1), the distribution function of a beta, and it rises with p.
    let low = events == 0 ? 0 : Beta.quantile(0.025, k, n - k + 1)
    let high = events == rows ? 1 : Beta.quantile(0.975, k + 1, n - k)
    return low...high
  }
}
