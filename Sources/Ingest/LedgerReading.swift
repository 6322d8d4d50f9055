public import Receivables

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
  /// Of all rows and their money.
  public let control: ControlTotals
  /// The first rows of each file, as understood.
  public let firstRows: [UnderstoodRow]
  public let unmatchedCreditNotes: Int
  /// Of accounting files, how their lines and their balances were accounted for.
  public let books: FECAccount?

  /// Rows of all files that are in the ledger, as documents or as what settles them.
  public let usedRows: Int
  /// How payments and credit notes found their invoices, where the program looked for them.
  public let matches: [MatchMethod: MatchCount]
  /// What only the rows as they were read show to be suspicious.
  let suspicions: [Suspicion]

  /// At which the amounts of other currencies are presented.
  public let rates: [DatedRate]
  /// Whether neither the rows nor the user say which currency the amounts are in.
  public let isCurrencyAssumed: Bool

  /// What is gathered before the ledger is built.
  struct Parts {
    let asOf: Day
    let currency: Currency
    var isCurrencyAssumed = false
    var rates: [DatedRate] = []
    var files: [FileSummary] = []
    var rejected: [RowError] = []
    var notices: [RowNotice: Notice] = [:]
    var laterRows = 0
    /// When it is not the number of documents.
    var usedRows: Int?
    var matches: [MatchMethod: MatchCount] = [:]
    var suspicions: [Suspicion] = []
    var unmatchedCreditNotes = 0
    /// Whether all rows are documents: no books, no payments, no table of clients.
    var isOneTable = false
    /// What the rows add up to, signs aside.
    var magnitude: UInt64 = 0
    var control = ControlTotals()
    var firstRows: [UnderstoodRow] = []

    /// No sum of rows overflows where their magnitude is no more than this.
    static let largestMagnitude = UInt64(Int64.max) / 4

    /// Adds up amounts, signs aside, so that no later sum of them can overflow.
    mutating func count(_ amounts: some Sequence<Money>) throws(IngestError) {
      for amount in amounts { magnitude += amount.minorUnits.magnitude }
      if magnitude > Parts.largestMagnitude { throw .amountsTooLarge }
    }

    mutating func count(_ chunk: RowConverter.Result, _ clientIDs: PackedStrings) {
      // Far from overflow, as a chunk's own is: once too large, it stays.
      magnitude = min(magnitude, Parts.largestMagnitude + 1) + chunk.magnitude
      rejected += chunk.rejected
      laterRows += chunk.laterRows
      for (notice, seen) in chunk.notices { notices[notice, default: Notice()].merge(seen) }
      suspicions += chunk.suspicions.prefix(max(0, Suspicion.mostOfRows - suspicions.count))
      control.add(chunk)
      // Up to five rows of each file.
      let shown = firstRows.count { $0.row.file == chunk.batch.file }
      firstRows += (0..<min(chunk.batch.count, max(0, 5 - shown))).map { UnderstoodRow(chunk.batch, $0, clientIDs) }
    }
  }

  init(
    _ parts: Parts, _ built: LedgerBuilder.Result, _ options: InvoiceReader.Options, books: FECAccount? = nil
  ) {
    self.books = books
    matches = parts.matches
    suspicions = parts.suspicions
    rates = parts.rates
    isCurrencyAssumed = parts.isCurrencyAssumed
    asOf = parts.asOf
    self.options = options
    ledger = built.ledger
    files = parts.files
    var notices = parts.notices
    for merged in built.merged {
      notices[.furtherPayment, default: Notice()].add(line: merged.row.line, amount: merged.amount)
    }
    laterRows = parts.laterRows + built.laterRows
    unmatchedCreditNotes = parts.unmatchedCreditNotes + built.unmatchedCreditNotes
    let lines = built.duplicates.filter { duplicate in
      duplicate.difference == .nothing && duplicate.row.file == duplicate.first.file
        && parts.files[duplicate.row.file].mapping.preset?.hasRowForEachLine == true
    }.map { LedgerBuilder.MergedRow(row: $0.row, amount: $0.amount) }
    for line in lines { notices[.furtherLine, default: Notice()].add(line: line.row.line, amount: line.amount) }
    self.notices = notices
    let merged = Set(lines.map(\.row))
    let duplicates = built.duplicates.filter { !merged.contains($0.row) }.map { duplicate in
      let otherFile = duplicate.first.file == duplicate.row.file ? nil : parts.files[duplicate.first.file].source.name
      return RowError(
        row: duplicate.row,
        problem: RowError.Problem(duplicate, otherFile),
        amount: duplicate.amount)
    }
    var control = parts.control
    control.leaveOut(duplicates)
    control.merge(built.merged + lines)
    usedRows = (parts.usedRows ?? built.ledger.documentCount) + lines.count
    // What books and tables of payments come to is asserted where they are read.
    if parts.isOneTable { control.close(ledger: ledger, records: parts.files.reduce(0) { $0 + $1.records }) }
    self.control = control
    let repeats = merged.union(duplicates.map(\.row))
    firstRows = parts.firstRows.filter { !repeats.contains($0.row) }
    rejected = (parts.rejected + duplicates).sorted { ($0.row.file, $0.row.line) < ($1.row.file, $1.row.line) }
  }

  /// Data rows of all files.
  public var records: Int { files.reduce(0) { $0 + $1.records } }

  /// That every row is in the ledger, rejected, or later than the as-of day.
  func checkRows() throws(IngestError) {
    let accounted = usedRows + rejected.count + laterRows
    if accounted != records { throw .linesLost(read: records, accounted: accounted, amount: .zero) }
  }

  /// What the rejected rows say they are worth, signs aside, where that could be read.
  public var rejectedAmount: Money {
    var total = ControlTotals.Total()
    for error in rejected { total.add(1, error.amount?.minorUnits.magnitude ?? 0) }
    return total.amount
  }

  /// Rejected rows of which no amount could be read.
  public var rejectedAmountsUnread: Int { rejected.count { $0.amount == nil } }

  /// The text of the rejected rows, from a second reading of the files.
  public func rejectedTexts() throws(IngestError) -> [RowLocation: String] {
    var texts: [RowLocation: String] = [:]
    for (file, summary) in files.enumerated() {
      let lines = Set(rejected.lazy.filter { $0.row.file == file }.map(\.row.line))
      let quoted = try summary.source.text(
        ofLines: lines, from: summary.firstLine, summary.dialect, summary.encoding)
      for (line, text) in quoted {
        texts[RowLocation(file: file, line: line)] = text
      }
    }
    return texts
  }
}
