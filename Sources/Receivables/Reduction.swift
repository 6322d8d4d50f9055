/// What takes part of an invoice away on a day.
struct Reduction: Sendable {
  let day: Day
  /// ``InvoiceBatch/settlesTheRest`` for whatever is left by then.
  let amount: Money
  let kind: AllocationKind
}
