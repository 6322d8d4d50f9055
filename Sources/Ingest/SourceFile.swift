internal import SystemPackage

/// A file of a ledger, opened for reading more than once. Standard input (`-`) and pipes are first copied to a temporary
/// file that has no name, because rejected rows are quoted from a second reading.
public struct SourceFile: Sendable {
  /// As messages name it: the path given, or `standard input`.
  public let name: String
  /// The name without the way to it on this machine, for records that are the same everywhere.
  public let title: String
  private let contents: Contents
  /// Of the file as given, in hexadecimal, where this is text made of it.
  let sourceSHA256: String?

  private enum Contents {
    case file(OpenFile)
    /// Text made of a file, when it is short: a folder of invoices must not hold a file open for each.
    case memory([UInt8])
  }

  init(name: String, title: String, text: OpenFile, sha256: String) {
    (self.name, self.title) = (name, title)
    contents = .file(text)
    sourceSHA256 = sha256
  }

  init(name: String, title: String, text: [UInt8], sha256: String) {
    (self.name, self.title) = (name, title)
    contents = .memory(text)
    sourceSHA256 = sha256
  }

  public init(path: String) throws(IngestError) {
    sourceSHA256 = nil
    name = path == "-" ? "standard input" : path
    title = name.split(separator: "/").last.map(String.init) ?? name
    do {
      if path == "-" {
        contents = .file(try SourceFile.copy(of: FileDescriptor.standardInput))
      } else {
        let opened = OpenFile(try FileDescriptor.open(FilePath(path), .readOnly))
        let isSeekable = try SourceFile.canBeReadAgain(opened.descriptor)
        contents = .file(isSeekable ? opened : try SourceFile.copy(of: opened.descriptor))
      }
    } catch {
      throw .cannotOpen(file: name, reason: SourceFile.reason(error))
    }
  }

  /// In bytes.
  func size() throws(IngestError) -> Int {
    switch contents {
    case .memory(let bytes): return bytes.count
    case .file(let file):
      do {
        return try Int(file.descriptor.seek(offset: 0, from: .end))
      } catch {
        throw .cannotRead(file: name, reason: SourceFile.reason(error))
      }
    }
  }

  /// Up to `count` bytes from `offset`; fewer only at the end of the file.
  func read(_ count: Int, at offset: Int) throws(IngestError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(count, at: offset, to: &bytes)
    return bytes
  }

  /// The same, behind what `bytes` hold already.
  func read(_ count: Int, at offset: Int, to bytes: inout [UInt8]) throws(IngestError) {
    switch contents {
    case .memory(let text): bytes += text[min(offset, text.count)..<min(offset + count, text.count)]
    case .file(let file):
      do {
        try bytes.append(addingCapacity: count) { span in
          unsafe try span.withUnsafeMutableBufferPointer { buffer, filled in
            let (before, end) = (filled, filled + count)
            while filled < end {
              let rest = unsafe UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<end])
              let read = unsafe try file.descriptor.read(
                fromAbsoluteOffset: Int64(offset + filled - before), into: rest)
              if read == 0 { break }
              filled += read
            }
          }
        }
      } catch {
        throw .cannotRead(file: name, reason: SourceFile.reason(error))
      }
    }
  }

  /// The 1-based line of a byte, by counting from the start. Only for messages.
  func line(at offset: Int, _ dialect: CSVDialect) throws(IngestError) -> Int {
    var (line, position) = (1, 0)
    while position < offset {
      let piece = try read(min(1 << 20, offset - position), at: position)
      if piece.isEmpty { break }
      line += ByteSearch.count(dialect.recordEnd, in: piece, 0..<piece.count)
      position += piece.count
    }
    return line
  }

  /// The text of the lines with these numbers, in one pass over the file.
  ///
  /// - Parameter encoding: Of lines that are not UTF-8.
  func text(
    ofLines wanted: Set<Int>, from firstLine: Int, _ dialect: CSVDialect, _ encoding: TextEncoding
  ) throws(IngestError) -> [Int: String] {
    var texts: [Int: String] = [:]
    guard let last = wanted.max() else { return texts }
    var (line, position) = (firstLine, 0)
    var current: [UInt8] = []
    func close() {
      if wanted.contains(line) {
        current.removeAll { $0 == 0x0D }
        let isUTF8 = String(validating: current, as: UTF8.self) != nil
        texts[line] = FieldText.decode(current, isUTF8 ? .utf8 : encoding)
      }
      current = []
      line += 1
    }
    while line <= last {
      let piece = try read(1 << 20, at: position)
      if piece.isEmpty { break }
      position += piece.count
      var start = 0
      while line <= last, let end = ByteSearch.first(dialect.recordEnd, in: piece, start..<piece.count) {
        if wanted.contains(line) { current += piece[start..<end] }
        close()
        start = end + 1
      }
      if wanted.contains(line) { current += piece[start...] }
    }
    if !current.isEmpty { close() }
    return texts
  }

  /// Whether any place of the file can be read, unlike that of a pipe.
  ///
  /// - Throws: For what cannot be read at all, such as a folder.
  static func canBeReadAgain(_ descriptor: FileDescriptor) throws -> Bool {
    var byte: [UInt8] = [0]
    do {
      _ = unsafe try byte.withUnsafeMutableBytes { unsafe try descriptor.read(fromAbsoluteOffset: 0, into: $0) }
      return true
    } catch Errno.illegalSeek {
      return false
    }
  }

  private static func copy(of original: FileDescriptor) throws -> OpenFile {
    let copy = try TextFile.nameless()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let read = unsafe try buffer.withUnsafeMutableBytes { unsafe try original.read(into: $0) }
      if read == 0 { return copy }
      try copy.descriptor.writeAll(buffer[..<read])
    }
  }

  static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "no such file"
    case .permissionDenied?: "permission denied"
    case .isDirectory?: "it is a folder"
    case .noSpace?: "the disk of the temporary folder is full"
    case let other?: "\(other)"
    case nil: "\(error)"
    }
  }
}
