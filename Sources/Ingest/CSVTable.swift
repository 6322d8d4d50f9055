internal import Receivables

/// Any table in CSV, by column names: what is not a ledger, such as candidates and financial statements.
///
/// The delimiter, the encoding and the decimal mark are recognised as in ledgers; fields may also be separated by blanks,
/// and the header may be missing. A row that does not fit the header is set aside with its line, and the others are kept.
public struct CSVTable: Sendable {
  /// As messages name it.
  public let name: String
  /// As written; `column_1`, `column_2`, … in a table without a header.
  public let headers: [String]
  public let hasHeader: Bool
  /// 1-based line of each row.
  public let lines: [Int]
  /// Rows that do not fit the header, by line.
  public let rejected: [Rejected]
  private let columns: [PackedStrings]

  /// A row set aside. What the row says is not repeated: it may name somebody.
  public struct Rejected: Sendable, Equatable {
    public let line: Int
    public let problem: RowError.Problem

    public var explanation: String {
      RowError(row: RowLocation(file: 0, line: line), problem: problem, amount: nil).explanation
    }
  }

  /// - Parameter allowsNoHeader: Whether a first line that holds a number is a row. Else the first line is the header.
  public init(path: String, allowsNoHeader: Bool = false) throws(IngestError) {
    let source = try SourceFile(path: path)
    var bytes: [UInt8] = []
    while true {
      let piece = try source.read(1 << 22, at: bytes.count)
      bytes += piece
      if piece.count < 1 << 22 { break }
    }
    try self.init(bytes, name: source.name, allowsNoHeader: allowsNoHeader)
  }

  /// - Parameter name: For messages.
  public init(_ bytes: [UInt8], name: String, allowsNoHeader: Bool = false) throws(IngestError) {
    if bytes.isEmpty { throw .empty(file: name) }
    let dialect = CSVDialect(head: Array(bytes.prefix(ChunkReader.maximumRecord))).orBlanks(bytes)
    let encoding: TextEncoding = FieldText.isUTF8(bytes[...]) ? .utf8 : .windows1252
    var reader = RecordReader(dialect: dialect, encoding: encoding)
    let end = reader.read(bytes, from: dialect.markLength)
    if reader.endsInsideQuotes { throw .unclosedQuote(file: name, line: 1) }
    let hasHeader = !(allowsNoHeader && reader.fields.contains { NumberField.value($0, .point) != nil })
    headers = hasHeader ? reader.fields : reader.fields.indices.map { "column_\($0 + 1)" }
    let width = headers.count
    var columns = Array(repeating: PackedStrings(), count: width)
    var lines: [Int] = []
    var rejected: [Rejected] = []
    var (position, line) = hasHeader ? (end, 1 + reader.lines) : (dialect.markLength, 1)
    while position < bytes.count {
      position = reader.read(bytes, from: position)
      if reader.endsInsideQuotes { throw .unclosedQuote(file: name, line: line) }
      var fields = reader.fields
      if fields.count == width + 1, fields[width].isEmpty { fields.removeLast() }
      if reader.hasTextAfterQuote {
        rejected.append(Rejected(line: line, problem: .textAfterQuote(lines: reader.lines)))
      } else if fields.count == width {
        for (column, field) in fields.enumerated() { columns[column].append(field.utf8) }
        lines.append(line)
      } else if !fields.allSatisfy(\.isEmpty) {
        rejected.append(Rejected(line: line, problem: .fieldCount(found: fields.count, expected: width)))
      }
      line += reader.lines
    }
    if lines.isEmpty, rejected.isEmpty { throw .noRows(file: name) }
    (self.name, self.hasHeader, self.lines, self.rejected, self.columns) = (name, hasHeader, lines, rejected, columns)
  }

  public var rowCount: Int { lines.count }

  /// The text of one field, without outer blanks.
  public func text(_ row: Int, _ column: Int) -> String { columns[column][row] }

  /// The first column whose header is one of these, accents, blanks, punctuation and capitals apart.
  public func column(_ names: String...) -> Int? { column(names) }

  public func column(_ names: [String]) -> Int? {
    let wanted = Set(names.map(ColumnMeaning.normalized))
    return headers.firstIndex { wanted.contains(ColumnMeaning.normalized($0)) }
  }

  /// The mark between units and decimals in these columns: the one that some field proves, or else a point.
  ///
  /// - Throws: When one field proves one mark and another field the other.
  public func decimalMark(of places: [Int]) throws(IngestError) -> DecimalMark {
    var seen: [DecimalMark: (column: Int, line: Int)] = [:]
    for column in places {
      for row in lines.indices {
        guard let mark = NumberField.provenMark(columns[column].utf8(row)), seen[mark] == nil else { continue }
        seen[mark] = (column, lines[row])
      }
    }
    if let point = seen[.point], let comma = seen[.comma] {
      throw .decimalMarkMixed(
        file: name, column: headers[max(point.column, comma.column)], lines: [point.line, comma.line].sorted())
    }
    return seen[.comma] == nil ? .point : .comma
  }

  /// A number as a table of figures writes it: digits, a sign, one decimal mark, an exponent, blanks between thousands.
  public func number(_ row: Int, _ column: Int, _ mark: DecimalMark) -> Number {
    let text = columns[column][row]
    if text.isEmpty || text == "?" || FieldText.isNull(Array(text.utf8).span) { return .missing }
    return NumberField.value(text, mark).map { .value($0) } ?? .unreadable
  }

  public enum Number: Sendable, Equatable {
    case missing, unreadable
    /// Finite.
    case value(Double)
  }
}

/// One record at a time, its fields as text.
private struct RecordReader {
  private let encoding: TextEncoding
  private let areBlanks: Bool
  private var splitter: RecordSplitter
  private(set) var fields: [String] = []

  init(dialect: CSVDialect, encoding: TextEncoding) {
    self.encoding = encoding
    areBlanks = dialect.delimiter == UInt8(ascii: " ")
    splitter = RecordSplitter(dialect: dialect)
  }

  var endsInsideQuotes: Bool { splitter.endsInsideQuotes }
  var hasTextAfterQuote: Bool { splitter.hasTextAfterQuote }
  /// Of the last record.
  var lines: Int { 1 + splitter.innerLines }

  mutating func read(_ bytes: [UInt8], from start: Int) -> Int {
    let next = splitter.split(bytes.span, from: start)
    fields = splitter.fields.indices.map { FieldText.decode(splitter.text(bytes.span, $0), encoding) }
    if areBlanks { fields.removeAll(where: \.isEmpty) }
    return next
  }
}
