/// Bytes on their way to a file or standard output.
public struct OutputBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  @inlinable public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }

  @inlinable public mutating func write(byte: UInt8) { append(byte) }

  mutating func write(_ text: Span<UInt8>) { unsafe text.withUnsafeBufferPointer { unsafe append($0) } }

  @usableFromInline mutating func append(_ byte: UInt8) { bytes.append(byte) }
  @usableFromInline mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) { unsafe bytes.append(contentsOf: utf8) }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
