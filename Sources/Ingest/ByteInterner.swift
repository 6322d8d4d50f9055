internal import Receivables

/// Gives equal byte strings one small number, in order of first sight.
struct ByteInterner {
  private(set) var strings = PackedStrings()
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// The number of `bytes[range]`.
  mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash ^= hash >> 29
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      if holds(Int(slots[slot]), bytes, range) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let code = Int32(strings.count)
    strings.append(bytes.extracting(range))
    slots[slot] = code
    if strings.count * 2 > slots.count { grow() }
    return code
  }

  /// Whether string `code` is `bytes[range]`.
  func holds(_ code: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let stored = strings.range(code)
    if stored.count != range.count { return false }
    for offset in 0..<range.count where strings.bytes[stored.lowerBound + offset] != bytes[range.lowerBound + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for code in 0..<strings.count {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in strings.range(code) { hash = (hash ^ UInt64(strings.bytes[index])) &* 0x100_0000_01B3 }
      hash ^= hash >> 29
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}

/// One column of words: a number a row, and the distinct words in the file's own bytes.
struct WordColumn {
  private(set) var codes: [UInt16] = []
  private var interner = ByteInterner()
  private var last: Int32 = -1

  var words: PackedStrings { interner.strings }

  /// The distinct words in UTF-8.
  func texts(_ encoding: TextEncoding) -> PackedStrings {
    if encoding == .utf8 { return words }
    var texts = PackedStrings()
    for index in 0..<words.count { texts.append(FieldText.decode(words.utf8(index), encoding).utf8) }
    return texts
  }

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
