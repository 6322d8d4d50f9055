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
    range.count == other.count && firstDifference(first, range, second, other) == nil
  }

  /// Byte order; a beginning of another comes before it.
  static func isOrderedBefore(
    _ first: Span<UInt8>, _ range: Range<Int>, _ second: Span<UInt8>, _ other: Range<Int>
  ) -> Bool {
    guard let (a, b) = firstDifference(first, range, second, other) else { return range.count < other.count }
    // The first byte of a word is its lowest.
    return a.byteSwapped < b.byteSwapped
  }

  /// The first words that differ, as far as both runs go. The last words of long runs begin before the end of the words before
  /// them, where the runs are equal.
  @inline(__always) private static func firstDifference(
    _ first: Span<UInt8>, _ range: Range<Int>, _ second: Span<UInt8>, _ other: Range<Int>
  ) -> (UInt64, UInt64)? {
    let (i, j, count) = (range.lowerBound, other.lowerBound, min(range.count, other.count))
    func words(_ place: Int, _ length: Int) -> (UInt64, UInt64)? {
      let a = word(first, i + place..<i + place + length)
      let b = word(second, j + place..<j + place + length)
      return a == b ? nil : (a, b)
    }
    if count < 8 { return words(0, count) }
    var place = 0
    while place + 8 < count {
      if let difference = words(place, 8) { return difference }
      place += 8
    }
    return words(count - 8, 8)
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
