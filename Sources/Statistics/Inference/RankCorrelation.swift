/// How far two orderings agree.
public enum RankCorrelation {
  /// Spearman's ρ: the correlation of the ranks, ties at their mean rank; `nil` when either side has one value only.
  ///
  /// - Source: Spearman (1904), American Journal of Psychology 15(1), 72–101.
  public static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values")
    let (a, b) = (ranks(x), ranks(y))
    let mean = Double(x.count + 1) / 2
    let (varianceA, varianceB, covariance) = zip(a, b).reduce((0.0, 0.0, 0.0)) { sums, pair in
      let (u, v) = (pair.0 - mean, pair.1 - mean)
      return (sums.0 + u * u, sums.1 + v * v, sums.2 + u * v)
    }
    return varianceA > 0 && varianceB > 0 ? covariance / (varianceA * varianceB).squareRoot() : nil
  }

  /// From 1; ties share the mean of theirs.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for index in order[start..<end] { ranks[index] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
