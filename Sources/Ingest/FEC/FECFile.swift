internal import Receivables

/// A FEC read to its end: the lines on clients' accounts, and of the others what tells what those are about.
struct FECFile: Sendable {
  /// A line on another account.
  struct Counterpart: Sendable {
    let entry: Int32
    let `class`: AccountClass
    let day: Day
    let amount: Money
  }

  let source: SourceFile
  /// As a person names it; `nil` for text.
  let form: String?
  /// Of the header, or of the first line where there is none.
  let firstLine: Int
  let layout: FECLayout
  let dialect: CSVDialect
  private(set) var sha256 = ""
  private(set) var encoding = TextEncoding.utf8
  private(set) var lines: [FECLine] = []
  private(set) var counterparts: [Counterpart] = []
  private(set) var rejected: [Rejected] = []
  /// Debits less credits of all lines, as far as they could be read.
  private(set) var total = Money.zero
  /// Debits and credits together, up to what can be added up.
  private(set) var magnitude: UInt64 = 0
  /// Data lines, blank ones apart.
  private(set) var records = 0
  private var nextLine: Int
  private(set) var days: ClosedRange<Day>?
  /// Lines with both a debit and a credit; the difference is used.
  private(set) var twoSided = 0
  /// Lines whose label holds the delimiter.
  private(set) var delimitersInLabels = 0
  private(set) var missingDocumentDays = 0
  /// Entries by journal, number and day.
  private var entries = ByteInterner()
  private(set) var isOpeningJournal: [Bool] = []
  /// Of each entry, what its lines come to as debits and as credits.
  private var sides: [EntrySides] = []
  private var texts = ByteInterner()
  private var classes: [AccountClass?] = []
  private let mark: DecimalMark?
  private let usualWidth: Int
  /// Whether each line has an entry number of its own, so that the numbers do not hold entries together.
  let numbersAreOfLines: Bool
  private let lastColumn: Int
  private let currency: Currency

  struct Rejected: Sendable {
    let line: Int
    let problem: RowError.Problem
    /// As far as they could be read.
    let day: Day?
    let amount: Money?
    let isReceivable: Bool
  }

  init(
    _ input: InputFile, _ layout: FECLayout, decimalMark: DecimalMark?, currency: Currency
  ) throws(IngestError) {
    let head = input.head
    (source, form, firstLine) = (input.source, input.table.form, input.table.firstLine)
    nextLine = firstLine
    self.layout = layout
    self.currency = currency
    let hasLineFeed = head.contains(0x0A)
    dialect = CSVDialect(
      delimiter: layout.delimiter, recordEnd: hasLineFeed ? 0x0A : 0x0D, markLength: layout.markLength)
    mark = decimalMark ?? FECFile.decimalMark(head, layout, dialect)
    usualWidth = FECFile.usualWidth(head, layout, dialect)
    numbersAreOfLines = FECFile.numbersAreOfLines(head, layout, dialect)
    lastColumn = layout.columns.last
    var reader = LineReader(source, dialect)
    var isUTF8 = true
    var isFirst = true
    while let bytes = try reader.next() {
      if isUTF8 { isUTF8 = FieldText.isUTF8(bytes[...]) }
      if !isUTF8, encoding == .utf8 { encoding = .latin9 }
      if encoding == .latin9, bytes.contains(where: { (0x80...0x9F).contains($0) }) { encoding = .windows1252 }
      read(bytes, isFirst: isFirst)
      if magnitude > LedgerReading.Parts.largestMagnitude { throw .amountsTooLarge }
      isFirst = false
    }
    sha256 = source.sourceSHA256 ?? reader.sha256
  }

  func text(_ code: Int32) -> String { FieldText.decode(texts.strings.utf8(Int(code)), encoding) }

