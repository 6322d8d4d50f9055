internal import SystemPackage

/// A temporary file without a name, written from front to back and then read as the text of a source.
struct TextFile {
  private let name: String
  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []
  private var flushed = 0

  /// Bytes written so far.
  var count: Int { flushed + buffer.count }

  init(for source: SourceFile) throws(IngestError) {
    name = source.name
    do {
      descriptor = try TextFile.nameless()
    } catch {
      throw .cannotRead(file: name, reason: SourceFile.reason(error))
    }
  }

  mutating func write(_ bytes: some Collection<UInt8>) throws(IngestError) {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Writes one record, a line each unless a field holds line ends.
  mutating func write(record fields: [String], _ dialect: CSVDialect) throws(IngestError) {
    for (index, field) in fields.enumerated() {
      if index > 0 { buffer.append(dialect.delimiter) }
      let needsQuotes = field.utf8.contains {
        $0 == dialect.delimiter || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
      for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { buffer.append(byte) }
        buffer.append(byte)
      }
      if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
    }
    buffer.append(dialect.recordEnd)
    if buffer.count > 1 << 20 { try flush() }
  }

  /// The file, to be read under the source's name.
  ///
  /// - Parameter sha256: Of the source itself.
  consuming func finished(sha256: String) throws(IngestError) -> SourceFile {
    try flush()
    return SourceFile(name: name, text: descriptor, sha256: sha256)
  }

  private mutating func flush() throws(IngestError) {
    do {
      try descriptor.writeAll(buffer)
    } catch {
      throw .cannotRead(file: name, reason: SourceFile.reason(error))
    }
    flushed += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// A file that goes when the process does.
  static func nameless() throws -> FileDescriptor {
    let path = FilePath("/tmp/encours-\(UInt64.random(in: 0...UInt64.max))")
    let file = try FileDescriptor.open(
      path, .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    // An open file lives on without its name.
    _ = unsafe path.withPlatformString { unsafe removeName($0) }
    return file
  }
}
