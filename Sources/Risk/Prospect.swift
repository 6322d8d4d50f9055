public import Receivables

/// An invoice whose payment nobody knows yet.
public struct Prospect: Sendable {
  public let issued: Day
  public let due: Day
  public let amount: Money

  public init(issued: Day, due: Day, amount: Money) {
    self.issued = issued
    self.due = due
    self.amount = amount
  }
}
