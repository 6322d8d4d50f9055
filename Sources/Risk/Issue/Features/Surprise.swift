internal import Receivables

/// How much later the client's invoices turned out than its curve had said when each was issued: Σ (late − predicted), in
/// units of the variance of those predictions and one more.
///
/// It moves when a client's habits change faster than its whole record does.
public struct Surprise: IssueFeature {
  public let name = "surprise"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double {
    known.surprise.excess / (known.surprise.variance + 1)
  }
}
