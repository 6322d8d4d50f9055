/// Bytes already in memory.
struct MemoryStream: ByteStream {
  private var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws(IngestError) -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
