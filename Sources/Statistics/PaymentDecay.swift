public import Receivables

/// How the probability of being unpaid falls with days past due.
///
/// Time runs from before the due day: an early payment keeps its negative day, and an item not yet due is censored at
/// its own negative day, since clipping both to 0 would bias the curve upward. Paid in full is the event; an invoice
/// closed by a credit note or a write-off, and one whose payment has no day, is censored where it left.
public struct PaymentDecay: Metric {
  public let asOf: Day

  public init(asOf: Day) { self.asOf = asOf }

  public var emptyPartial: LifeTable { LifeTable() }

  public func accumulate(_ account: Account, into partial: inout LifeTable) {
    for document in account where document.kind != .creditNote {
      guard let closing = document.closing else {
        partial.censored.add(document.due.days(until: asOf))
        continue
      }
      let day = document.due.days(until: closing.day)
      if closing.kind == .payment { partial.events.add(day) } else { partial.censored.add(day) }
    }
  }

  public func merge(_ later: LifeTable, into earlier: inout LifeTable) {
    earlier.events.merge(later.events)
    earlier.censored.merge(later.censored)
  }

  /// `nil` when no invoice was ever paid.
  public func value(of partial: LifeTable) -> SurvivalCurve? { try? SurvivalCurve(partial) }
}

/// What a survival curve is computed from: events and censorings by day.
public struct LifeTable: Sendable, Codable, Equatable {
  public var events = DayCounts()
  public var censored = DayCounts()

  public init(events: DayCounts = DayCounts(), censored: DayCounts = DayCounts()) {
    self.events = events
    self.censored = censored
  }
}
