/// Gives equal byte strings one small number, in order of first sight.
public struct ByteInterner: Sendable {
  public private(set) var strings = PackedStrings()
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  public init() {}

  /// The number of `bytes[range]`.
  public mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: ByteRun.hash(bytes, range)) & mask
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
    ByteRun.areEqual(strings.bytes.span, strings.range(code), bytes, range)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for code in 0..<strings.count {
      var slot = Int(truncatingIfNeeded: ByteRun.hash(strings.bytes.span, strings.range(code))) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}
