/// Columns that together make a smooth curve of one quantity: cubic B-splines with knots at quantiles.
///
/// Between knots a curve `Σ βⱼ Bⱼ(x)` is a cubic, and it has two continuous derivatives at them. The Bⱼ sum to 1, so the
/// first is left out: beside an intercept it would be collinear. Outside the range of the sample the curve stays at the
/// end's value.
///
/// - Source: de Boor, A Practical Guide to Splines, rev. ed. (2001), ch. IX; the same columns as R's `splines::bs`.
public struct SplineBasis: Sendable, Equatable, Codable {
  /// In order: the lowest value four times, the inner knots, the highest value four times.
  private let knots: [Double]

  public enum Failure: Error, Equatable {
    /// A cubic needs four values that differ.
    case tooFewValues(different: Int)
    /// A value is infinite or not a number.
    case notFinite
  }

  /// - Parameters:
  ///   - sample: Values of the rows a model is fitted on, and of no later ones.
  ///   - pieces: How many cubics, at least 1. Inner knots are at the quantiles that cut the sample in as many equal parts
  ///     (R's type 7); where many values are equal there are fewer.
  public init(_ sample: [Double], pieces: Int = 8) throws(Failure) {
    precondition(pieces >= 1, "\(pieces) pieces")
    if !sample.allSatisfy(\.isFinite) { throw .notFinite }
    let sorted = sample.sorted()
    var different = sorted.isEmpty ? 0 : 1
    for (value, next) in zip(sorted, sorted.dropFirst()) where value != next { different += 1 }
    if different < 4 { throw .tooFewValues(different: different) }
    let range = sorted.first!...sorted.last!
    let order = OrderStatistics(sorted)
    var inner: [Double] = []
    for piece in 1..<max(pieces, 1) {
      let knot = order.value(atRank: Double(piece) * Double(sorted.count - 1) / Double(pieces))
      if knot > (inner.last ?? range.lowerBound), knot < range.upperBound { inner.append(knot) }
    }
    self.init(range, inner)
  }

  /// - Parameters:
  ///   - range: Lowest and highest value, which differ.
  ///   - inner: Knots within it, increasing.
  init(_ range: ClosedRange<Double>, _ inner: [Double]) {
    let all = [range.lowerBound] + inner + [range.upperBound]
    precondition(zip(all, all.dropFirst()).allSatisfy { $0 < $1 }, "knots \(all) do not increase")
    let ends = [range.lowerBound, range.upperBound].map { [Double](repeating: $0, count: 4) }
    knots = ends[0] + inner + ends[1]
  }

  /// Whether knots read from a file make a basis.
  public var isSound: Bool {
    guard knots.count >= 8, knots.allSatisfy(\.isFinite) else { return false }
    let inner = knots[3...(knots.count - 4)]
    return zip(inner, inner.dropFirst()).allSatisfy { $0 < $1 } && knots.prefix(4).allSatisfy { $0 == knots[0] }
      && knots.suffix(4).allSatisfy { $0 == knots[knots.count - 1] }
  }

  /// How many columns the curve has.
  public var columns: Int { knots.count - 5 }

  /// Each column's value, shape `[columns]`, none negative; at most four are not 0.
  public func values(at x: Double) -> [Double] { Array(all(at: x).dropFirst()) }

  /// All basis functions by the recurrence of Cox and de Boor, shape `[1 + columns]`.
  func all(at x: Double) -> [Double] {
    var values = Array(repeating: 0.0, count: columns + 1)
    let x = min(max(x, knots[3]), knots[columns + 1])
    // The piece x lies in; the highest value belongs to the last.
    var piece = 3
    while piece < columns, x >= knots[piece + 1] { piece += 1 }
    var local = [1.0]
    for degree in 1...3 {
      var next = Array(repeating: 0.0, count: degree + 1)
      for (index, value) in local.enumerated() {
        let (left, right) = (knots[piece + 1 + index - degree], knots[piece + 1 + index])
        let share = value / (right - left)
        next[index] += (right - x) * share
        next[index + 1] += (x - left) * share
      }
      local = next
    }
    for (index, value) in local.enumerated() { values[piece - 3 + index] = value }
    return values
  }
}
