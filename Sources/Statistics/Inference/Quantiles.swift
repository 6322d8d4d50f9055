/// Quantiles used for 95 % intervals.
public enum Quantiles {
  /// Φ⁻¹(0.975).
  public static let normal975 = 1.959963984540054
}