  /// Journal, number and day of an entry.
  func entryText(_ entry: Int32) -> (journal: String, number: String, key: String) {
    let key = FieldText.decode(entries.strings.utf8(Int(entry)), encoding)
    let parts = key.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts[1], key)
  }

  var entryCount: Int { entries.strings.count }

  /// Entries whose debits and credits differ, in the file's order. Lines of one number in one journal belong together even
  /// where their days differ.
  var unbalancedEntries: [UnbalancedEntry] {
    var order: [[String]] = []
    var found: [[String]: UnbalancedEntry] = [:]
    for (entry, sides) in sides.enumerated() where sides.debits != sides.credits {
      let (journal, number, key) = entryText(Int32(entry))
      let name = number.isEmpty ? [key] : [journal, number]
      let day = Day(number: Int32(key.split(separator: "\u{1F}").last!)!)
      if found[name] == nil { order.append(name) }
      found[name, default: UnbalancedEntry(journal: journal, number: number, day: day)].sides.add(sides)
    }
    return order.compactMap { found[$0] }.filter { $0.sides.debits != $0.sides.credits }
  }

  // MARK: - Lines

  private mutating func read(_ bytes: [UInt8], isFirst: Bool) {
    var start = isFirst ? layout.markLength : 0
    var skipsHeader = isFirst && layout.hasHeader
    var fields: [Range<Int>] = []
    let span = bytes.span
    while start < bytes.count {
      var end = ByteSearch.first(dialect.recordEnd, in: bytes, start..<bytes.count) ?? bytes.count
      let next = end + 1
      while end > start, bytes[end - 1] == 0x0D { end -= 1 }
      nextLine += 1
      if skipsHeader {
        skipsHeader = false
      } else {
        split(span, start..<end, &fields)
        if fields.contains(where: { !$0.isEmpty }) {
          records += 1
          read(span, fields)
        }
      }
      start = next
    }
  }

  private func split(_ bytes: Span<UInt8>, _ line: Range<Int>, _ fields: inout [Range<Int>]) {
    fields.removeAll(keepingCapacity: true)
    var start = line.lowerBound
    for index in line where bytes[index] == layout.delimiter {
      fields.append(FECLayout.content(of: bytes, start..<index))
      start = index + 1
    }
    fields.append(FECLayout.content(of: bytes, start..<line.upperBound))
  }

  private mutating func read(_ bytes: Span<UInt8>, _ found: [Range<Int>]) {
    guard let fields = aligned(found, bytes) else {
      let expected = layout.headers.count
      // A delimiter that closes the line makes no field.
      let count = found.count - (found.last!.isEmpty ? 1 : 0)
      reject(.fieldCount(found: count, expected: expected), day: nil, amount: nil, isReceivable: false)
      return
    }
    let columns = layout.columns
    func range(_ field: FECField) -> Range<Int> { columns[field].map { fields[$0] } ?? 0..<0 }
    let number = bytes.extracting(range(.account))
    let isReceivable = !number.isEmpty && self.class(of: bytes, range(.account)) == .receivable
    let date = DateField(bytes.extracting(range(.entryDate)), order: .dayFirst)
    let day = date.day(in: .dayFirst)
    let amount = self.amount(fields, bytes)
    let money: Money
    switch amount {
    case .success(let value):
      money = value
      magnitude = min(magnitude, LedgerReading.Parts.largestMagnitude) + value.minorUnits.magnitude
      if magnitude <= LedgerReading.Parts.largestMagnitude { total += value }
    case .failure(let reason):
      reject(.bookkeeping(reason.problem), day: day, amount: nil, isReceivable: isReceivable)
      return
    }
    guard let day, day >= FECFile.earliest else {
      let field = FieldText.decode(Array(bytes, range(.entryDate)), .windows1252)
      let problem: FECProblem =
        date == .missing || Set(field.utf8) == [48] ? .missing(.entryDate) : .unreadableDate(.entryDate, field: field)
      reject(.bookkeeping(problem), day: nil, amount: money, isReceivable: isReceivable)
      return
    }
    if number.isEmpty {
      reject(.bookkeeping(.missing(.account)), day: day, amount: money, isReceivable: isReceivable)
      return
    }
    days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
    let entry = self.entry(bytes, range, day)
    sides[Int(entry)].add(money)
    if !isReceivable {
      let kind = self.class(of: bytes, range(.account))
      counterparts.append(Counterpart(entry: entry, class: kind, day: day, amount: money))
      return
    }
    func written(_ field: FECField) -> Day? {
      let day = DateField(bytes.extracting(range(field)), order: .dayFirst).day(in: .dayFirst)
      return day.flatMap { $0 >= FECFile.earliest ? $0 : nil }
    }
    let documentDay = written(.referenceDate)
    if documentDay == nil { missingDocumentDays += 1 }
    let client = range(.client).isEmpty ? range(.payer) : range(.client)
    let account = String(decoding: Array(bytes, range(.account).prefix(3)), as: UTF8.self)
    lines.append(
      FECLine(
        line: nextLine - 1, entry: entry, account: ReceivableAccount(rawValue: account)!,
        accountNumber: texts.code(bytes, range(.account)), accountLabel: texts.code(bytes, range(.accountLabel)),
        client: texts.code(bytes, client), clientName: texts.code(bytes, range(.clientLabel)),
        reference: texts.code(bytes, range(.reference)), lettering: texts.code(bytes, range(.lettering)), day: day,
        documentDay: documentDay, due: written(.due), amount: money))
  }

  /// Days before are placeholders, such as 19000101.
  private static let earliest = Day(year: 1950, month: 1, day: 1)!

  /// The fields under their headers: with the parts of a label that holds the delimiter joined again, without what a
  /// delimiter at the line's end adds, and with empty ones for what the line leaves out at its end.
  private mutating func aligned(_ found: [Range<Int>], _ bytes: Span<UInt8>) -> [Range<Int>]? {
    let width = layout.headers.count
    var fields = found
    if fields.count > usualWidth {
      guard let label = layout.columns[.label] else { return nil }
      let end = label + fields.count - usualWidth
      fields.replaceSubrange(label...end, with: [fields[label].lowerBound..<fields[end].upperBound])
      guard case .success = amount(fields, bytes) else { return nil }
      delimitersInLabels += 1
    }
    while fields.count > width, fields.last!.isEmpty { fields.removeLast() }
    if fields.count > width || fields.count <= lastColumn { return nil }
    fields += Array(repeating: 0..<0, count: width - fields.count)
    return fields
  }

  /// The header's number of fields, and one more where most lines end with a delimiter that the header does not end with.
  private static func usualWidth(_ head: [UInt8], _ layout: FECLayout, _ dialect: CSVDialect) -> Int {
    let width = layout.headers.count
    var (lines, ending) = (0, 0)
    for line in head.split(separator: dialect.recordEnd).dropFirst(layout.hasHeader ? 1 : 0).prefix(1000) {
      let end = line.lastIndex { $0 != 0x0D && $0 != 0x20 } ?? line.startIndex
      lines += 1
      if line[end] == layout.delimiter, line.count(where: { $0 == layout.delimiter }) == width { ending += 1 }
    }
    return 2 * ending > lines ? width + 1 : width
  }

  /// Whether no two of the first lines have one number: an entry has two lines at least.
  private static func numbersAreOfLines(_ head: [UInt8], _ layout: FECLayout, _ dialect: CSVDialect) -> Bool {
    guard let column = layout.columns[.entryNumber] else { return false }
    var seen = Set<ArraySlice<UInt8>>()
    for line in head.split(separator: dialect.recordEnd).dropFirst(layout.hasHeader ? 1 : 0).prefix(1000) {
      let fields = line.split(separator: layout.delimiter, omittingEmptySubsequences: false)
      guard column < fields.count, fields[column].contains(where: { $0 > 0x20 }) else { continue }
      if !seen.insert(fields[column]).inserted { return false }
    }
    return seen.count >= leastNumbers
  }
  /// Fewer lines may be entries of which the other side is missing.
  private static let leastNumbers = 8

  private mutating func entry(_ bytes: Span<UInt8>, _ range: (FECField) -> Range<Int>, _ day: Day) -> Int32 {
    var key: [UInt8] = Array(bytes, range(.journalCode)) + [0x1F]
    let hasNumber = !numbersAreOfLines && !range(.entryNumber).isEmpty
    key += Array(bytes, range(hasNumber ? .entryNumber : .reference)) + [0x1F]
    key += "\(day.number)".utf8
    let entry = entries.code(key.span, 0..<key.count)
    if Int(entry) == isOpeningJournal.count {
      sides.append(EntrySides())
      isOpeningJournal.append(
        FECFile.saysOpening(Array(bytes, range(.journalCode)), label: Array(bytes, range(.journalLabel))))
    }
    return entry
  }

  /// Whether a journal's code or name is one of those used for the opening balance.
  private static func saysOpening(_ code: [UInt8], label: [UInt8]) -> Bool {
    let code = ColumnMeaning.normalized(FieldText.decode(code, .windows1252))
    let name = ColumnMeaning.normalized(FieldText.decode(label, .windows1252))
    return ["an", "ano", "anouv", "ran", "rnv", "anv", "anx"].contains(code) || name.contains("nouveau")
      || name.contains("opening")
  }

  private mutating func `class`(of bytes: Span<UInt8>, _ range: Range<Int>) -> AccountClass {
    let code = Int(texts.code(bytes, range))
    while classes.count <= code { classes.append(nil) }
    if let known = classes[code] { return known }
    let kind = AccountClass(account: Array(bytes, range))
    classes[code] = kind
    return kind
  }

  private mutating func reject(_ problem: RowError.Problem, day: Day?, amount: Money?, isReceivable: Bool) {
    rejected.append(
      Rejected(line: nextLine - 1, problem: problem, day: day, amount: amount, isReceivable: isReceivable))
  }

  // MARK: - Amounts

  private struct Reason: Error {
    let problem: FECProblem
  }

  /// Debit less credit, or the amount with its sense.
  private mutating func amount(_ fields: [Range<Int>], _ bytes: Span<UInt8>) -> Result<Money, Reason> {
    func money(_ field: FECField) -> Result<Money, Reason> {
      let text = bytes.extracting(fields[layout.columns[field]!])
      func fail(_ problem: (FECField, String) -> FECProblem) -> Result<Money, Reason> {
        .failure(Reason(problem: problem(field, FieldText.decode(Array(text, 0..<text.count), .windows1252))))
      }
      var reading = AmountField(text, mark: mark).reading
      // A file in one mark may hold amounts that can only be in the other.
      if reading == .unreadable { reading = AmountField(text, mark: nil).reading }
      switch reading {
      case .missing: return .success(.zero)
      case .unreadable, .open: return fail { .unreadableAmount($0, field: $1) }
      case .thousandths(let value):
        let unit: Int64 = [1000, 100, 10, 1][currency.decimals]
        if value % unit != 0 { return fail { .tooManyDecimals($0, field: $1) } }
        if (value / unit).magnitude > FECFile.largestAmount { return fail { field, _ in .amountTooLarge(field) } }
        return .success(Money(minorUnits: value / unit))
      }
    }
    if layout.columns[.debit] != nil, layout.columns[.credit] != nil {
      switch (money(.debit), money(.credit)) {
      case (.success(let debit), .success(let credit)):
        if debit != .zero, credit != .zero { twoSided += 1 }
        return .success(debit - credit)
      case (.failure(let reason), _), (_, .failure(let reason)): return .failure(reason)
      }
    }
    return money(.amount).flatMap { amount in
      let text = bytes.extracting(fields[layout.columns[.sense]!])
      switch FieldText.decode(Array(text, 0..<text.count), .windows1252).uppercased() {
      case "D", "+1", "1", "DEBIT", "DÉBIT": return .success(amount)
      case "C", "-1", "CREDIT", "CRÉDIT": return .success(-amount)
      case let word: return .failure(Reason(problem: .unknownSense(field: word)))
      }
    }
  }

  /// Of one line, in minor units.
  private static let largestAmount: Int64 = 100_000_000_000_000

  /// The mark of the first amounts with two decimals; the legal comma when there is none.
  private static func decimalMark(_ head: [UInt8], _ layout: FECLayout, _ dialect: CSVDialect) -> DecimalMark {
    let columns = [FECField.debit, .credit, .amount].compactMap { layout.columns[$0] }
    for line in head.split(separator: dialect.recordEnd).dropFirst(layout.hasHeader ? 1 : 0) {
      let fields = line.split(separator: layout.delimiter, omittingEmptySubsequences: false)
      for column in columns where column < fields.count {
        let bytes = Array(fields[column])
        let content = bytes.span.extracting(FECLayout.content(of: bytes.span, 0..<bytes.count))
        if let mark = AmountField(content, mark: nil).decimalMark { return mark }
      }
    }
    return .comma
  }
}

extension [UInt8] {
  /// A copy of part of a span.
  fileprivate init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    self = range.map { bytes[$0] }
  }
}
