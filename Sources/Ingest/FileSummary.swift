public import Receivables

/// How one file was understood.
public struct FileSummary: Sendable {
  public let source: SourceFile
  /// What the file holds.
  public var kind = InputKind.invoices
  /// What the file is, as a person names it; `nil` for plain text.
  public let form: String?
  /// Of the whole file, in hexadecimal.
  public let sha256: String
  public let dialect: CSVDialect
  public let encoding: TextEncoding
  public let mapping: ColumnMapping
  /// For the date columns that needed one.
  public let dateOrder: [ColumnMeaning: DateOrder]
  /// Of a column whose dates all fit both orders, the column that settled it.
  public var orderedBy: [ColumnMeaning: ColumnMeaning] = [:]
  public let dateForms: [ColumnMeaning: DateForms]
  public let decimalMark: [ColumnMeaning: DecimalMark]
  /// Data rows, used or not.
  public let records: Int
  /// Lines that are no data, by sort.
  public let layout: [LayoutLine: LayoutLines]
  public var totals: TotalLines?
  /// The line of the text's first record.
  public let firstLine: Int
  public var isWorkbook: Bool { form?.hasPrefix(Workbook.name) == true }
  /// What else there is to say of a file of this kind.
  public var details: [Detail] = []

  public enum Detail: Sendable, Equatable {
    /// Of a table of payments or of clients: what a column means, by its header.
    case column(name: String, header: String, isDeclared: Bool)
    case columnsNotUsed([String])
    case variant(FECVariant)
    /// The first and the last day of a FEC's entries.
    case entries(ClosedRange<Day>)
    /// On which the year closes, by the name of the FEC.
    case namedClosing(Day, goesWithEntries: Bool)
    /// Lines of a FEC on clients' accounts.
    case clientLines(Int)
    /// With a debit and a credit; the difference is used.
    case twoSidedLines(Int)
    /// With the delimiter in the label; fields are counted from both ends.
    case delimitersInLabels(Int)
    /// Of clients, without a day of their document; the entry's day is used.
    case linesWithoutDocumentDay(Int)
    /// Entries whose debits and credits differ; their lines are used.
    case unbalancedEntries(Int)
    /// Each line has an entry number of its own: lines of one journal, reference and day are one entry.
    case numbersOfLines
  }
}
