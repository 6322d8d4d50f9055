/// The values of a column by rank, without sorting all of it: of many rows only the few at one end are wanted.
struct OrderStatistics {
  private let values: [Double]
  /// A few of them, which tell where a rank should be.
  private let sample: [Double]

  init(_ values: [Double]) {
    self.values = values
    sample = stride(from: 0, to: values.count, by: max(1, values.count / 1_000)).map { values[$0] }.sorted()
  }

  /// R's type 7: linear between the two values next to `share × (n − 1)`.
  func quantile(_ share: Double) -> Double { value(atRank: share * Double(values.count - 1)) }

  /// Ranks count from 0; between two of them, linear between their values.
  func value(atRank position: Double) -> Double {
    let below = Int(position)
    let (low, high) = neighbours(below)
    return low + (position - Double(below)) * (high - low)
  }

  /// The values of a rank, counted from 0, and of the next one.
  private func neighbours(_ rank: Int) -> (Double, Double) {
    let isLow = rank < values.count / 2
    let count = isLow ? rank + 2 : values.count - rank
    // Where the sample errs, all values are sorted.
    let margin = min(2 * count * sample.count / values.count + 10, sample.count - 1)
    let bound = isLow ? sample[margin] : sample[sample.count - 1 - margin]
    let end = values.filter { isLow ? $0 <= bound : $0 >= bound }
    let sorted = (end.count >= min(count, values.count) ? end : values).sorted()
    let place = isLow ? rank : sorted.count - count
    return (sorted[place], sorted[min(place + 1, sorted.count - 1)])
  }
}
