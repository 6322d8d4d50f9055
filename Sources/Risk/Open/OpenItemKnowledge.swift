/// What is known of an open item at the end of a day: all that its features may use.
public struct OpenItemKnowledge: Sendable, Equatable {
  /// Days past due; 0 on the due day, negative before it.
  public let age: Int
  /// Of the amount in hundreds of minor units.
  public let logAmount: Double
  /// Mean log amount of all invoices issued by the day.
  public let portfolioLogAmount: Double
  /// The same of the client's, shrunk to the portfolio's.
  public let usualLogAmount: Double
  /// The portfolio's hazard of payment.
  let portfolio: CellHazard
  /// The client's on its other items, drawn to the portfolio's.
  let client: CellHazard
  /// The client's payments since this item fell due.
  public let passedOver: Int
  /// Mean days late of the client's payments, two on the due day added. Each counts for 60 at most, and −30 at least.
  public let meanLateness: Double
  /// Whether the client has an open item with an earlier due day.
  public let hasOlderItem: Bool
  /// Of the client's payments.
  let monthEnd: MonthEndRecord

  /// Share of the days on which the client pays, and all clients do, that are about the end of a month.
  public var monthEndShares: (client: Double, portfolio: Double) { monthEnd.shares }

  /// P(paid within h days) by the client's hazard alone, and by the portfolio's.
  public func chances(within horizon: Int) -> (client: Double, portfolio: Double) {
    (
      client.probability(paidWithin: horizon, age: age), portfolio.probability(paidWithin: horizon, age: age)
    )
  }

  /// - Parameter days: At least 1.
  func horizon(_ days: Int) -> ItemHorizon {
    let chances = chances(within: days)
    return ItemHorizon(
      days: days, clientOdds: logOdds(chances.client), portfolioOdds: logOdds(chances.portfolio))
  }
}

/// What the hazards alone say of an item's next days: worked out once, since several features are made of it.
public struct ItemHorizon: Sendable {
  /// h.
  public let days: Int
  /// Log-odds that the item is paid within them.
  let clientOdds, portfolioOdds: Double
}
