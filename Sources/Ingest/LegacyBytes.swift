/// What bytes that are not UTF-8 say about the encoding of their file.
struct LegacyBytes {
  /// Letters of Windows-1252 that ISO-8859-15 does not have.
  private(set) var areWindows1252 = false
  /// `€` where ISO-8859-15 has it, or an `Œ` beside a letter: fractions and `¤` stand nowhere in a ledger's words.
  private(set) var areLatin9 = false

  init() {}

  init(_ bytes: ArraySlice<UInt8>) {
    func isLetter(_ index: Int) -> Bool {
      bytes.indices.contains(index) && (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26
    }
    for index in bytes.indices where bytes[index] >= 0x80 {
      switch bytes[index] {
      case 0x80..<0xA0: areWindows1252 = true
      case 0xA4: areLatin9 = true
      case 0xBC, 0xBD: if isLetter(index + 1) { areLatin9 = true }
      default: continue
      }
    }
  }

  mutating func merge(_ other: LegacyBytes) {
    areWindows1252 = areWindows1252 || other.areWindows1252
    areLatin9 = areLatin9 || other.areLatin9
  }

  var encoding: TextEncoding { areLatin9 && !areWindows1252 ? .latin9 : .windows1252 }
}
