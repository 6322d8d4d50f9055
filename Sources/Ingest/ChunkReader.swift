internal import Crypto

/// Whole records of one file, about a mebibyte at a time.
struct Chunk: Sendable {
  let bytes: [UInt8]
  /// Where the chunk starts in the file.
  let offset: Int
}

/// Reads a file once, from front to back: cuts it after a record, digests it, and looks for bytes that no text has.
struct ChunkReader {
  /// No record may be longer, so that one broken quote does not swallow a file into memory.
  static let maximumRecord = 1 << 20

  private let file: SourceFile
  private let dialect: CSVDialect
  private var offset: Int
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var digest = SHA256()

  init(file: SourceFile, dialect: CSVDialect) {
    self.file = file
    self.dialect = dialect
    offset = 0
  }

  /// SHA-256 of everything read so far, in hexadecimal.
  var sha256: String {
    digest.finalize().map { byte in
      let hex = String(byte, radix: 16)
      return hex.utf8.count == 1 ? "0" + hex : hex
    }.joined()
  }

  /// The next records, or `nil` at the end of the file.
  mutating func next() throws(IngestError) -> Chunk? {
    while true {
      let start = offset
      var bytes = rest
      if !isAtEnd {
        let read = try file.read(ChunkReader.maximumRecord, at: offset + rest.count)
        if read.count < ChunkReader.maximumRecord { isAtEnd = true }
        digest.update(data: read)
        if let nul = ByteSearch.first(0, in: read, 0..<read.count) {
          throw .nulByte(file: file.name, line: try line(at: offset + rest.count + nul))
        }
        bytes = rest.isEmpty ? read : rest + read
      }
      if bytes.isEmpty { return nil }
      let cut = lastRecordEnd(bytes)
      if isAtEnd {
        if let quote = cut.openQuote { throw .unclosedQuote(file: file.name, line: try line(at: start + quote)) }
        rest = []
        offset += bytes.count
        return Chunk(bytes: bytes, offset: start)
      }
      if cut.end > 0, bytes.count - cut.end <= ChunkReader.maximumRecord {
        rest = Array(bytes[cut.end...])
        offset += cut.end
        bytes.removeSubrange(cut.end...)
        return Chunk(bytes: bytes, offset: start)
      }
      if let quote = cut.openQuote { throw .unclosedQuote(file: file.name, line: try line(at: start + quote)) }
      throw .recordTooLong(file: file.name, line: try line(at: start + cut.end))
    }
  }

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
