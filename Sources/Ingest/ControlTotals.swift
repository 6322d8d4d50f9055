public import Receivables

/// Where every row and its money went. Money is in the currency of presentation, signs aside, as far as it could be read:
/// what the rows say as they are read is what the ledger holds, what is rejected and what is left for later, to the cent.
public struct ControlTotals: Sendable, Equatable {
  public struct Total: Sendable, Equatable {
    public private(set) var rows = 0
    public private(set) var amount = Money.zero

    mutating func add(_ rows: Int, _ amount: Money) {
      self.rows += rows
      self.amount += amount
    }
  }

  /// Rows of data, lines of the layout apart.
  public private(set) var read = Total()
  public private(set) var used = Total()
  public private(set) var rejected = Total()
  /// Issued after the as-of day.
  public private(set) var later = Total()

  mutating func add(_ chunk: RowConverter.Result) {
    let amount = chunk.batch.amount.reduce(Money.zero) { $0 + $1.magnitude }
    let lost = chunk.rejected.reduce(Money.zero) { $0 + ($1.amount ?? .zero).magnitude }
    used.add(chunk.batch.count, amount)
    rejected.add(chunk.rejected.count, lost)
    let rest = ControlTotals.clamped(later.amount.minorUnits + chunk.laterAmount.minorUnits) - later.amount
    later.add(chunk.laterRows, rest)
    read.add(chunk.batch.count + chunk.rejected.count + chunk.laterRows, amount + lost + rest)
  }

  /// Amounts of later rows may be anything, and must not fail a reading that does not use them.
  static func clamped(_ minorUnits: Int64) -> Money { Money(minorUnits: min(minorUnits, .max / 4)) }

  /// Rows that repeat an invoice number, found when the ledger is built.
  mutating func leaveOut(_ duplicates: [RowError]) {
    for duplicate in duplicates {
      let amount = (duplicate.amount ?? .zero).magnitude
      used.add(-1, -amount)
      rejected.add(1, amount)
    }
  }

  /// Asserts that the rows used are the ledger, and that no row or cent went elsewhere.
  func close(ledger: Ledger, records: Int) {
    let held = ledger.totalMagnitude
    precondition(used.rows == ledger.documentCount, "\(used.rows) rows used, \(ledger.documentCount) documents held")
    precondition(used.amount == held, "\(used.amount) used, \(held) held")
    precondition(read.rows == records, "\(read.rows) rows settled of \(records) read")
  }
}
