/// Gives equal byte strings one small number, in order of first sight.
public struct ByteInterner: Sendable {
  public private(set) var strings = PackedStrings()
  private var slots = Array(repeating: Slot.empty, count: 64)

  /// What tells most strings apart is beside their number, so that a short one is found without looking it up.
  private struct Slot: Equatable {
    /// -1 where there is none.
    let code: Int32
    let count: Int32
    /// Up to eight bytes from the end, the first of them lowest.
    let lastBytes: UInt64

    static let empty = Slot(code: -1, count: -1, lastBytes: 0)

    private init(code: Int32, count: Int32, lastBytes: UInt64) {
      (self.code, self.count, self.lastBytes) = (code, count, lastBytes)
    }

    init(_ bytes: Span<UInt8>, _ range: Range<Int>, code: Int32) {
      (self.code, count) = (code, Int32(range.count))
      lastBytes = ByteRun.word(bytes, max(range.lowerBound, range.upperBound - 8)..<range.upperBound)
    }
  }

  public init() {}

  /// The numbers of many strings, `bytes[range(0)]`, `bytes[range(1)]`, ….
  ///
  /// A lookup spends its time waiting for memory. Looking at the places of all strings first, several wait at once.
  public mutating func codes(_ bytes: Span<UInt8>, count: Int, _ range: (Int) -> Range<Int>) -> [Int32] {
    let mask = slots.count - 1
    let places = (0..<count).map { Int(truncatingIfNeeded: ByteRun.hash(bytes, range($0))) & mask }
    let found = places.map { slots[$0] }
    return (0..<count).map { index in
      let range = range(index)
      return range.count <= 8 && found[index] == Slot(bytes, range, code: found[index].code)
        ? found[index].code : code(bytes, range)
    }
  }

  /// The number of `bytes[range]`.
  public mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: ByteRun.hash(bytes, range)) & mask
    while slots[place].code >= 0 {
      let code = slots[place].code
      if slots[place] == Slot(bytes, range, code: code), range.count <= 8 || holds(Int(code), bytes, range) {
        return code
      }
      place = (place + 1) & mask
    }
    let code = Int32(strings.count)
    strings.append(bytes.extracting(range))
    slots[place] = Slot(bytes, range, code: code)
    if strings.count * 4 > slots.count * 3 { grow() }
    return code
  }

  /// Whether string `code` is `bytes[range]`.
  public func holds(_ code: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    ByteRun.areEqual(strings.bytes.span, strings.range(code), bytes, range)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot.empty, count: slots.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.code >= 0 {
      var place = Int(truncatingIfNeeded: ByteRun.hash(strings.bytes.span, strings.range(Int(slot.code)))) & mask
      while slots[place].code >= 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }
}
