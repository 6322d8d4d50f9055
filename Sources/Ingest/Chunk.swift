/// Whole records of one file, some mebibytes at a time.
struct Chunk: Sendable {
  let bytes: [UInt8]
  /// The records are `bytes[..<end]`; what follows belongs to the next chunk.
  let end: Int
  /// Where the chunk starts in the file.
  let offset: Int
}
