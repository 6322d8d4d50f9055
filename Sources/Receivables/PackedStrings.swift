/// Many short strings in one buffer: 4 bytes each beside their text, where an array of `String` takes 16 and more.
public struct PackedStrings: Sendable {
  public private(set) var bytes: [UInt8] = []
  /// Where string i ends; it starts where string i − 1 ends.
  public private(set) var ends: [UInt32] = []

  public init() {}

  public var count: Int { ends.count }

  public mutating func reserveCapacity(strings: Int, bytes byteCount: Int) {
    ends.reserveCapacity(strings)
    bytes.reserveCapacity(byteCount)
  }

  public mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    closeString()
  }

  public mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    closeString()
  }

  /// Where the bytes of string `index` are.
  @inlinable public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  @inlinable public func utf8(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  public subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  /// Byte order, which is code-point order in UTF-8: the same on every machine and in every locale.
  public func isOrderedBefore(_ first: Int, _ second: Int) -> Bool { isOrderedBefore(first, self, second) }

  func isEqual(_ first: Int, _ other: PackedStrings, _ second: Int) -> Bool {
    ByteRun.areEqual(bytes.span, range(first), other.bytes.span, other.range(second))
  }

  func hash(of index: Int) -> UInt64 { ByteRun.hash(bytes.span, range(index)) }

  func isOrderedBefore(_ first: Int, _ other: PackedStrings, _ second: Int) -> Bool {
    ByteRun.isOrderedBefore(bytes.span, range(first), other.bytes.span, other.range(second))
  }

  /// The first eight bytes of a string as a number, in byte order: strings that differ there are in the order of these.
  func start(of index: Int) -> UInt64 { ByteRun.word(bytes.span, range(index).prefix(8)).byteSwapped }

  private mutating func closeString() {
    precondition(bytes.count <= Int(UInt32.max), "more than 4 GiB of text in one column")
    ends.append(UInt32(bytes.count))
  }
}
