public import Receivables

/// How the probability of being unpaid falls with days past due: the life table of a ledger's debts.
///
/// Time runs from before the due day: an early payment keeps its negative day, and an item not yet due is censored at
/// its own negative day, since clipping both to 0 would bias the curve upward. Payment is the event; credit notes and
/// write-offs compete with it. A payment without a day is a censoring where the item left. An opening item is followed from
/// the age at which it entered.
public struct PaymentDecay: Metric {
  public let weight: DecayWeight

  public init(weight: DecayWeight = .invoice) { self.weight = weight }

  public var emptyPartial: LifeTable { LifeTable() }

  public func accumulate(_ account: Account, into partial: inout LifeTable) {
    account.forEachSpell(weight) { partial.add($0) }
  }

  public func merge(_ later: LifeTable, into earlier: inout LifeTable) { earlier.merge(later) }

  /// From which ``CumulativeIncidence`` and ``SurvivalCurve`` are computed.
  public func value(of partial: LifeTable) -> LifeTable { partial }
}
