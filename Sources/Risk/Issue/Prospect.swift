public import Receivables

/// An invoice whose payment nobody knows yet.
public struct Prospect: Sendable {
  public let issued: Day
  public let due: Day
  public let amount: Money
  /// Of each declared attribute, in the order of the declaration: index into ``Attribute/levels``.
  public let levels: [Int]

  public init(issued: Day, due: Day, amount: Money, levels: [Int] = []) {
    self.issued = issued
    self.due = due
    self.amount = amount
    self.levels = levels
  }

  /// A document as issued.
  public init(_ document: Document, _ attributes: [Attribute]) {
    self.init(
      issued: document.issued, due: document.due, amount: document.amount,
      levels: attributes.map { $0.level(of: document) })
  }
}
