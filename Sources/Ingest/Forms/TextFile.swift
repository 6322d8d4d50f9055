internal import SystemPackage

/// The text made of a source, written from front to back and then read: in memory while it is short, else in a temporary
/// file without a name.
struct TextFile {
  private let name: String
  private let title: String
  private var file: OpenFile?
  private var buffer: [UInt8] = []
  private var flushed = 0

  /// Bytes written so far.
  var count: Int { flushed + buffer.count }

  init(for source: SourceFile) { self.init(name: source.name, title: source.title) }

  /// - Parameters:
  ///   - name: Of the source, for messages.
  ///   - title: Of the source, for records.
  init(name: String, title: String) { (self.name, self.title) = (name, title) }

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
    if file == nil { return SourceFile(name: name, title: title, text: buffer, sha256: sha256) }
    try flush()
    return SourceFile(name: name, title: title, text: file!, sha256: sha256)
  }

  private mutating func flush() throws(IngestError) {
    do {
      let file = try file ?? TextFile.nameless()
      self.file = file
      try file.descriptor.writeAll(buffer)
    } catch {
      throw .cannotRead(file: name, reason: SourceFile.reason(error))
    }
    flushed += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// POSIX.1-2017, 8.3: what TMPDIR names, else `/tmp`.
  private static var temporaryFolder: FilePath { environment("TMPDIR").map { FilePath($0) } ?? "/tmp" }

  private struct NoTemporaryFile: Error, CustomStringConvertible {
    let folder: String
    let reason: String
    var description: String { "no file can be made in the temporary folder \(folder) (TMPDIR): \(reason)" }
  }

  /// A file that goes when the process does.
  static func nameless() throws -> OpenFile {
    let path = temporaryFolder.appending("encours-\(UInt64.random(in: 0...UInt64.max))")
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(
        path, .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    } catch {
      throw NoTemporaryFile(folder: temporaryFolder.string, reason: SourceFile.reason(error))
    }
    // An open file lives on without its name.
    _ = unsafe path.withPlatformString { unsafe removeName($0) }
    return OpenFile(file)
  }
}
