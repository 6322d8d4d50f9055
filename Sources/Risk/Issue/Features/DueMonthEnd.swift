internal import Receivables

/// How much later than its others the client's invoices due about the end of a month are, or for an invoice due on another day
/// those of such days: excess log-odds of the late rate.
public struct DueMonthEnd: IssueFeature {
  public let name = "due_month_end"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { known.monthEndExcess }
}
