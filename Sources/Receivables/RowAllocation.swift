/// Part of a row's amount that stopped being owed.
public struct RowAllocation: Sendable {
  /// Of the batch.
  public let row: Int
  /// The day written on the payment or credit note; it takes effect on the row's issue day at the earliest.
  public let day: Day
  /// Negative on a credit note or an unallocated receipt that was used.
  public let amount: Money
  public let kind: AllocationKind

  public init(row: Int, day: Day, amount: Money, kind: AllocationKind) {
    (self.row, self.day, self.amount, self.kind) = (row, day, amount, kind)
  }
}
