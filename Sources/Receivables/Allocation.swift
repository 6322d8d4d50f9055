/// A part of a document's amount that stopped being owed.
@frozen public struct Allocation: Sendable {
  /// The day written on the payment or credit note.
  public let day: Day
  /// The later of `day` and the document's issue day: when the balance changed.
  public let effective: Day
  public let amount: Money
  public let kind: AllocationKind
}
