internal import CZlib

/// zlib's inflate, which keeps the address of its own state and so lives in one place.
@safe final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isFinished = false

  enum Framing: Int32 {
    /// Deflate alone, as in zip archives.
    case raw = -15
    /// With zlib's header and checksum, as in PDF.
    case zlib = 15
  }

  init(_ framing: Framing) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe encours_inflate_init(stream, framing.rawValue)
    precondition(status == Z_OK, "zlib could not start: \(status)")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Unpacks from `input` until it is used up or `limit` bytes are there.
  ///
  /// - Returns: The bytes, and how much of the input they took; `nil` when the input is not deflate.
  func inflate(_ input: ArraySlice<UInt8>, limit: Int) -> (output: [UInt8], used: Int)? {
    if isFinished { return ([], 0) }
    var used = 0
    var isBroken = false
    let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      unsafe input.withUnsafeBufferPointer { bytes in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(bytes.count)
        unsafe stream.pointee.next_out = buffer.baseAddress
        unsafe stream.pointee.avail_out = UInt32(limit)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        isFinished = status == Z_STREAM_END
        isBroken = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR
        unsafe used = bytes.count - Int(stream.pointee.avail_in)
        unsafe filled = limit - Int(stream.pointee.avail_out)
      }
    }
    return isBroken ? nil : (output, used)
  }
}
