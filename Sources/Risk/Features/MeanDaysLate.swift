/// Mean days late of the client's paid invoices, shrunk to the portfolio's mean, in months of 30 days.
public struct MeanDaysLate: Feature {
  public let name = "mean_days_late"
  public func value(of invoice: Prospect, _ known: Known) -> Double {
    let prior = Known.priorInvoices
    let total = Double(known.client.daysLate) + prior * known.portfolio.meanDaysLate
    return total / (Double(known.client.settled) + prior) / 30
  }
}
