public import Receivables

/// The identities a report must satisfy to the cent before anybody sees it.
public struct Reconciliation: Sendable {
  public let openingDay: Day
  public let opening: Money
  public let flows: Flows
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
    openingDay: Day, opening: Money, flows: Flows, closing: AgingSchedule.Schedule, sumOfClients: Money,
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
