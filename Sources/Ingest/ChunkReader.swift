/// Reads a file once, from front to back: cuts it after a record, digests it, and looks for bytes that no text has.
struct ChunkReader {
  /// No record may be longer, so that one broken quote does not swallow a file into memory.
  static let maximumRecord = 1 << 20
  /// The least and the most to read at once. Larger chunks cost less each; smaller ones share the work of a short file, and of the
  /// end of a long one, among threads.
  private static let chunkSizes = (1 << 20)...(4 << 20)

  private let file: SourceFile
  private let dialect: CSVDialect
  private var offset: Int
  /// The beginning of a record that the last chunk could not end.
  private var rest: [UInt8] = []
  /// Of chunks that were read: the system clears what it gives, which takes longer than copying the file.
  private var spareBuffers: [[UInt8]] = []
  private var isAtEnd = false
  private var digest = FileDigest()

  init(file: SourceFile, dialect: CSVDialect) {
    self.file = file
    self.dialect = dialect
    offset = 0
  }

  /// SHA-256 of everything read so far, in hexadecimal.
  var sha256: String { digest.sha256 }

  /// The next records, or `nil` at the end of the file.
  mutating func next() throws(IngestError) -> Chunk? {
    if isAtEnd { return nil }
    let start = offset
    let kept = rest.count
    let sizes = ChunkReader.chunkSizes
    let left = try file.size() - start
    let size = min(max(min(start, left) / 4, sizes.lowerBound), sizes.upperBound)
    var bytes = spareBuffers.popLast() ?? []
    bytes.removeAll(keepingCapacity: true)
    bytes += rest
    try file.read(size, at: start + kept, to: &bytes)
    isAtEnd = bytes.count < kept + size
    digest.add(bytes, from: kept)
    if let nul = ByteSearch.first(0, in: bytes, kept..<bytes.count) {
      throw .nulByte(file: file.name, line: try line(at: start + nul))
    }
    if bytes.isEmpty { return nil }
    let cut = lastRecordEnd(bytes)
    if let quote = cut.openQuote, isAtEnd || bytes.count - cut.end > ChunkReader.maximumRecord {
      throw .unclosedQuote(file: file.name, line: try line(at: start + quote))
    }
    if isAtEnd { return Chunk(bytes: bytes, end: bytes.count, offset: start) }
    if bytes.count - cut.end > ChunkReader.maximumRecord {
      throw .recordTooLong(file: file.name, line: try line(at: start + cut.end))
    }
    rest = Array(bytes[cut.end...])
    offset += cut.end
    return Chunk(bytes: bytes, end: cut.end, offset: start)
  }

  /// Takes back the buffer of a chunk that nobody needs any more.
  mutating func reuse(_ buffer: consuming [UInt8]) { spareBuffers.append(buffer) }

  private func line(at offset: Int) throws(IngestError) -> Int { try file.line(at: offset, dialect) }

  /// Where the last whole record ends, and where a quote that is still open began.
  private func lastRecordEnd(_ bytes: [UInt8]) -> (end: Int, openQuote: Int?) {
    let quote = UInt8(ascii: "\"")
    var end = 0
    var position = 0
    while let found = ByteSearch.first(quote, in: bytes, position..<bytes.count) {
      let isOpening =
        found == 0 || bytes[found - 1] == dialect.delimiter || bytes[found - 1] == dialect.recordEnd
        || (offset == 0 && found == dialect.markLength)
      if !isOpening {
        position = found + 1
        continue
      }
      if let newline = ByteSearch.last(dialect.recordEnd, in: bytes, position..<found) { end = newline + 1 }
      var inside = found + 1
      while true {
        guard let closing = ByteSearch.first(quote, in: bytes, inside..<bytes.count) else { return (end, found) }
        if closing + 1 < bytes.count, bytes[closing + 1] == quote {
          inside = closing + 2
        } else {
          position = closing + 1
          break
        }
      }
    }
    if let newline = ByteSearch.last(dialect.recordEnd, in: bytes, position..<bytes.count) { end = newline + 1 }
    return (end, nil)
  }
}
