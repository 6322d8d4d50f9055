public import Receivables

/// A simulated credit note (avoir) issued by the as-of day.
public struct SampleCreditNote: Sendable {
  /// `A2024-0007`: sequential within the year of issue, without gaps.
  public internal(set) var number: String
  /// Index into ``SampleLedger/clients``.
  public let client: Int
  public let issued: Day
  /// Tax included, negative.
  public let amount: Money
  /// Index into ``SampleLedger/invoices`` of the invoice it reduces; `nil` for a rebate on the account as a whole,
  /// which stays unapplied.
  public internal(set) var invoice: Int?
}
