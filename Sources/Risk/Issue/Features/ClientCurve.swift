internal import Receivables

/// Log-odds that the client pays later than this invoice's threshold, by its own payment curve shrunk to the portfolio's.
///
/// The threshold is counted in paying days, so a due day on a weekend and the weekday of the due day are in it.
public struct ClientCurve: IssueFeature {
  public let name = "client_curve"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { logOdds(known.unpaid) }
}
