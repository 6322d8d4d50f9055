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
    if !escaped.isEmpty { escaped.removeAll() }
    innerLines = 0
    (hasTextAfterQuote, endsInsideQuotes) = (false, false)
    let (delimiter, recordEnd) = (dialect.delimiter, dialect.recordEnd)
    let count = bytes.count
    let found = ByteSearch.fieldEnds(delimiter, recordEnd, in: bytes, from: start, to: &ends)
    if found > 0 {
      // Records of one table are alike: their fields take the places of those before.
      if fields.count != found { fields = Array(repeating: 0..<0, count: found) }
      var fieldStart = start
      for index in 0..<found {
        fields[index] = FieldText.trimmed(bytes, fieldStart..<ends[index])
        fieldStart = ends[index] + 1
      }
      return min(fieldStart, count)
    }
    fields.removeAll(keepingCapacity: true)
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

  /// The bytes of all fields, with doubled quotes made single, and where each field's are.
  func texts(_ bytes: Span<UInt8>) -> (bytes: [UInt8], fields: [Range<Int>]) {
    var texts: [UInt8] = []
    let ranges = fields.indices.map { field in
      let start = texts.count
      texts += text(bytes, field)
      return start..<texts.count
    }
    return (texts, ranges)
  }

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
