internal import Receivables

/// Where a value lies among those of a sample: its share of smaller ones, from 0 to 1.
///
/// Ratios of small firms have tails without end. On this scale an outlier is the largest value and no more, which is
/// winsorising; a monotone change of the ratio, such as its logarithm, changes nothing.
struct QuantileScale: Sendable, Codable, Equatable {
  /// Increasing values, and the mid-rank of each as a share of the sample.
  let values: [Double]
  let shares: [Double]
  /// Places kept: more would not be told apart by a curve of a few pieces.
  private static let places = 200

  /// - Parameter sample: Finite, at least one.
  init(_ sample: [Double]) {
    let sorted = sample.sorted()
    var (values, shares): ([Double], [Double]) = ([], [])
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      values.append(sorted[start])
      shares.append(Double(start + end) / 2 / Double(sorted.count))
      start = end
    }
    let step = max(1, values.count / QuantileScale.places)
    let kept = values.indices.filter { $0 % step == 0 || $0 == values.count - 1 }
    self.values = kept.map { values[$0] }
    self.shares = kept.map { shares[$0] }
  }

  /// Linear between the values kept, constant beyond them.
  func share(of value: Double) -> Double {
    let next = values.partitioningIndex { $0 > value }
    if next == 0 { return shares[0] }
    if next == values.count { return shares[next - 1] }
    let part = (value - values[next - 1]) / (values[next] - values[next - 1])
    return shares[next - 1] + part * (shares[next] - shares[next - 1])
  }
}
