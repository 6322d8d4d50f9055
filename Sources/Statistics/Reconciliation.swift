public import Receivables

/// What moved the receivables over a period: the roll-forward from one balance to the next.
public struct RollForward: Metric {
  /// The period is the days after `opening` up to the snapshot's as-of day.
  public let opening: Day

  public init(after opening: Day) { self.opening = opening }

  public struct Flows: Sendable, Codable, Equatable {
    public internal(set) var invoiced = Money.zero
    public internal(set) var credited = Money.zero
    /// Payments less refunds.
    public internal(set) var paid = Money.zero
    public internal(set) var writtenOff = Money.zero

    public var net: Money { invoiced - credited - paid - writtenOff }
  }

  public var emptyPartial: Flows { Flows() }

  public func accumulate(_ account: Account, into partial: inout Flows) {
    for (index, document) in account.enumerated() {
      if document.issued > opening {
        switch document.kind {
        case .invoice, .deposit: partial.invoiced += document.amount
        case .creditNote: partial.credited -= document.amount
        case .payment: partial.paid -= document.amount
        }
      }
      for allocation in account.allocations(ofDocument: index) where allocation.effective > opening {
        switch allocation.kind {
        case .payment, .undatedPayment: partial.paid += allocation.amount
        case .writeOff: partial.writtenOff += allocation.amount
        case .credit: break  // the note was counted when issued; using it moves nothing
        }
      }
    }
  }

  public func merge(_ later: Flows, into earlier: inout Flows) {
    earlier.invoiced += later.invoiced
    earlier.credited += later.credited
    earlier.paid += later.paid
    earlier.writtenOff += later.writtenOff
  }

  public func value(of partial: Flows) -> Flows { partial }
}

/// The clients' balances added up: what the buckets must come to as well.
public struct ClientBalances: Metric {
  public init() {}

  public var emptyPartial: Money { .zero }

  public func accumulate(_ account: Account, into partial: inout Money) {
    partial += account.reduce(.zero) { $0 + $1.balance }
  }

  public func merge(_ later: Money, into earlier: inout Money) { earlier += later }
  public func value(of partial: Money) -> Money { partial }
}

/// The identities a report must satisfy to the cent before anybody sees it.
public struct Reconciliation: Sendable {
  public let openingDay: Day
  public let opening: Money
  public let flows: RollForward.Flows
  public let closing: AgingSchedule.Schedule
  public let sumOfClients: Money
  /// The control account's balance, when the user gave it.
  public let controlAccount: Money?

  /// An identity that does not hold.
  public struct Mismatch: Error, Equatable, Sendable {
    public enum Identity: String, Sendable {
      case rollForward, clients, items, controlAccount
    }
    public let identity: Identity
    public let expected: Money
    public let found: Money

    public init(identity: Identity, expected: Money, found: Money) {
      self.identity = identity
      self.expected = expected
      self.found = found
    }
  }

  public init(
    openingDay: Day, opening: Money, flows: RollForward.Flows, closing: AgingSchedule.Schedule, sumOfClients: Money,
    controlAccount: Money?
  ) throws(Mismatch) {
    func check(_ identity: Mismatch.Identity, _ expected: Money, _ found: Money) throws(Mismatch) {
      if expected != found { throw Mismatch(identity: identity, expected: expected, found: found) }
    }
    try check(.rollForward, opening + flows.net, closing.net)
    try check(.clients, sumOfClients, closing.net)
    if let controlAccount { try check(.controlAccount, controlAccount, closing.net) }
    self.openingDay = openingDay
    self.opening = opening
    self.flows = flows
    self.closing = closing
    self.sumOfClients = sumOfClients
    self.controlAccount = controlAccount
  }
}
