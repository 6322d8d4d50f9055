/// How many things happened on each day of a scale, such as days past due. Days may be negative.
public struct DayCounts: Sendable, Codable, Equatable {
  /// The day of `counts[0]`.
  public private(set) var firstDay = 0
  public private(set) var counts: [Int64] = []

  public init() {}

  public var isEmpty: Bool { counts.isEmpty }
  /// One past the last day.
  public var endDay: Int { firstDay + counts.count }
  public var total: Int64 { counts.reduce(0, +) }

  public subscript(day: Int) -> Int64 {
    day >= firstDay && day < endDay ? counts[day - firstDay] : 0
  }

  public mutating func add(_ day: Int, count: Int64 = 1) {
    if day < firstDay || day >= endDay { makeRoom(for: day..<(day + 1)) }
    counts[day - firstDay] += count
  }

  /// As one after the other, with room made once: for the few of one client, that takes longer than to count them.
  public mutating func add(contentsOf days: [Int]) {
    guard let first = days.min(), let last = days.max() else { return }
    makeRoom(for: first..<(last + 1))
    for day in days { counts[day - firstDay] += 1 }
  }

  public mutating func merge(_ other: DayCounts) {
    if other.isEmpty { return }
    makeRoom(for: other.firstDay..<other.endDay)
    for (offset, count) in other.counts.enumerated() { counts[other.firstDay - firstDay + offset] += count }
  }

  /// The middle observation, or the mean of the two middle ones of an even number; `nil` when nothing was counted.
  public var median: Double? { quantile(0.5) }

  /// The value that a share `p` of the observations is at or below, between neighbouring observations in proportion: the
  /// default of R's `quantile` and of NumPy. `nil` when nothing was counted.
  ///
  /// - Source: Hyndman & Fan (1996), The American Statistician 50(4), 361–365, definition 7.
  public func quantile(_ p: Double) -> Double? { quantile(p, of: total) }

  /// - Parameter total: ``total``, where it is known already.
  func quantile(_ p: Double, of total: Int64) -> Double? {
    precondition((0...1).contains(p), "quantile \(p)")
    if total == 0 { return nil }
    let rank = Double(total - 1) * p
    let lower = Int64(rank)
    // The days of the observations next to it, by their ranks from 0.
    var (index, seen) = (0, counts[0])
    func advance(to rank: Int64) -> Double {
      while seen <= rank {
        index += 1
        seen += counts[index]
      }
      return Double(firstDay + index)
    }
    let below = advance(to: lower)
    let above = advance(to: min(lower + 1, total - 1))
    return below + (rank - Double(lower)) * (above - below)
  }

  private mutating func makeRoom(for days: Range<Int>) {
    if counts.isEmpty { firstDay = days.lowerBound }
    if days.lowerBound < firstDay {
      counts.insert(contentsOf: repeatElement(0, count: firstDay - days.lowerBound), at: 0)
      firstDay = days.lowerBound
    }
    if days.upperBound > endDay { counts.append(contentsOf: repeatElement(0, count: days.upperBound - endDay)) }
  }
}
