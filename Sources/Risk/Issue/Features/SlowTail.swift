internal import Receivables

/// Log-odds of being unpaid three paying days after the threshold, the client's less the portfolio's.
public struct SlowTail: IssueFeature {
  public let name = "slow_tail"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double {
    logOdds(known.unpaidLater) - logOdds(known.portfolioUnpaidLater)
  }
}
