internal import Crypto

/// Reads a file line by line, some mebibytes at a time. A quote means nothing here: each line is a record.
struct LineReader {
  private static let pieceSize = 4 << 20

  private let file: SourceFile
  private var offset = 0
  private var rest: ArraySlice<UInt8> = []
  private var isAtEnd = false
  private var digest = SHA256()
  private let dialect: CSVDialect

  init(_ file: SourceFile, _ dialect: CSVDialect) {
    self.file = file
    self.dialect = dialect
  }

  /// SHA-256 of everything read so far, in hexadecimal.
  var sha256: String {
    digest.finalize().map { byte in
      let hex = String(byte, radix: 16)
      return hex.utf8.count == 1 ? "0" + hex : hex
    }.joined()
  }

  /// Whole lines, or `nil` at the end of the file.
  mutating func next() throws(IngestError) -> [UInt8]? {
    if isAtEnd { return nil }
    let kept = rest.count
    var bytes = Array(rest)
    try file.read(LineReader.pieceSize, at: offset, to: &bytes)
    let read = bytes.count - kept
    offset += read
    isAtEnd = read < LineReader.pieceSize
    unsafe bytes.withUnsafeBytes { unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[kept...])) }
    if bytes.isEmpty { return nil }
    let start = offset - bytes.count
    if let nul = ByteSearch.first(0, in: bytes, kept..<bytes.count) {
      throw .nulByte(file: file.name, line: try file.line(at: start + nul, dialect))
    }
    if isAtEnd { return bytes }
    guard let end = ByteSearch.last(dialect.recordEnd, in: bytes, 0..<bytes.count),
      bytes.count - end < ChunkReader.maximumRecord
    else { throw .recordTooLong(file: file.name, line: try file.line(at: start, dialect)) }
    rest = bytes[(end + 1)...]
    bytes.removeLast(bytes.count - end - 1)
    return bytes
  }
}
