public import Ingest
public import Receivables
internal import Tables

/// Cells about disputes: blank where no file says what is disputed, for nothing said is not nothing disputed.
public struct DisputeCells: Sendable {
  public let areRecorded: Bool

  /// - Parameter disputed: What is disputed of the whole ledger; books say so by the account, without a column.
  public init(_ reading: LedgerReading, disputed: Money) {
    areRecorded = disputed > .zero || reading.files.contains { $0.mapping.columns[.disputed] != nil }
  }

  func amount(_ disputed: Money) -> Cell { areRecorded ? .money(disputed) : .blank }

  func flag(_ isDisputed: Bool) -> Cell { areRecorded ? .yesOrNo(isDisputed) : .blank }
}
