internal import Receivables

/// One column of words: a code a row of the chunk that is being read, and the distinct words in the file's own bytes.
struct WordColumn {
  /// `nil` for an attribute.
  let meaning: ColumnMeaning?
  /// Its place in a record.
  let column: Int
  private var codes: [Int32] = []
  private var interner = ByteInterner()
  /// Short words by their bytes: the code of the one last seen in each place.
  private var short = InlineArray<16, (bytes: UInt64, code: Int32)>(repeating: (0, -1))
  /// The longer word last seen with each key.
  private var lastWithKey: [Int32] = []

  init(_ meaning: ColumnMeaning?, column: Int) { (self.meaning, self.column) = (meaning, column) }

  var words: PackedStrings { interner.strings }

  mutating func reserveCapacity(_ rows: Int) { codes.reserveCapacity(rows) }

  /// The words of many rows, `bytes[range(0)]`, `bytes[range(1)]`, ….
  ///
  /// - Parameter keys: For each, a number that the word goes with, usually: the client, whose name seldom changes.
  mutating func append(_ bytes: Span<UInt8>, keys: [Int32], _ range: (Int) -> Range<Int>) {
    let hasLongWords = keys.indices.contains { range($0).count >= WordColumn.long }
    // Where memory is waited for, each wait in a loop of its own, so that several are waited for at once.
    let last = hasLongWords ? self.last(keys) : []
    let lastRanges = last.map { $0 < 0 ? 0..<0 : words.range(Int($0)) }
    let lastStarts = lastRanges.map { ByteRun.word(words.bytes.span, $0.prefix(8)) }
    let found = keys.indices.map { row in
      let word = range(row)
      if word.count < WordColumn.long { return code(ofShort: bytes, word) }
      if ByteRun.word(bytes, word.prefix(8)) == lastStarts[row],
        ByteRun.areEqual(words.bytes.span, lastRanges[row], bytes, word)
      {
        return last[row]
      }
      let code = interner.code(bytes, word)
      lastWithKey[Int(keys[row])] = code
      return code
    }
    codes += found
  }

  private static let long = 8

  private mutating func last(_ keys: [Int32]) -> [Int32] {
    let missing = Int(keys.max() ?? -1) + 1 - lastWithKey.count
    if missing > 0 { lastWithKey += repeatElement(-1, count: missing) }
    return keys.map { lastWithKey[Int($0)] }
  }

  /// The codes appended since the last call.
  mutating func takeCodes() -> [Int32] {
    let taken = codes
    codes = []
    return taken
  }

  /// A currency, a status, a segment: few different ones, most often.
  private mutating func code(ofShort bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    // The length in the free byte: a zero byte at the end is a byte.
    let word = ByteRun.word(bytes, range) | UInt64(range.count) << 56
    let place = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 60)
    if short[place].code < 0 || short[place].bytes != word { short[place] = (word, interner.code(bytes, range)) }
    return short[place].code
  }

}

extension PackedStrings {
  /// The same strings in UTF-8.
  func decoded(_ encoding: TextEncoding) -> PackedStrings {
    if encoding == .utf8 { return self }
    var texts = PackedStrings()
    for index in 0..<count { texts.append(FieldText.decode(utf8(index), encoding).utf8) }
    return texts
  }
}
