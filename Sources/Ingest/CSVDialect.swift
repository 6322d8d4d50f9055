/// How a file's bytes become records and fields.
public struct CSVDialect: Sendable, Equatable {
  /// `,` `;` tab or `|`.
  public let delimiter: UInt8
  /// Line feed, or carriage return in files of old Macs. A carriage return before a line feed is trimmed.
  let recordEnd: UInt8
  /// Bytes of a byte-order mark to skip.
  let markLength: Int

  static let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]

  /// Decides from the first bytes of a file.
  ///
  /// The delimiter is the one that cuts the header into the most fields; a header never holds a decimal comma.
  init(head: [UInt8]) {
    markLength = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var counts = Array(repeating: 0, count: 4)
    var (isFieldStart, isQuotedField, isQuoted) = (true, false, false)
    var (hasLineFeed, isHeader) = (false, true)
    for byte in head[markLength...] {
      if byte == UInt8(ascii: "\""), isFieldStart || isQuotedField {
        isQuoted.toggle()
        isQuotedField = true
        isFieldStart = false
      } else if !isQuoted {
        if byte == 0x0A {
          hasLineFeed = true
          break
        }
        let index = CSVDialect.delimiters.firstIndex(of: byte)
        if let index, isHeader { counts[index] += 1 }
        if byte == 0x0D { isHeader = false }
        isFieldStart = index != nil || byte == 0x0D
        if isFieldStart { isQuotedField = false }
      }
    }
    recordEnd = hasLineFeed ? 0x0A : 0x0D
    delimiter = CSVDialect.mostFrequent(counts)
  }

  init(delimiter: UInt8, recordEnd: UInt8, markLength: Int) {
    self.delimiter = delimiter
    self.recordEnd = recordEnd
    self.markLength = markLength
  }

  /// The same file's dialect when its header is the line at `start`.
  ///
  /// - Parameter known: The delimiter, where the form of the file settles it.
  func withDelimiter(ofHeaderAt start: Int, _ head: [UInt8], _ known: UInt8?) -> CSVDialect {
    let end = ByteSearch.first(recordEnd, in: head, start..<head.count) ?? head.count
    let counts = CSVDialect.delimiters.map { ByteSearch.count($0, in: head, start..<end) }
    return CSVDialect(
      delimiter: known ?? CSVDialect.mostFrequent(counts), recordEnd: recordEnd, markLength: markLength)
  }

  private static func mostFrequent(_ counts: [Int]) -> UInt8 {
    delimiters[counts.indices.max { counts[$0] < counts[$1] }!]
  }

  /// The same with blanks between fields, for a file whose first line has none of the delimiters, as older data files have.
  func orBlanks(_ bytes: [UInt8]) -> CSVDialect {
    let line = bytes[markLength...].prefix { $0 != recordEnd }
    if line.contains(delimiter) || !line.contains(UInt8(ascii: " ")) { return self }
    return CSVDialect(delimiter: UInt8(ascii: " "), recordEnd: recordEnd, markLength: markLength)
  }

  /// As a person names it.
  public var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: " "): "blank"
    default: "vertical bar"
    }
  }
}

/// Cuts records into fields. A quote opens a field only at its start, as RFC 4180 has it, so `12" pipe` is plain text.
struct RecordSplitter {
  let dialect: CSVDialect
  /// Where each field of the last record is, without quotes and outer blanks.
  private(set) var fields: [Range<Int>] = []
  /// Fields that hold doubled quotes.
  private(set) var escaped: [Int] = []
  /// Line ends inside the quotes of the last record.
  private(set) var innerLines = 0
  /// Whether the bytes ended before a quote closed.
  private(set) var endsInsideQuotes = false
  /// Whether text follows a closing quote: the mark of a quote that was never closed, and closed at the next one's start.
  private(set) var hasTextAfterQuote = false
  /// Where fields end; as wide as any table is likely to be.
  private var ends = Array(repeating: 0, count: 128)

  init(dialect: CSVDialect) { self.dialect = dialect }

  /// Splits the record that starts at `start`, and returns where the next one does.
  mutating func split(_ bytes: Span<UInt8>, from start: Int) -> Int {
    fields.removeAll(keepingCapacity: true)
    if !escaped.isEmpty { escaped.removeAll() }
    innerLines = 0
    (hasTextAfterQuote, endsInsideQuotes) = (false, false)
    let (delimiter, recordEnd) = (dialect.delimiter, dialect.recordEnd)
    let count = bytes.count
    let found = ByteSearch.fieldEnds(delimiter, recordEnd, in: bytes, from: start, to: &ends)
    if found > 0 {
      fields.append(addingCapacity: found) { fields in
        var fieldStart = start
        for index in 0..<found {
          fields.append(FieldText.trimmed(bytes, fieldStart..<ends[index]))
          fieldStart = ends[index] + 1
        }
      }
      return min(ends[found - 1] + 1, count)
    }
    var index = start
    while true {
      let fieldStart = index
      if index < count, bytes[index] == UInt8(ascii: "\"") {
        index += 1
        let textStart = index
        var isEscaped = false
        while index < count {
          if bytes[index] == UInt8(ascii: "\"") {
            guard index + 1 < count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
            isEscaped = true
            index += 1
          } else if bytes[index] == recordEnd {
            innerLines += 1
          }
          index += 1
        }
        if isEscaped { escaped.append(fields.count) }
        fields.append(FieldText.trimmed(bytes, textStart..<min(index, count)))
        if index == count { endsInsideQuotes = true }
        let afterQuote = min(index + 1, count)
        index = afterQuote
        index = ByteSearch.first(delimiter, or: recordEnd, in: bytes, from: index)
        if !FieldText.trimmed(bytes, afterQuote..<index).isEmpty { hasTextAfterQuote = true }
      } else {
        index = ByteSearch.first(delimiter, or: recordEnd, in: bytes, from: index)
        fields.append(FieldText.trimmed(bytes, fieldStart..<index))
      }
      if index >= count { return count }
      index += 1
      if bytes[index - 1] == recordEnd { return index }
    }
  }

  /// Takes two neighbouring fields, and the delimiter between them, for one.
  ///
  /// - Returns: `false` when a quote stands between them.
  mutating func join(_ field: Int, _ bytes: Span<UInt8>) -> Bool {
    let (first, second) = (fields[field], fields[field + 1])
    for index in first.upperBound..<second.lowerBound where bytes[index] == UInt8(ascii: "\"") { return false }
    fields[field] = first.lowerBound..<second.upperBound
    fields.remove(at: field + 1)
    return true
  }

  mutating func restore(_ fields: [Range<Int>]) { self.fields = fields }

  /// A field's bytes, with doubled quotes made single.
  func text(_ bytes: Span<UInt8>, _ field: Int) -> [UInt8] {
    var text: [UInt8] = []
    let range = fields[field]
    let isEscaped = escaped.contains(field)
    var index = range.lowerBound
    while index < range.upperBound {
      text.append(bytes[index])
      index += isEscaped && bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return text
  }
}
