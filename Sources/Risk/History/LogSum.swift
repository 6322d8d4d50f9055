internal import RealModule

/// Σ log x, as the log of a product, which takes far fewer logs.
struct LogSum: Sendable {
  private var sum = 0.0
  private var product = 1.0

  /// - Parameter x: Between 10⁻¹⁵⁰ and 10¹⁵⁰.
  mutating func add(_ x: Double) {
    product *= x
    if product < 1e-150 || product > 1e150 {
      sum += .log(product)
      product = 1
    }
  }

  var value: Double { sum + .log(product) }
}
