internal import Receivables

/// The event the model of open items predicts: a payment within some days of the prediction day.
struct PaidOutcome: Sendable {
  /// h, in days.
  let horizon: Int

  /// Whether an item open at the end of `day` was paid by the end of `day` + h, or `nil` when what is known on `asOf`
  /// cannot tell: that day has not come yet, or the item left before it by a credit note or a write-off.
  func isPaid(_ invoice: InvoiceLife, from day: Day, asOf: Day) -> Bool? {
    guard day + horizon <= asOf else { return nil }
    if invoice.end > day + horizon { return false }
    return invoice.isPaid ? true : nil
  }
}
