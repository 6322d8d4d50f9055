/// Whole records of one file, some mebibytes at a time.
struct Chunk: Sendable {
  private(set) var bytes: [UInt8]
  /// The records are `bytes[..<end]`; what follows belongs to the next chunk.
  let end: Int
  /// Where the chunk starts in the file.
  let offset: Int

  init(bytes: [UInt8], end: Int, offset: Int) { (self.bytes, self.end, self.offset) = (bytes, end, offset) }

  /// The buffer of its bytes, to be used again.
  consuming func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }
}
