/// How much of what clients paid was paid on a day that the ledger gives.
///
/// A payment without a day counts from the issue of its invoice on. What is open at the end of the ledger does not depend on
/// that, but everything about an earlier day and about the time until payment does.
public struct DatedPayments: Sendable, Equatable {
  /// Money paid on a known day, tax included.
  public private(set) var dated = Money.zero
  /// Money paid on a day that the ledger does not give.
  public private(set) var undated = Money.zero

  /// Whether figures about earlier days and about delays may be told: not where the day of more than half of the money paid
  /// is unknown. Nothing paid leaves nothing unknown.
  public var suffice: Bool { dated >= undated }

  /// Share of the money paid whose day is known; `nil` when nothing was paid.
  public var share: Double? {
    let total = dated + undated
    return total > .zero ? dated.inMinorUnits / total.inMinorUnits : nil
  }

  /// What is given back is no payment.
  mutating func add(_ amount: Money, _ kind: AllocationKind) {
    if amount <= .zero { return }
    switch kind {
    case .payment: dated += amount
    case .undatedPayment: undated += amount
    case .credit, .writeOff: break
    }
  }

  mutating func merge(_ other: DatedPayments) {
    dated += other.dated
    undated += other.undated
  }
}
