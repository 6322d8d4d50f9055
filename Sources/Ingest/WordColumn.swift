internal import Receivables

/// One column of words: a number a row, and the distinct words in the file's own bytes.
struct WordColumn {
  private(set) var codes: [UInt16] = []
  private var interner = ByteInterner()
  private var last: Int32 = -1

  var words: PackedStrings { interner.strings }

  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // Exports repeat themselves; most words are the one above.
    if last < 0 || !interner.holds(Int(last), bytes, range) { last = interner.code(bytes, range) }
    codes.append(UInt16(last))
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
