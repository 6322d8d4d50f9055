/// Runs of bytes, eight at a time.
enum ByteRun {
  /// A hash of `bytes[range]`, for tables in memory only: FNV-1a over words instead of bytes, with the final mix of
  /// splitmix64, so that every bit is usable.
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(range.count)
    var index = range.lowerBound
    let raw = bytes.bytes
    while index + 8 <= range.upperBound {
      hash = (hash ^ raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    var tail: UInt64 = 0
    while index < range.upperBound {
      tail = tail << 8 | UInt64(bytes[index])
      index += 1
    }
    hash = (hash ^ tail) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  static func areEqual(
    _ first: Span<UInt8>, _ range: Range<Int>, _ second: Span<UInt8>, _ other: Range<Int>
  ) -> Bool {
    if range.count != other.count { return false }
    let (a, b) = (first.bytes, second.bytes)
    var (i, j) = (range.lowerBound, other.lowerBound)
    while i + 8 <= range.upperBound {
      let word = a.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      if word != b.unsafeLoadUnaligned(fromByteOffset: j, as: UInt64.self) { return false }
      (i, j) = (i + 8, j + 8)
    }
    while i < range.upperBound {
      if first[i] != second[j] { return false }
      (i, j) = (i + 1, j + 1)
    }
    return true
  }
}
