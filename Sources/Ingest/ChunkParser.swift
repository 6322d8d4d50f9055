internal import Receivables

/// Reads the records of chunks of one file, given which column means what.
struct ChunkParser: Sendable {
  let dialect: CSVDialect
  let mapping: ColumnMapping
  let dateOrder: DateOrder?
  let days: ExcelDays
  let decimalMark: DecimalMark?
  /// Records above the header.
  var recordsAbove = 0
  /// Whether the text is that of a workbook's sheet.
  var isSheet = false
  let layout: LayoutRecognition

  /// - Parameter vocabulary: Of the same mapping. New clients and words are added to it.
  func parse(_ chunk: borrowing Chunk, _ vocabulary: consuming Vocabulary) -> (rows: RawRows, Vocabulary) {
    let bytes = chunk.bytes.span.extracting(..<chunk.end)
    let isUTF8 = FieldText.isUTF8(chunk.bytes[..<chunk.end])
    let legacyBytes = isUTF8 ? LegacyBytes() : LegacyBytes(chunk.bytes[..<chunk.end])
    var reading = ChunkReading(self, vocabulary, isUTF8: isUTF8, legacyBytes, records: expectedRecords(chunk))
    var (position, records) = (0, 0)
    if chunk.offset == 0 {
      position = reading.readHead(bytes, from: dialect.markLength, recordsAbove)
      records = recordsAbove + 1
    }
    while position < bytes.count {
      position = reading.readRecord(bytes, from: position)
      records += 1
    }
    reading.finish(bytes)
    let rows = reading.rows
    let told = rows.layout.values.reduce(rows.recordCount) { $0 + $1.count }
    precondition(told == records, "\(told) records are rows or lines of the layout, of \(records)")
    return (rows, reading.vocabulary)
  }

  /// By the chunk's beginning, and a little more: columns that turn out too short are copied. All chunks' rows wait for the end
  /// of the file, and what long rows leave unused would add up.
  private func expectedRecords(_ chunk: borrowing Chunk) -> Int {
    let sample = min(chunk.end, 1 << 16)
    if sample == 0 { return 0 }
    let lines = ByteSearch.count(dialect.recordEnd, in: chunk.bytes, 0..<sample)
    return (lines + 1) * chunk.end / sample * 33 / 32
  }
}

/// One chunk while it is read.
private struct ChunkReading {
  private let columns: Columns
  private let dateOrder: DateOrder?
  private let decimalMark: DecimalMark?
  private(set) var rows = RawRows()
  private var splitter: RecordSplitter
  private let layout: LayoutRecognition
  private(set) var vocabulary: Vocabulary
  private var dates: (issued: DateEvidence, due: DateEvidence, paidOn: DateEvidence, enteredOn: DateEvidence)
  private var amounts: (amount: AmountEvidence, paidAmount: AmountEvidence, balance: AmountEvidence)

  init(
    _ parser: ChunkParser, _ vocabulary: consuming Vocabulary, isUTF8: Bool, _ legacyBytes: LegacyBytes, records: Int
  ) {
    columns = Columns(parser.mapping, parser.days, isSheet: parser.isSheet)
    (dateOrder, decimalMark) = (parser.dateOrder, parser.decimalMark)
    splitter = RecordSplitter(dialect: parser.dialect)
    layout = parser.layout
    dates = (DateEvidence(), DateEvidence(), DateEvidence(), DateEvidence())
    amounts = (AmountEvidence(), AmountEvidence(), AmountEvidence())
    rows.isUTF8 = isUTF8
    rows.legacyBytes = legacyBytes
    rows.figures.reserveCapacity(records)
    rows.invoice.reserveCapacity(strings: records, bytes: 12 * records)
    self.vocabulary = vocabulary
    self.vocabulary.reserveCapacity(rows: records)
  }

