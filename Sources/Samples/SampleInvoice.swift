public import Receivables

/// A simulated invoice with its whole life, including what happens after the as-of day.
public struct SampleInvoice: Sendable {
  /// `F2024-000123`: sequential within the year of issue, without gaps.
  public internal(set) var number: String
  /// Index into ``SampleLedger/clients``.
  public let client: Int
  public let issued: Day
  public let due: Day
  /// Tax included.
  public let amount: Money
  public let course: Course
  /// The day the client disputed it; `nil` when it did not.
  public let disputedOn: Day?
  /// The credit note against it; `nil` when there is none.
  public let credit: Event?
  /// The first of two payments, smaller than the amount; `nil` when the client pays in one go.
  public let firstPayment: Event?
  /// The day the rest is paid, so that nothing is owed any more; `nil` when that never happens: the client stops
  /// paying, or the invoice is forgotten, paid in part only or credited in full.
  public let settledOn: Day?

  /// What happens to an invoice, with the probability it has for a client that pays.
  public enum Course: String, Sendable, CaseIterable {
    /// Paid in one go, on a day drawn from the client's law. 91.1 %.
    case ordinary
    /// A first part on the day of the client's law, the rest 15–75 days later or, one time in ten, never. 4.0 %.
    case paidInTwoParts = "paid_in_two_parts"
    /// A credit note of 5–50 %; the rest is paid on the day of the client's law, or of the credit when later. 1.2 %.
    case creditedInPart = "credited_in_part"
    /// A credit note for the whole amount: never paid. 0.7 %.
    case creditedInFull = "credited_in_full"
    /// Paid 120–300 days later than the client's law says. 1.4 %.
    case disputedThenPaid = "disputed_then_paid"
    /// A credit note for the whole amount 20–90 days after due. 0.6 %.
    case disputedThenCredited = "disputed_then_credited"
    /// Never paid, although the client pays its other invoices. 1.0 %.
    case forgotten
  }

  public struct Event: Sendable {
    public let day: Day
    public let amount: Money
  }

  /// The payment that a ledger with one payment a row shows at the end of `asOf`: the total paid with the last day.
  public func payment(knownAsOf asOf: Day) -> Event? {
    if let settledOn, settledOn <= asOf {
      return Event(day: settledOn, amount: amount - (credit?.amount ?? .zero))
    }
    return firstPayment.flatMap { $0.day <= asOf ? $0 : nil }
  }
}
