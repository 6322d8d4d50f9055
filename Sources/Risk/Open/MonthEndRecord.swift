/// A client's habit of paying about the end of a month, beside the portfolio's, at the end of a day.
struct MonthEndRecord: Sendable, Equatable {
  let client: PaymentDays
  let portfolio: PaymentDays
  /// Element h: how many of the next h days are at the turn of a month.
  let turnDaysAhead: [Int]

  /// Payment days' worth of the portfolio in every client's share.
  private static let prior = 4.0
  /// Share of all days that are at the turn of a month.
  private static let usualShare = 7 / 30.4375

  /// Share of the payment days that are at the turn of a month: the portfolio's, from one half with the weight of two days,
  /// and the client's drawn to it.
  var shares: (client: Double, portfolio: Double) {
    let all = (Double(portfolio.atTurn) + 1) / (Double(portfolio.count) + 2)
    let own = (Double(client.atTurn) + MonthEndRecord.prior * all) / (Double(client.count) + MonthEndRecord.prior)
    return (own, all)
  }

  /// How many payment days a share puts within h days, over how many there would be if every day of a month were alike.
  ///
  /// - Parameter horizon: From 1 to the last element of ``turnDaysAhead``.
  func density(ofShare share: Double, within horizon: Int) -> Double {
    let turn = Double(turnDaysAhead[horizon]) / Double(horizon)
    return turn * share / MonthEndRecord.usualShare + (1 - turn) * (1 - share) / (1 - MonthEndRecord.usualShare)
  }
}
