public import Receivables

/// How one file was understood.
public struct FileSummary: Sendable {
  public let source: SourceFile
  /// Of the whole file, in hexadecimal.
  public let sha256: String
  public let dialect: CSVDialect
  public let encoding: TextEncoding
  public let mapping: ColumnMapping
  /// For the date columns that needed one.
  public let dateOrder: [ColumnMeaning: DateOrder]
  public let decimalMark: [ColumnMeaning: DecimalMark]
  /// Data rows, used or not.
  public let records: Int
}

/// A ledger and the account of how it was read: every row is used, rejected, or dated after the as-of day.
public struct LedgerReading: Sendable {
  public let asOf: Day
  /// How the user asked for the files to be read.
  public let options: InvoiceReader.Options
  public let ledger: Ledger
  public let files: [FileSummary]
  /// In order of file and line.
  public let rejected: [RowError]
  public let notices: [RowNotice: Notice]
  /// Rows issued after the as-of day.
  public let laterRows: Int
  public let unmatchedCreditNotes: Int

  /// What is gathered before the ledger is built.
  struct Parts {
    let asOf: Day
    let currency: Currency
    var files: [FileSummary] = []
    var rejected: [RowError] = []
    var notices: [RowNotice: Notice] = [:]
    var laterRows = 0
    /// What the rows add up to, signs aside.
    var magnitude: UInt64 = 0

    /// No sum of rows overflows where their magnitude is no more than this.
    static let largestMagnitude = UInt64(Int64.max) / 4

    mutating func count(_ chunk: RowConverter.Result) {
      // Far from overflow, as a chunk's own is: once too large, it stays.
      magnitude = min(magnitude, Parts.largestMagnitude + 1) + chunk.magnitude
      rejected += chunk.rejected
      laterRows += chunk.laterRows
      for (notice, seen) in chunk.notices { notices[notice, default: Notice()].merge(seen) }
    }
  }

  init(_ parts: Parts, _ built: LedgerBuilder.Result, _ options: InvoiceReader.Options) {
    asOf = parts.asOf
    self.options = options
    ledger = built.ledger
    files = parts.files
    notices = parts.notices
    laterRows = parts.laterRows + built.laterRows
    unmatchedCreditNotes = built.unmatchedCreditNotes
    let duplicates = built.duplicates.map { duplicate in
      let otherFile = duplicate.first.file == duplicate.row.file ? nil : parts.files[duplicate.first.file].source.name
      return RowError(
        row: duplicate.row,
        problem: duplicate.isIdentical
          ? .sameInvoiceAgain(firstFile: otherFile, firstLine: duplicate.first.line)
          : .conflictingInvoice(firstFile: otherFile, firstLine: duplicate.first.line),
        amount: duplicate.amount)
    }
    rejected = (parts.rejected + duplicates).sorted { ($0.row.file, $0.row.line) < ($1.row.file, $1.row.line) }
  }

  /// Data rows of all files.
  public var records: Int { files.reduce(0) { $0 + $1.records } }

  /// What the rejected rows say they are worth, where that could be read.
  public var rejectedAmount: Money { rejected.reduce(.zero) { $0 + ($1.amount ?? .zero) } }

  /// The text of the rejected rows, from a second reading of the files.
  public func rejectedTexts() throws(IngestError) -> [RowLocation: String] {
    var texts: [RowLocation: String] = [:]
    for (file, summary) in files.enumerated() {
      let lines = Set(rejected.lazy.filter { $0.row.file == file }.map(\.row.line))
      for (line, text) in try summary.source.text(ofLines: lines, summary.dialect) {
        texts[RowLocation(file: file, line: line)] = text
      }
    }
    return texts
  }
}
