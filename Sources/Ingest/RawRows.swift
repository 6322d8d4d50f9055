internal import Receivables

/// The rows of one chunk, read field by field; what only a whole column can settle is still open.
struct RawRows: Sendable {
  /// Lines, counted from 0 at the chunk's start.
  var line: [UInt32] = []
  var invoice = PackedStrings()
  var client: [Int32] = []
  var clientIDs = PackedStrings()
  var issued: [DateField] = []
  var due: [DateField] = []
  var paidOn: [DateField] = []
  /// Thousandths; `missingAmount` where there is none.
  var amount: [Int64] = []
  var paidAmount: [Int64] = []
  /// Rows whose amount reads two ways, with the mark in question.
  var openAmounts: [OpenAmount] = []
  var words: [ColumnMeaning: WordColumn] = [:]

  /// Rows that could not be read.
  var rejected: [Rejected] = []
  var dateEvidence: [ColumnMeaning: DateEvidence] = [:]
  var amountEvidence: [ColumnMeaning: AmountEvidence] = [:]
  /// Lines in the chunk.
  var lineCount = 0
  /// Data records in the chunk, blank lines apart.
  var recordCount = 0
  var isUTF8 = true

  static let missingAmount = Int64.min

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

/// Reads the records of chunks of one file, given which column means what.
struct ChunkParser: Sendable {
  let dialect: CSVDialect
  let mapping: ColumnMapping
  let dateOrder: DateOrder?
  let decimalMark: DecimalMark?

  /// Columns of words, in a fixed order.
  private static let wordColumns: [ColumnMeaning] = [
    .clientName, .segment, .currency, .kind, .relatedTo, .status, .isOpen, .disputed, .terms,
  ]

  func parse(_ chunk: Chunk) -> RawRows {
    var rows = RawRows()
    let bytes = chunk.bytes.span.extracting(..<chunk.end)
    let isFirst = chunk.offset == 0
    rows.isUTF8 = FieldText.isUTF8(chunk.bytes[..<chunk.end])
    reserve(&rows, records: chunk.end / 96)

    var splitter = RecordSplitter(dialect: dialect)
    var clients = ByteInterner()
    var words = ChunkParser.wordColumns.compactMap { meaning in
      mapping.columns[meaning].map { (meaning: meaning, column: $0, words: WordColumn()) }
    }
    var dates = DateColumns()
    var amounts = AmountColumns()
    let width = mapping.headers.count
    let columns = Columns(mapping)
    let unescapable = Set(words.map(\.column) + [columns.invoice, columns.client])

    var position = isFirst ? dialect.markLength : 0
    if isFirst {
      position = splitter.split(bytes, from: position)
      rows.lineCount += 1 + splitter.innerLines
    }
    while position < bytes.count {
      position = splitter.split(bytes, from: position)
      let line = rows.lineCount
      rows.lineCount += 1 + splitter.innerLines
      let fields = splitter.fields
      if fields.count == 1, fields[0].isEmpty { continue }
      rows.recordCount += 1
      if splitter.hasTextAfterQuote {
        rows.rejected.append(
          RawRows.Rejected(
            line: line, problem: .textAfterQuote(lines: 1 + splitter.innerLines), issued: .missing, amount: nil,
            currency: ""))
        continue
      }
      let hasTrailingDelimiter = fields.count == width + 1 && fields[width].isEmpty
      guard fields.count == width || hasTrailingDelimiter else {
        rows.rejected.append(
          RawRows.Rejected(
            line: line, problem: .fieldCount(found: fields.count, expected: width), issued: .missing, amount: nil,
            currency: ""))
        continue
      }

      let issued = DateField(bytes.extracting(fields[columns.issued]), order: dateOrder)
      let amount = AmountField(bytes.extracting(fields[columns.amount]), mark: decimalMark)
      let due = columns.due.map { DateField(bytes.extracting(fields[$0]), order: dateOrder) } ?? .missing
      let paidOn = columns.paidOn.map { DateField(bytes.extracting(fields[$0]), order: dateOrder) } ?? .missing
      let paid = columns.paidAmount.map { AmountField(bytes.extracting(fields[$0]), mark: decimalMark) }

      func reject(_ problem: RowError.Problem) {
        var readable: Int64?
        if case .thousandths(let value) = amount.reading { readable = value }
        let currency = mapping.columns[.currency].map(text) ?? ""
        rows.rejected.append(
          RawRows.Rejected(line: line, problem: problem, issued: issued, amount: readable, currency: currency))
      }
      func text(_ column: Int) -> String {
        FieldText.decode(splitter.text(bytes, column), rows.isUTF8 ? .utf8 : .windows1252)
      }
      if fields[columns.invoice].isEmpty {
        reject(.missing(.invoice))
        continue
      }
      if fields[columns.client].isEmpty {
        reject(.missing(.client))
        continue
      }
      if issued == .missing {
        reject(.missing(.issued))
        continue
      }
      if issued == .unreadable {
        reject(.unreadableDate(.issued, field: text(columns.issued)))
        continue
      }
      if due == .unreadable {
        reject(.unreadableDate(.due, field: text(columns.due!)))
        continue
      }
      if paidOn == .unreadable {
        reject(.unreadableDate(.paidOn, field: text(columns.paidOn!)))
        continue
      }
      if amount.reading == .missing {
        reject(.missing(.amount))
        continue
      }
      if amount.reading == .unreadable {
        reject(.unreadableAmount(.amount, field: text(columns.amount)))
        continue
      }
      if paid?.reading == .unreadable {
        reject(.unreadableAmount(.paidAmount, field: text(columns.paidAmount!)))
        continue
      }

      let row = rows.issued.count
      dates.add(issued, due, paidOn, line)
      amounts.add(amount, paid, line)
      rows.line.append(UInt32(line))
      rows.issued.append(issued)
      rows.due.append(due)
      rows.paidOn.append(paidOn)
      rows.amount.append(thousandths(amount, row, .amount, &rows))
      rows.paidAmount.append(paid.map { thousandths($0, row, .paidAmount, &rows) } ?? RawRows.missingAmount)
      let needsUnescaping = !splitter.escaped.isEmpty && splitter.escaped.contains { unescapable.contains($0) }
      if needsUnescaping {
        func unescaped<Result>(_ column: Int, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
          let text = splitter.text(bytes, column)
          return body(text.span, 0..<text.count)
        }
        unescaped(columns.invoice) { rows.invoice.append($0.extracting(FieldText.withoutPointZero($0, $1))) }
        rows.client.append(unescaped(columns.client) { clients.code($0, FieldText.withoutPointZero($0, $1)) })
        let key = Int(rows.client[row])
        for index in words.indices { unescaped(words[index].column) { words[index].words.append($0, $1, key: key) } }
      } else {
        rows.invoice.append(bytes.extracting(FieldText.withoutPointZero(bytes, fields[columns.invoice])))
        rows.client.append(clients.code(bytes, FieldText.withoutPointZero(bytes, fields[columns.client])))
        let key = Int(rows.client[row])
        for index in words.indices { words[index].words.append(bytes, fields[words[index].column], key: key) }
      }
    }
    rows.clientIDs = clients.strings
    rows.words = Dictionary(uniqueKeysWithValues: words.map { ($0.meaning, $0.words) })
    rows.dateEvidence = [.issued: dates.issued, .due: dates.due, .paidOn: dates.paidOn]
    rows.amountEvidence = [.amount: amounts.amount, .paidAmount: amounts.paidAmount]
    return rows
  }

