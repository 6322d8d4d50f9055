internal import Execution

/// Many short strings in one buffer: 4 bytes each beside their text, where an array of `String` takes 16 and more.
public struct PackedStrings: Sendable {
  public private(set) var bytes: [UInt8] = []
  /// Where string i ends; it starts where string i − 1 ends.
  public private(set) var ends: [UInt32] = []

  public init() {}

  public var count: Int { ends.count }

  public mutating func reserveCapacity(strings: Int, bytes byteCount: Int) {
    ends.reserveLargePages(strings)
    bytes.reserveLargePages(byteCount)
  }

  public mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    closeString()
  }

  public mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    closeString()
  }

  public mutating func append(contentsOf other: PackedStrings) {
    let base = UInt32(bytes.count)
    precondition(bytes.count + other.bytes.count <= Int(UInt32.max), "more than 4 GiB of text in one column")
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + base })
  }

  /// Where the bytes of string `index` are.
  @inlinable public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  @inlinable public func utf8(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  public subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  /// Byte order, which is code-point order in UTF-8: the same on every machine and in every locale.
  public func isOrderedBefore(_ first: Int, _ second: Int) -> Bool {
    ByteRun.isOrderedBefore(bytes.span, range(first), bytes.span, range(second))
  }

  private mutating func closeString() {
    precondition(bytes.count <= Int(UInt32.max), "more than 4 GiB of text in one column")
    ends.append(UInt32(bytes.count))
  }
}
