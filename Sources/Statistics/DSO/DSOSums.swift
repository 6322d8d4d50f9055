internal import Receivables

/// What the family is computed from on one day, but for the sales: sums over the documents of a portfolio, a segment or a
/// client.
struct DSOSums: Sendable, Codable, Equatable {
  var receivables = Money.zero
  /// Open items before unallocated credit.
  var open = Money.zero
  var notDue = Money.zero
  var disputed = Money.zero
  var invoicesInWindow = 0
  /// Σ payment, and Σ payment × days since issue.
  var paid: Int64 = 0
  var paidTimesDays: Int128 = 0
  var undatedPayments = 0

  /// Adds a payment of an invoice; with `times` −1 takes it away. What is given back is no payment, and has no delay.
  mutating func add(_ allocation: Allocation, issued: Day, times: Int64) {
    switch allocation.kind {
    case .payment:
      let amount = max(allocation.amount, .zero).minorUnits * times
      paid += amount
      paidTimesDays += Int128(amount) * Int128(issued.days(until: allocation.day))
    case .undatedPayment: undatedPayments += Int(times)
    case .credit, .writeOff: break
    }
  }

  static func += (sums: inout DSOSums, other: DSOSums) {
    sums.receivables += other.receivables
    sums.open += other.open
    sums.notDue += other.notDue
    sums.disputed += other.disputed
    sums.invoicesInWindow += other.invoicesInWindow
    sums.paid += other.paid
    sums.paidTimesDays += other.paidTimesDays
    sums.undatedPayments += other.undatedPayments
  }
}
