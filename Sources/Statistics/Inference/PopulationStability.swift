internal import RealModule

/// How far the values of a quantity have moved from those it had in a reference population.
///
/// The population stability index is `Σ (qᵢ − pᵢ) log(qᵢ / pᵢ)` over bins: pᵢ is the share of the reference in bin i, qᵢ the
/// share now. 0 means the same shares; below 0.1 is usually called stable, above 0.25 a shift.
///
/// Bins are cut at the tenths of the reference and closed above. Where many of its values are equal there are fewer; and
/// when a tenth of them or more are the lowest, or the highest, what is lower, or higher, has a bin of its own. Half a
/// value is added to every bin on both sides, so that an empty one costs much but not infinity; one empty on both sides
/// costs nothing.
///
/// - Source: Siddiqi, Credit Risk Scorecards (2006), ch. 9; Yurdakul & Naranjo (2020), Journal of Risk Model Validation
///   14(4), 89–100, for what chance alone makes of it.
public struct PopulationStability: Sendable, Equatable, Codable {
  /// Upper bounds of all bins but the last, increasing.
  private let bounds: [Double]
  /// Values of the reference in each bin, shape `[bounds.count + 1]`.
  private let counts: [Int]

  /// Whether what was read from a file are counts of bins.
  public var isSound: Bool {
    counts.count == bounds.count + 1 && zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
      && counts.allSatisfy { (0...Int(Int32.max)).contains($0) } && counts.contains { $0 > 0 }
  }

  public struct Index: Sendable, Equatable {
    public let value: Double
    /// What it would be on average without any change, from the numbers of values alone: (k − 1) (1/n + 1/m), k bins
    /// having a value of the reference.
    public let expectedByChance: Double

    /// What chance does not explain; it may be below 0.
    public var excess: Double { value - expectedByChance }
  }

  /// - Parameter reference: At least one value, none of which is not a number.
  public init(reference: [Double]) {
    precondition(!reference.isEmpty && !reference.contains(where: \.isNaN), "\(reference.count) values")
    let sorted = reference.sorted()
    var bounds: [Double] = []
    for tenth in 1..<10 {
      let bound = sorted[(tenth * sorted.count + 9) / 10 - 1]
      if bounds.isEmpty, bound == sorted[0] { bounds.append(bound.nextDown) }
      if bound != bounds.last { bounds.append(bound) }
    }
    self.bounds = bounds
    counts = PopulationStability.count(reference, bounds)
  }

  /// - Parameter values: At least one, none of which is not a number.
  public func index(of values: [Double]) -> Index {
    precondition(!values.isEmpty && !values.contains(where: \.isNaN), "\(values.count) values")
    let bins = zip(counts, PopulationStability.count(values, bounds)).filter { $0 > 0 || $1 > 0 }
    let (before, after) = (Double(counts.reduce(0, +)), Double(values.count))
    let added = Double(bins.count) / 2
    let value = bins.reduce(0.0) { sum, bin in
      let (p, q) = ((Double(bin.0) + 0.5) / (before + added), (Double(bin.1) + 0.5) / (after + added))
      return sum + (q - p) * .log(q / p)
    }
    let occupied = Double(counts.count { $0 > 0 })
    return Index(value: value, expectedByChance: (occupied - 1) * (1 / before + 1 / after))
  }

  private static func count(_ values: [Double], _ bounds: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: bounds.count + 1)
    for value in values { counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1 }
    return counts
  }
}
