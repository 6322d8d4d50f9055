extension RandomAccessCollection where Index == Int {
  /// The first index whose element is in the second part; `endIndex` when none is. The elements of the second part come last, so
  /// that halving finds it.
  @inlinable public func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
