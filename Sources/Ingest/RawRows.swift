internal import Receivables

/// The rows of one chunk, read field by field; what only a whole column can settle is still open.
struct RawRows: Sendable {
  /// Days and amounts of the rows that could be read.
  var figures: [Figures] = []
  /// Of each row, as its `figures`.
  var invoice = PackedStrings()
  /// The number of the ``Vocabulary`` that the rows' codes are of.
  var vocabulary = 0
  /// A code a row.
  var client: [Int32] = []
  /// Thousandths, or `missingAmount`; empty when the file has no such column.
  var balance: [Int64] = []
  /// Empty when the file has no such column.
  var enteredOn: [DateField] = []
  /// Paid amounts and balances that cannot be read, by row: only a payment known on the as-of day can reject its row.
  var unreadablePayments: [Int: (column: ColumnMeaning, text: String)] = [:]
  /// Dates that are no days in any order, as written: only the order of the columns tells whether to look at them.
  var impossibleDates: [DatePlace: String] = [:]
  /// Rows whose amount reads two ways, with the mark in question.
  var openAmounts: [OpenAmount] = []
  /// A code a row.
  var words: [ColumnMeaning: [Int32]] = [:]
  /// In the order of their declaration, a code a row.
  var attributes: [[Int32]] = []

  /// Rows that could not be read.
  var rejected: [Rejected] = []
  var dateEvidence: [ColumnMeaning: DateEvidence] = [:]
  var amountEvidence: [ColumnMeaning: AmountEvidence] = [:]
  /// Lines in the chunk.
  var lineCount = 0
  /// Data records in the chunk, blank lines apart.
  var recordCount = 0
  var isUTF8 = true
  /// Of a chunk that is not UTF-8.
  var legacyBytes = LegacyBytes()
  /// Lines that are no data; lines counted from 0 at the chunk's start.
  var layout: [LayoutLine: LayoutLines] = [:]
  var totals: [TotalLines.Line] = []
  /// Rows of which a label held the delimiter without quotes.
  var rejoined: Set<Int> = []

  static let missingAmount = Int64.min

  struct Figures: Sendable {
    /// Counted from 0 at the chunk's start.
    let line: UInt32
    let issued, due, paidOn: DateField
    /// Thousandths; `missingAmount` where there is none.
    var amount, paidAmount: Int64
  }

  struct DatePlace: Hashable {
    let row: Int
    let column: ColumnMeaning
  }

  struct OpenAmount {
    let row: Int
    let column: ColumnMeaning
    let mark: DecimalMark
  }

  struct Rejected {
    let line: Int
    let problem: RowError.Problem
    let issued: DateField
    /// Thousandths, when the amount could be read.
    let amount: Int64?
    /// As written; empty when the row gives none.
    let currency: String
  }
}
