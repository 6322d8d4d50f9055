import TestSupport
import Testing

@testable import Risk

@Suite struct OrderStatisticsTests {
  private func bySorting(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    let position = share * Double(values.count - 1)
    let below = Int(position)
    let next = sorted[min(below + 1, values.count - 1)]
    return sorted[below] + (position - Double(below)) * (next - sorted[below])
  }

  /// Few values and many, all different and mostly alike, and such as mislead a sample of every so manieth.
  @Test(arguments: [1, 2, 3, 10, 999, 5_000, 20_011]) func quantilesAreThoseOfTheSortedValues(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let step = max(1, count / 1_000)
    let columns = [
      (0..<count).map { _ in Double.random(in: -5...5, using: &random) },
      (0..<count).map { _ in Double(Int.random(in: 0...3, using: &random)) },
      (0..<count).map { $0 % step == 0 ? 1e6 : Double($0) },
      (0..<count).map { $0 % step == 0 ? -1e6 : -Double($0) },
    ]
    for values in columns {
      for share in [0, 0.005, 0.3, 0.5, 0.9, 0.995, 1] {
        #expect(OrderStatistics(values).quantile(share) == bySorting(share, values), "\(share) of \(count)")
      }
    }
  }
}