  private func reserve(_ rows: inout RawRows, records: Int) {
    rows.line.reserveCapacity(records)
    rows.issued.reserveCapacity(records)
    rows.due.reserveCapacity(records)
    rows.paidOn.reserveCapacity(records)
    rows.amount.reserveCapacity(records)
    rows.paidAmount.reserveCapacity(records)
    rows.client.reserveCapacity(records)
  }

  private func thousandths(_ field: AmountField, _ row: Int, _ column: ColumnMeaning, _ rows: inout RawRows) -> Int64 {
    switch field.reading {
    case .missing, .unreadable: return RawRows.missingAmount
    case .thousandths(let value): return value
    case .open(let whole, let mark):
      rows.openAmounts.append(RawRows.OpenAmount(row: row, column: column, mark: mark))
      return whole
    }
  }

  private struct Columns {
    let invoice, client, issued, amount: Int
    let due, paidOn, paidAmount: Int?

    init(_ mapping: ColumnMapping) {
      invoice = mapping.columns[.invoice]!
      client = mapping.columns[.client]!
      issued = mapping.columns[.issued]!
      amount = mapping.columns[.amount]!
      due = mapping.columns[.due]
      paidOn = mapping.columns[.paidOn]
      paidAmount = mapping.columns[.paidAmount]
    }
  }

  private struct DateColumns {
    var (issued, due, paidOn) = (DateEvidence(), DateEvidence(), DateEvidence())

    mutating func add(_ issued: DateField, _ due: DateField, _ paidOn: DateField, _ line: Int) {
      self.issued.add(issued, line: line)
      self.due.add(due, line: line)
      self.paidOn.add(paidOn, line: line)
    }
  }

  private struct AmountColumns {
    var (amount, paidAmount) = (AmountEvidence(), AmountEvidence())

    mutating func add(_ amount: AmountField, _ paid: AmountField?, _ line: Int) {
      self.amount.add(amount, line: line)
      if let paid { paidAmount.add(paid, line: line) }
    }
  }
}
