/// Runs of bytes, eight at a time.
public enum ByteRun {
  /// A hash of `bytes[range]`, for tables in memory only: FNV-1a over words instead of bytes, with the final mix of
  /// splitmix64, so that every bit is usable.
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(range.count)
    var index = range.lowerBound
    while index + 8 < range.upperBound {
      hash = (hash ^ word(bytes, index..<index + 8)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    hash = (hash ^ word(bytes, index..<range.upperBound)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  public static func areEqual(
    _ first: Span<UInt8>, _ range: Range<Int>, _ second: Span<UInt8>, _ other: Range<Int>
  ) -> Bool {
    if range.count != other.count { return false }
    var (i, j) = (range.lowerBound, other.lowerBound)
    while i + 8 < range.upperBound {
      if word(first, i..<i + 8) != word(second, j..<j + 8) { return false }
      (i, j) = (i + 8, j + 8)
    }
    return word(first, i..<range.upperBound) == word(second, j..<other.upperBound)
  }

  /// Byte order; a beginning of another comes before it.
  static func isOrderedBefore(
    _ first: Span<UInt8>, _ range: Range<Int>, _ second: Span<UInt8>, _ other: Range<Int>
  ) -> Bool {
    var (i, j) = (range.lowerBound, other.lowerBound)
    while true {
      let a = word(first, i..<min(i + 8, range.upperBound))
      let b = word(second, j..<min(j + 8, other.upperBound))
      // The first byte of a word is its lowest, and missing bytes are zero.
      if a != b { return a.byteSwapped < b.byteSwapped }
      (i, j) = (i + 8, j + 8)
      if i >= range.upperBound || j >= other.upperBound { return range.count < other.count }
    }
  }

  /// Up to eight bytes as a number, the first one lowest.
  @inlinable @inline(__always) public static func word(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    let count = range.count
    if range.lowerBound + 8 <= bytes.count {
      if count == 0 { return 0 }
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
      return UInt64(littleEndian: word) & (.max >> UInt64(64 - 8 * count))
    }
    var word: UInt64 = 0
    for index in range.reversed() { word = word << 8 | UInt64(bytes[index]) }
    return word
  }
}
