internal import RealModule

/// Log of how many payment days the client's habit puts within the horizon, over how many the portfolio's does: above 0 for a
/// client that pays about the end of a month when one is near.
///
/// Horizons are whole weeks or nearly, so that the days of the week a client pays on make no difference to them.
public struct MonthEndHabit: OpenItemFeature {
  public let name = "month_end_habit"
  public let dependsOnHorizon = true
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    let (own, all) = item.monthEnd.shares
    return .log(
      item.monthEnd.density(ofShare: own, within: horizon.days)
        / item.monthEnd.density(ofShare: all, within: horizon.days))
  }
}
