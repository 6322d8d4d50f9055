/// Share of late payments with the latest weighing most (each older one 0.7 times the next), shrunk to the portfolio's.
public struct RecentLateness: Feature {
  public let name = "recent_lateness"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    (known.client.recentLate + known.portfolio.settledLateRate) / (known.client.recentWeight + 1)
  }
}
