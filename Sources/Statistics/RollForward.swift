public import Receivables

/// What moved the receivables over a period: the roll-forward from one balance to the next.
public struct RollForward: Metric {
  /// The period is the days after `opening` up to the snapshot's as-of day.
  public let opening: Day

  public init(after opening: Day) { self.opening = opening }

  public var emptyPartial: Flows { Flows() }

  public func accumulate(_ account: Account, into partial: inout Flows) {
    for (index, document) in account.enumerated() {
      if document.issued > opening { partial.add(document) }
      account.forEachAllocation(ofDocument: index) { allocation in
        if allocation.effective > opening { partial.add(allocation) }
      }
    }
  }

  public func merge(_ later: Flows, into earlier: inout Flows) { earlier += later }

  public func value(of partial: Flows) -> Flows { partial }
}
