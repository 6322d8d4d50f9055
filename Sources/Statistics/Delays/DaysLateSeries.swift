public import Receivables

/// Days late on many days, in one pass: what ``DaysLate`` says of the snapshot of each.
public struct DaysLateSeries: Metric {
  /// Increasing; none after the as-of day of the snapshots it is used on.
  public let days: [Day]
  private let observed: ObservationDays

  public init(on days: some Sequence<Day>) {
    observed = ObservationDays(days)
    self.days = observed.days
  }

  /// What each day adds to the one before, and what none of them shows.
  public var emptyPartial: [PaidDelay] { Array(repeating: PaidDelay(), count: days.count + 1) }

  public func accumulate(_ account: Account, into partial: inout [PaidDelay]) {
    account.forEachPaidDelay(from: .due) { effective, delay in
      partial[observed.index(onOrAfter: effective)].add(delay)
    }
  }

  public func merge(_ later: [PaidDelay], into earlier: inout [PaidDelay]) {
    for index in earlier.indices { earlier[index].merge(later[index]) }
  }

  /// One a day, in order.
  public func value(of partial: [PaidDelay]) -> [PaidDelay.Summary] {
    var sum = PaidDelay()
    return days.indices.map { index in
      sum.merge(partial[index])
      return sum.summary
    }
  }
}