  /// Completes the rows when all records are read.
  mutating func finish(_ bytes: Span<UInt8>) {
    vocabulary.code(bytes)
    vocabulary.takeCodes(into: &rows)
    rows.dateEvidence = [
      .issued: dates.issued, .due: dates.due, .paidOn: dates.paidOn, .enteredOn: dates.enteredOn,
    ]
    rows.amountEvidence = [
      .amount: amounts.amount, .paidAmount: amounts.paidAmount, .balance: amounts.balance,
    ]
  }

  /// Passes over the titles and the header.
  mutating func readHead(_ bytes: Span<UInt8>, from start: Int, _ recordsAbove: Int) -> Int {
    var position = start
    for record in 0...recordsAbove {
      position = splitter.split(bytes, from: position)
      let isBlank = splitter.fields.allSatisfy(\.isEmpty)
      note(record == recordsAbove ? .header : isBlank ? .blank : .title, rows.lineCount)
      rows.lineCount += 1 + splitter.innerLines
    }
    return position
  }

  private mutating func note(_ line: LayoutLine, _ number: Int) {
    rows.layout[line, default: LayoutLines()].add(line: number)
  }

  /// Reads the record that starts at `start`, and returns where the next one does.
  mutating func readRecord(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let next = splitter.split(bytes, from: start)
    let line = rows.lineCount
    rows.lineCount += 1 + splitter.innerLines
    let found = splitter.fields.count
    if found == 1, splitter.fields[0].isEmpty {
      note(.blank, line)
      return next
    }
    let width = columns.count
    if splitter.hasTextAfterQuote {
      recover(bytes, line, .textAfterQuote(lines: 1 + splitter.innerLines))
    } else if found != width, !(found == width + 1 && splitter.fields[width].isEmpty) {
      recover(bytes, line, .fieldCount(found: found, expected: width))
    } else {
      let cells = columns.cells(bytes, splitter.fields, dateOrder, decimalMark)
      if let problem = columns.problem(cells, splitter.fields, { text($0, bytes) }) {
        recover(bytes, line, problem)
      } else {
        rows.recordCount += 1
        append(cells, bytes, line)
      }
    }
    return next
  }

  /// What cannot be used as it is: a line of the layout, a row with a delimiter in a label, or a row to reject.
  private mutating func recover(_ bytes: Span<UInt8>, _ line: Int, _ problem: RowError.Problem) {
    let width = columns.count
    if let sort = layout.line(of: splitter.fields.indices.map { text($0, bytes) }) {
      let amount = columns.shownAmount(bytes, splitter.fields, decimalMark)
      if sort == .total { rows.totals.append(TotalLines.Line(line: line, amount: amount)) }
      return note(sort, line)
    }
    rows.recordCount += 1
    switch problem {
    case .fieldCount(width + 1, width) where rejoinLabel(bytes):
      rows.rejoined.insert(rows.figures.count)
      append(columns.cells(bytes, splitter.fields, dateOrder, decimalMark), bytes, line)
    case .fieldCount, .textAfterQuote: reject(problem, line)
    default:
      let cells = columns.cells(bytes, splitter.fields, dateOrder, decimalMark)
      reject(problem, line, cells, currency: columns.currency.map { text($0, bytes) } ?? "")
    }
  }

  /// Joins the halves of a label that holds the delimiter without quotes, when that makes a row and no other place
  /// does: an amount cut in two at its decimal comma would be another.
  private mutating func rejoinLabel(_ bytes: Span<UInt8>) -> Bool {
    guard splitter.escaped.isEmpty, columns.count <= LayoutRecognition.mostRejoined else { return false }
    let fields = splitter.fields
    var places: [Int] = []
    for place in 0..<columns.count where layout.labels.contains(place) || layout.amounts.contains(place) {
      defer { splitter.restore(fields) }
      if splitter.join(place, bytes), makesARow(bytes) { places.append(place) }
    }
    guard places.count == 1, layout.labels.contains(places[0]) else { return false }
    return splitter.join(places[0], bytes)
  }

  private func makesARow(_ bytes: Span<UInt8>) -> Bool {
    let cells = columns.cells(bytes, splitter.fields, dateOrder, decimalMark)
    let problem = columns.problem(cells, splitter.fields) { text($0, bytes) }
    return problem == nil && cells.paidAmount?.reading != .unreadable && cells.balance?.reading != .unreadable
  }

