public import Receivables

/// Where every row and its money went. Money is in the currency of presentation, signs aside, as far as it could be read:
/// what the rows say as they are read is what the ledger holds, what is rejected and what is left for later, to the cent.
public struct ControlTotals: Sendable, Equatable {
  public struct Total: Sendable, Equatable {
    public internal(set) var rows = 0
    public internal(set) var amount = Money.zero

    /// Amounts of rows that are not used may be anything, and must not fail a reading: what is too large to add up stops at
    /// a quarter of the largest amount there is. A ledger of such amounts is refused.
    mutating func add(_ rows: Int, _ magnitude: UInt64) {
      let largest = LedgerReading.Parts.largestMagnitude
      self.rows += rows
      amount = Money(minorUnits: Int64(min(UInt64(amount.minorUnits) + min(magnitude, largest), largest)))
    }
  }

  public private(set) var used = Total()
  public private(set) var rejected = Total()
  /// Rows that repeat an invoice for a further payment or line: used, and the invoice's amount is not counted again.
  public private(set) var merged = Total()
  /// Issued after the as-of day.
  public private(set) var later = Total()

  /// Rows of data, lines of the layout apart.
  public var read: Total {
    Total(
      rows: used.rows + merged.rows + rejected.rows + later.rows,
      amount: used.amount + merged.amount + rejected.amount + later.amount)
  }

  mutating func add(_ chunk: RowConverter.Result) {
    used.add(chunk.batch.count, chunk.usedMagnitude)
    rejected.add(chunk.rejected.count, chunk.rejectedMagnitude)
    later.add(chunk.laterRows, chunk.laterMagnitude)
  }

  mutating func add(_ other: ControlTotals) {
    used.add(other.used.rows, UInt64(other.used.amount.minorUnits))
    rejected.add(other.rejected.rows, UInt64(other.rejected.amount.minorUnits))
    later.add(other.later.rows, UInt64(other.later.amount.minorUnits))
  }

  mutating func addUsed(_ amount: Money) { used.add(1, amount.minorUnits.magnitude) }
  mutating func addRejected(_ amount: Money?) { rejected.add(1, amount?.minorUnits.magnitude ?? 0) }
  mutating func addLater(_ amount: Money) { later.add(1, amount.minorUnits.magnitude) }

  /// Rows that only another row or table shows to be no good, such as one that repeats an invoice's number.
  mutating func leaveOut(_ rows: [RowError]) {
    for row in rows {
      let amount = (row.amount ?? .zero).magnitude
      used.rows -= 1
      used.amount -= amount
      rejected.add(1, UInt64(amount.minorUnits))
    }
  }

  /// Rows that add a payment or a line to an invoice, found when the ledger is built.
  mutating func merge(_ rows: [LedgerBuilder.MergedRow]) {
    for row in rows {
      let amount = row.amount.magnitude
      used.rows -= 1
      used.amount -= amount
      merged.add(1, UInt64(amount.minorUnits))
    }
  }

  /// Asserts that the rows used are the ledger, and that no row went elsewhere.
  func close(ledger: Ledger, records: Int) {
    let held = ledger.totalMagnitude
    precondition(used.rows == ledger.documentCount, "\(used.rows) rows used, \(ledger.documentCount) documents held")
    precondition(used.amount == held, "\(used.amount) used, \(held) held")
    precondition(read.rows == records, "\(read.rows) rows settled of \(records) read")
  }
}
