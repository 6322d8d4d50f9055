internal import Receivables

/// One column of words: a number a row, and the distinct words in the file's own bytes.
struct WordColumn {
  private(set) var codes: [Int32] = []
  private var interner = ByteInterner()
  /// Short words by their bytes: the code of the one last seen in each place.
  private var short = InlineArray<16, (bytes: UInt64, code: Int32)>(repeating: (0, -1))
  /// The longer word last seen with each key.
  private var lastWithKey: [Int32] = []

  var words: PackedStrings { interner.strings }

  /// - Parameter key: A number that the word goes with, usually: the client, whose name seldom changes.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, key: Int) {
    codes.append(range.count < 8 ? code(ofShort: bytes, range) : code(ofLong: bytes, range, key: key))
  }

  /// A currency, a status, a segment: few different ones, most often.
  private mutating func code(ofShort bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    // The length in the free byte: a zero byte at the end is a byte.
    let word = ByteRun.word(bytes, range) | UInt64(range.count) << 56
    let place = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 60)
    if short[place].code < 0 || short[place].bytes != word { short[place] = (word, interner.code(bytes, range)) }
    return short[place].code
  }

  private mutating func code(ofLong bytes: Span<UInt8>, _ range: Range<Int>, key: Int) -> Int32 {
    while lastWithKey.count <= key { lastWithKey.append(-1) }
    let last = lastWithKey[key]
    if last >= 0, interner.holds(Int(last), bytes, range) { return last }
    lastWithKey[key] = interner.code(bytes, range)
    return lastWithKey[key]
  }

  /// The meaning of every distinct word, looked up once.
  func meanings<Meaning>(_ encoding: TextEncoding, _ meaning: (String) -> Meaning) -> [Meaning] {
    (0..<words.count).map { meaning(FieldText.decode(words.utf8($0), encoding)) }
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
