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
