internal import CZlib

/// The checksum that zip archives keep of each part.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe value = UInt32(truncatingIfNeeded: crc32(UInt(value), $0.baseAddress, UInt32($0.count)))
    }
  }
}
