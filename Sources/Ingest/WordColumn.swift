internal import Receivables

/// One column of words: a number a row, and the distinct words in the file's own bytes.
struct WordColumn {
  private(set) var codes: [UInt16] = []
  private var interner = ByteInterner()
  /// The word last seen with each key.
  private var lastWithKey: [Int32] = []

  var words: PackedStrings { interner.strings }

  /// - Parameter key: A number that the word goes with, usually: the client, whose name and segment seldom change.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, key: Int) {
    while lastWithKey.count <= key { lastWithKey.append(-1) }
    let last = Int(lastWithKey[key])
    let code = last >= 0 && interner.holds(last, bytes, range) ? lastWithKey[key] : interner.code(bytes, range)
    lastWithKey[key] = code
    codes.append(UInt16(code))
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
