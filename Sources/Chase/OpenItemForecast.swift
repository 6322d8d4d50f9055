public import Receivables

/// One open item and when it should be paid.
public struct OpenItemForecast: Sendable {
  /// Index into the snapshot's clients.
  public let client: Int
  public let document: Document
  /// Days past due; negative while not due.
  public let age: Int
  /// P(paid within 30 days of the as-of day). `nil` when the ledger is too small.
  public let paidWithin30: Double?
  /// Days by which it is paid with a probability of 10, 50 and 90 %; never a day in the past, `nil` beyond two years.
  public let expectedDays: (p10: Day?, p50: Day?, p90: Day?)
  /// Balance × P(still unpaid at the later of due + g and as-of + 30 days | open).
  public let amountAtRisk: Money?
}