  private mutating func reject(
    _ problem: RowError.Problem, _ line: Int, _ cells: Cells? = nil, currency: String = ""
  ) {
    var readable: Int64?
    if case .thousandths(let value)? = cells?.amount.reading { readable = value }
    rows.rejected.append(
      RawRows.Rejected(
        line: line, problem: problem, issued: cells?.issued ?? .missing, amount: readable, currency: currency))
  }

  private mutating func append(_ cells: Cells, _ bytes: Span<UInt8>, _ line: Int) {
    let row = rows.figures.count
    quoteIfNoDay(cells.issued, .issued, columns.issued, bytes)
    quoteIfNoDay(cells.due, .due, columns.due, bytes)
    quoteIfNoDay(cells.paidOn, .paidOn, columns.paidOn, bytes)
    quoteIfNoDay(cells.enteredOn, .enteredOn, columns.enteredOn, bytes)
    dates.issued.add(cells.issued, line: line)
    dates.due.add(cells.due, line: line)
    dates.paidOn.add(cells.paidOn, line: line)
    dates.enteredOn.add(cells.enteredOn, line: line)
    amounts.amount.add(cells.amount, line: line)
    if let paid = cells.paidAmount {
      amounts.paidAmount.add(paid, line: line)
      if paid.reading == .unreadable {
        rows.unreadablePayments[row] = (.paidAmount, text(columns.paidAmount!, bytes))
      }
    }
    if let balance = cells.balance {
      amounts.balance.add(balance, line: line)
      if balance.reading == .unreadable { rows.unreadablePayments[row] = (.balance, text(columns.balance!, bytes)) }
    }
    let amount = thousandths(cells.amount, row, .amount)
    let paidAmount = cells.paidAmount.map { thousandths($0, row, .paidAmount) } ?? RawRows.missingAmount
    if let balance = cells.balance { rows.balance.append(thousandths(balance, row, .balance)) }
    if columns.enteredOn != nil { rows.enteredOn.append(cells.enteredOn) }
    rows.figures.append(
      RawRows.Figures(
        line: UInt32(line), issued: cells.issued, due: cells.due, paidOn: cells.paidOn, amount: amount,
        paidAmount: paidAmount))
    if splitter.escaped.isEmpty { return appendTexts(bytes, splitter.fields) }
    // The texts are not in the file as they are.
    vocabulary.code(bytes)
    let (texts, fields) = splitter.texts(bytes)
    appendTexts(texts.span, fields)
    vocabulary.code(texts.span)
  }

  private mutating func appendTexts(_ bytes: Span<UInt8>, _ fields: [Range<Int>]) {
    rows.invoice.append(bytes.extracting(FieldText.withoutPointZero(bytes, fields[columns.invoice])))
    vocabulary.append(bytes, fields)
  }

  private mutating func quoteIfNoDay(
    _ date: DateField, _ meaning: ColumnMeaning, _ column: Int?, _ bytes: Span<UInt8>
  ) {
    guard date.isNoDay, let column else { return }
    rows.impossibleDates[RawRows.DatePlace(row: rows.figures.count, column: meaning)] = text(column, bytes)
  }

  private func text(_ column: Int, _ bytes: Span<UInt8>) -> String {
    FieldText.decode(splitter.text(bytes, column), rows.isUTF8 ? .utf8 : rows.legacyBytes.encoding)
  }

  private mutating func thousandths(_ field: AmountField, _ row: Int, _ column: ColumnMeaning) -> Int64 {
    switch field.reading {
    case .missing, .unreadable: return RawRows.missingAmount
    case .thousandths(let value): return value
    case .open(let whole, let mark):
      rows.openAmounts.append(RawRows.OpenAmount(row: row, column: column, mark: mark))
      return whole
    }
  }
}

