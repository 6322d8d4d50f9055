internal import Receivables

/// How much later than its others the client's invoices due on this day of the week are: excess log-odds of the late rate.
public struct DueWeekday: IssueFeature {
  public let name = "due_weekday"
  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double { known.weekdayExcess }
}
