internal import CKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Searches that the C library does 16 or 32 bytes at a time.
enum ByteSearch {
  /// The first position of `byte` in `bytes[range]`.
  static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    if range.isEmpty { return nil }
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let found = unsafe memchr(buffer.baseAddress! + range.lowerBound, Int32(byte), range.count) else {
        return nil
      }
      return unsafe UnsafeRawPointer(found) - buffer.baseAddress!
    }
  }

  /// The last position of `byte` in `bytes[range]`.
  static func last(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      if bytes[index] == byte { return index }
    }
    return nil
  }

  /// The first position from `start` on that holds either byte, or the end.
  static func first(_ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return start }
      return unsafe encours_find_either(base, start, buffer.count, one, other)
    }
  }

  static func count(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var count = 0
    var start = range.lowerBound
    while let found = first(byte, in: bytes, start..<range.upperBound) {
      count += 1
      start = found + 1
    }
    return count
  }
}

/// A variable of the environment; `nil` when it is empty.
func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
  return unsafe String(cString: value)
}

/// `unlink(2)`, which SystemPackage does not offer.
@unsafe func removeName(_ path: UnsafePointer<CChar>) -> Int32 { unsafe unlink(path) }
