public import Execution
public import Receivables

/// One invoice as a test writes it down: days are numbers from an arbitrary origin, amounts are cents.
public struct InvoiceRow: Sendable {
  public var id: String
  public var client: String
  public var segment: String
  public var issued: Int
  public var due: Int
  public var enteredOn: Int?
  public var amount: Int64
  public var paidOn: Int?
  /// `nil` with a payment day settles whatever is left; an amount without a day is an undated payment.
  public var paidAmount: Int64?
  public var writtenOffOn: Int?
  /// `nil` with a day writes off whatever is left.
  public var writtenOffAmount: Int64?
  public var kind: DocumentKind
  public var isDisputed: Bool
  public var relatedTo: String?
  /// Of the attributes, in the order of their declaration.
  public var attributes: [String]

  public init(
    _ id: String, client: String = "C1", segment: String = "", issued: Int, due: Int, enteredOn: Int? = nil,
    amount: Int64, paidOn: Int? = nil, paidAmount: Int64? = nil, writtenOffOn: Int? = nil,
    writtenOffAmount: Int64? = nil, kind: DocumentKind = .invoice, isDisputed: Bool = false, relatedTo: String? = nil,
    attributes: [String] = []
  ) {
    self.id = id
    self.client = client
    self.segment = segment
    self.issued = issued
    self.due = due
    self.enteredOn = enteredOn
    self.amount = amount
    self.paidOn = paidOn
    self.paidAmount = paidAmount
    self.writtenOffOn = writtenOffOn
    self.writtenOffAmount = writtenOffAmount
    self.kind = kind
    self.isDisputed = isDisputed
    self.relatedTo = relatedTo
    self.attributes = attributes
  }
}

extension InvoiceRow {
  /// Whether it entered the ledger after its issue; else it is followed from there on.
  public var isOpeningItem: Bool { enteredOn.map { $0 >= issued } ?? false }
}

/// Day `number` of the tests' calendar: day 0 is 2024-01-01.
public func day(_ number: Int) -> Day { Day(year: 2024, month: 1, day: 1)! + number }

extension Ledger {
  /// A ledger of these rows as known on a day of the tests' calendar. Its attributes are called `a0`, `a1`, ….
  public static func of(_ rows: [InvoiceRow], asOf: Int) -> Ledger {
    let attributeCount = rows.map(\.attributes.count).max() ?? 0
    var builder = LedgerBuilder(attributes: (0..<attributeCount).map { "a\($0)" })
    var batch = InvoiceBatch(file: 0)
    let hasOpeningItems = rows.contains { $0.enteredOn != nil }
    let segments = Set(rows.map(\.segment)).sorted()
    for segment in segments { batch.segments.append(segment.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: segments.enumerated().map { ($1, Int32($0)) })
    for (index, row) in rows.enumerated() {
      let unsaid = row.paidOn == nil ? Money.zero : InvoiceBatch.settlesTheRest
      batch.rows.append(
        InvoiceBatch.Row(
          line: index + 2, client: builder.code(ofClient: row.client), issued: day(row.issued), due: day(row.due),
          amount: Money(minorUnits: row.amount), paidOn: row.paidOn.map { day($0) } ?? .never,
          paidAmount: row.paidAmount.map { Money(minorUnits: $0) } ?? unsaid,
          flags: InvoiceBatch.Flags(kind: row.kind, isDisputed: row.isDisputed)))
      batch.segment.append(codes[row.segment]!)
      if hasOpeningItems { batch.enteredOn.append(row.enteredOn.map { day($0) } ?? .never) }
      batch.invoiceID.append(row.id.utf8)
      if let writtenOffOn = row.writtenOffOn {
        let amount = row.writtenOffAmount.map { Money(minorUnits: $0) } ?? InvoiceBatch.settlesTheRest
        batch.writtenOff.append((index, day(writtenOffOn), amount))
      }
      if let relatedTo = row.relatedTo { batch.relatedTo.append((index, relatedTo)) }
    }
    batch.attributes = (0..<attributeCount).map { attribute in
      var words = PackedStrings()
      for row in rows { words.append((attribute < row.attributes.count ? row.attributes[attribute] : "").utf8) }
      return InvoiceBatch.AttributeColumn(codes: rows.indices.map { Int32($0) }, words: words)
    }
    builder.append(batch)
    return builder.build(asOf: day(asOf), currency: .euro).ledger
  }
}

extension Snapshot {
  /// The same, as a snapshot of that day.
  public static func of(_ rows: [InvoiceRow], asOf: Int) -> Snapshot {
    Snapshot(of: .of(rows, asOf: asOf), asOf: day(asOf))
  }
}

extension Executor {
  public static let serial = Executor(threads: 1)
}
