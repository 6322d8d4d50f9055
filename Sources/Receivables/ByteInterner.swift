/// Gives equal byte strings one small number, in order of first sight.
public struct ByteInterner: Sendable {
  public private(set) var strings = PackedStrings()
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  public init() {}

  /// The number of `bytes[range]`.
  public mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    var hash = ByteInterner.seed
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* ByteInterner.prime }
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
  public func holds(_ code: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let stored = strings.range(code)
    if stored.count != range.count { return false }
    return strings.bytes.withUnsafeBufferPointer { known in
      bytes.withUnsafeBufferPointer { given in
        let (first, second) = (known[stored], given[range])
        return first.elementsEqual(second)
      }
    }
  }

  // FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for code in 0..<strings.count {
      var hash = ByteInterner.seed
      for index in strings.range(code) { hash = (hash ^ UInt64(strings.bytes[index])) &* ByteInterner.prime }
      hash ^= hash >> 29
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}
