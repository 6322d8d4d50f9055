/// The values of a column by rank, without sorting them: of many rows only the few at one end are wanted.
struct OrderStatistics {
  private let values: ArraySlice<Double>
  /// A few of them, which tell where a rank should be.
  private let sample: [Double]

  init(_ values: [Double]) { self.init(values[...]) }

  init(_ values: ArraySlice<Double>) {
    self.values = values
    sample = stride(from: values.startIndex, to: values.endIndex, by: max(1, values.count / 1_000)).map { values[$0] }
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
    let margin = min(2 * count * sample.count / values.count + 10, sample.count - 1)
    var sample = sample
    let bound = sample.select(isLow ? margin : sample.count - 1 - margin)
    var end = values.filter { isLow ? $0 <= bound : $0 >= bound }
    // Where the sample errs, all values are taken.
    if end.count < min(count, values.count) { end = Array(values) }
    let place = isLow ? rank : end.count - count
    let value = end.select(place)
    return (value, end[(place + 1)...].min() ?? value)
  }
}

extension [Double] {
  /// The element of a rank, which it puts in its place: none behind it is smaller.
  ///
  /// - Source: Hoare (1961), Algorithm 65: find, Communications of the ACM 4(7), 321–322.
  fileprivate mutating func select(_ rank: Int) -> Double {
    var elements = mutableSpan
    var (low, high) = (0, elements.count - 1)
    while low < high {
      let pivot = elements[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while elements[left] < pivot { left += 1 }
        while elements[right] > pivot { right -= 1 }
        if left <= right {
          elements.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank > right { low = left }
      if rank < left { high = right }
    }
    return elements[rank]
  }
}
