/// Small questions about the bytes of one field.
enum FieldText {
  /// Words that exports write for "no value".
  static func isNull(_ bytes: Span<UInt8>) -> Bool {
    switch bytes.count {
    case 0: return true
    case 1: return bytes[0] == UInt8(ascii: "-")
    case 3...4 where bytes[0] | 0x20 == UInt8(ascii: "n"):
      var word = ""
      for index in bytes.indices { word.unicodeScalars.append(Unicode.Scalar(bytes[index] | 0x20)) }
      return word == "nan" || word == "nat" || word == "null" || word == "none" || word == "n/a"
    default: return false
    }
  }

  /// The range without blanks at either end.
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    // Nearly every field; one test for each end, whatever the byte.
    if low < high, bytes[low] > 0x20, bytes[high - 1] > 0x20 { return range }
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 || bytes[high - 1] == 0x0D { high -= 1 }
    return low..<high
  }

  /// The text of stored bytes in the file's encoding.
  static func decode(_ bytes: some Collection<UInt8>, _ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .windows1252:
      String(String.UnicodeScalarView(bytes.map { windows1252[Int($0)] }))
    case .latin9:
      String(String.UnicodeScalarView(bytes.map { latin9[$0] ?? Unicode.Scalar($0) }))
    }
  }

  /// ISO-8859-15 where it differs from Latin-1.
  private static let latin9: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  /// Windows-1252 as the WHATWG Encoding Standard tabulates it: Latin-1, but for 0x80–0x9F.
  private static let windows1252: [Unicode.Scalar] = {
    let high: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
      0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, 0x9D, 0x017E, 0x0178,
    ]
    return (0..<256).map { Unicode.Scalar((128..<160).contains($0) ? high[$0 - 128] : UInt32($0))! }
  }()
}

extension FieldText {
  /// Whether bytes are UTF-8; plain ASCII is decided without decoding.
  static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    var high: UInt8 = 0
    for byte in bytes { high |= byte }
    return high < 0x80 || String(validating: bytes, as: UTF8.self) != nil
  }

  /// The id that a word names, as invoices have theirs; empty for the words that exports write for "no value".
  static func id(_ word: String) -> String {
    let bytes = Array(word.utf8)
    if isNull(bytes.span) { return "" }
    return String(decoding: bytes[withoutPointZero(bytes.span, 0..<bytes.count)], as: UTF8.self)
  }

  /// An id without the `.0` that a spreadsheet or pandas adds to a number: `900000000.0` is `900000000`.
  static func withoutPointZero(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let end = range.upperBound
    guard range.count > 2, bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: ".") else {
      return range
    }
    for index in range.lowerBound..<(end - 2) where bytes[index] &- 48 >= 10 { return range }
    return range.lowerBound..<(end - 2)
  }
}