/// Where the columns of figures and keys are. They are read here, so that the large value of a chunk's reading is not copied
/// for it.
private struct Columns {
  let invoice, client, issued, amount: Int
  let due, paidOn, credit, paidAmount, balance, currency, enteredOn: Int?
  /// Columns of the header.
  let count: Int
  private let days: ExcelDays
  private let isSheet: Bool

  init(_ mapping: ColumnMapping, _ days: ExcelDays, isSheet: Bool) {
    (self.days, self.isSheet) = (days, isSheet)
    count = mapping.headers.count
    invoice = mapping.columns[.invoice]!
    client = mapping.columns[.client]!
    issued = mapping.columns[.issued]!
    amount = mapping.columns[.amount]!
    due = mapping.columns[.due]
    paidOn = mapping.columns[.paidOn]
    credit = mapping.columns[.credit]
    paidAmount = mapping.columns[.paidAmount]
    balance = mapping.columns[.balance]
    currency = mapping.columns[.currency]
    enteredOn = mapping.columns[.enteredOn]
  }

  func cells(_ bytes: Span<UInt8>, _ fields: [Range<Int>], _ order: DateOrder?, _ mark: DecimalMark?) -> Cells {
    func date(_ column: Int?) -> DateField {
      guard let column else { return .missing }
      return DateField(bytes.extracting(fields[column]), order: order, days: days)
    }
    func money(_ column: Int) -> AmountField { self.money(bytes, fields[column], mark) }
    func open(_ column: Int) -> AmountField {
      let isNumber = isSheet && SheetRows.isNumber(fields[column], bytes)
      return AmountField(balance: bytes.extracting(fields[column]), mark: isNumber ? .point : mark)
    }
    return Cells(
      issued: date(issued), due: date(due), paidOn: date(paidOn), enteredOn: date(enteredOn),
      amount: credit.map { money(amount).minus(money($0)) } ?? money(amount), paidAmount: paidAmount.map(money),
      balance: balance.map { open($0) })
  }

  private func money(_ bytes: Span<UInt8>, _ field: Range<Int>, _ mark: DecimalMark?) -> AmountField {
    let isNumber = isSheet && SheetRows.isNumber(field, bytes)
    return AmountField(bytes.extracting(field), mark: isNumber ? .point : mark)
  }

  /// What a line of the layout shows as an amount.
  func shownAmount(_ bytes: Span<UInt8>, _ fields: [Range<Int>], _ mark: DecimalMark?) -> AmountField.Reading {
    func shown(_ column: Int) -> AmountField? {
      column < fields.count ? money(bytes, fields[column], mark) : nil
    }
    guard let amount = shown(amount) else { return .missing }
    return (credit.flatMap(shown).map(amount.minus) ?? amount).reading
  }

  /// Why a record cannot be used, as far as its fields alone can tell.
  func problem(_ cells: Cells, _ fields: [Range<Int>], _ text: (Int) -> String) -> RowError.Problem? {
    if fields[invoice].isEmpty { return .missing(.invoice) }
    if fields[client].isEmpty { return .missing(.client) }
    if isSheet {
      for (meaning, column) in [(ColumnMeaning.invoice, invoice), (.client, client)] where text(column).hasPrefix("=") {
        return .formulaWithoutValue(meaning)
      }
    }
    if cells.issued == .missing { return .missing(.issued) }
    if cells.issued == .unreadable { return .unreadableDate(.issued, field: text(issued)) }
    if cells.due == .unreadable { return .unreadableDate(.due, field: text(due!)) }
    if cells.paidOn == .unreadable { return .unreadableDate(.paidOn, field: text(paidOn!)) }
    if cells.enteredOn == .unreadable { return .unreadableDate(.enteredOn, field: text(enteredOn!)) }
    if cells.amount.reading == .missing { return .missing(.amount) }
    if cells.amount.reading == .unreadable { return .unreadableAmount(.amount, field: text(amount)) }
    return nil
  }
}

/// The dates and amounts of one record.
private struct Cells {
  let issued, due, paidOn, enteredOn: DateField
  let amount: AmountField
  let paidAmount, balance: AmountField?
}
