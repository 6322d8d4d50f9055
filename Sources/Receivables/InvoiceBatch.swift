/// Invoice rows, read but not yet ordered: what a source hands to ``LedgerBuilder``. One element a row.
public struct InvoiceBatch: Sendable {
  /// Which source the rows come from.
  public let file: Int
  public var rows: [Row] = []
  /// Of opening items, see ``Document/enteredOn``; ``Day/never`` for the others. Empty when the source has none.
  public var enteredOn: [Day] = []
  public var invoiceID = PackedStrings()
  /// Index into `names`, or empty when the source has no such column.
  public var name: [Int32] = []
  public var names = PackedStrings()
  public var segment: [Int32] = []
  public var segments = PackedStrings()
  /// One element for each declared attribute, or empty when the source has none of them.
  public var attributes: [AttributeColumn] = []
  /// Rows of credit notes that say which invoice they reduce.
  public var relatedTo: [(row: Int, invoiceID: String)] = []
  /// Rows of which something was given up as lost: on which day, and how much, or ``settlesTheRest``.
  public var writtenOff: [(row: Int, day: Day, amount: Money)] = []
  /// What reduced each row's amount, from a source that knows more than one payment. Such a row has no `paidOn`,
  /// `paidAmount` or `relatedTo`.
  public var allocations: [RowAllocation] = []

  public init(file: Int) { self.file = file }

  /// The words of one attribute.
  public struct AttributeColumn: Sendable {
    /// Index into `words`, one a row.
    public let codes: [Int32]
    public let words: PackedStrings

    public init(codes: [Int32], words: PackedStrings) {
      self.codes = codes
      self.words = words
    }
  }

  /// The batch without its rows' figures: which file they come from, and their labels.
  var labels: InvoiceBatch {
    var labels = InvoiceBatch(file: file)
    (labels.name, labels.names) = (name, names)
    (labels.segment, labels.segments) = (segment, segments)
    (labels.attributes, labels.relatedTo) = (attributes, relatedTo)
    (labels.writtenOff, labels.allocations) = (writtenOff, allocations)
    return labels
  }

  /// The `paidAmount` of a row that gives a payment day and no amount: whatever is left to pay on that day,
  /// which is nothing where credits exceed the invoice. Of a write-off, likewise.
  public static let settlesTheRest = Money(minorUnits: .max)

  public var count: Int { rows.count }

  /// The figures of one row. Together, because a client's rows are far apart: sorted, each is fetched once.
  public struct Row: Sendable {
    /// Given by ``LedgerBuilder/code(ofClient:)``.
    public var client: Int32
    public var issued: Day
    public var due: Day
    /// ``Day/never`` when the row gives no payment day.
    public var paidOn: Day
    /// Negative for credit notes and unallocated receipts, positive otherwise.
    public var amount: Money
    /// Zero when nothing is paid.
    public var paidAmount: Money
    /// 1-based.
    public var line: UInt32
    public var flags: Flags

    public init(
      line: Int, client: Int32, issued: Day, due: Day, amount: Money, paidOn: Day = .never, paidAmount: Money = .zero,
      flags: Flags
    ) {
      self.line = UInt32(line)
      (self.client, self.issued, self.due, self.amount) = (client, issued, due, amount)
      (self.paidOn, self.paidAmount, self.flags) = (paidOn, paidAmount, flags)
    }
  }

  /// A document's kind, whether it is disputed, and whether its due day is assumed.
  public struct Flags: Hashable, Sendable {
    private let bits: UInt8
    public init(kind: DocumentKind, isDisputed: Bool, isDueAssumed: Bool = false) {
      bits = kind.rawValue | (isDisputed ? 4 : 0) | (isDueAssumed ? 8 : 0)
    }
    public var kind: DocumentKind { DocumentKind(rawValue: bits & 3)! }
    var isDisputed: Bool { bits & 4 != 0 }
    var isDueAssumed: Bool { bits & 8 != 0 }
  }
}
