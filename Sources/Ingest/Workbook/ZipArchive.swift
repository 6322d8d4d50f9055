/// The parts of a zip archive, by their name.
///
/// Of PKWARE's APPNOTE it reads what office documents use: stored and deflated parts, found through the central directory.
/// Encrypted parts, archives over 4 GiB and parts that unpack to far more than they hold are refused.
struct ZipArchive {
  private let file: SourceFile
  private let parts: [String: Part]

  /// One entry of the central directory.
  struct Part {
    let name: String
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let localHeader: Int
  }

  private static let mostParts = 10_000
  /// A part may unpack to this much whatever its size, and to ``largestRatio`` times its size beyond it.
  private static let freeSize = 16 << 20
  private static let largestRatio = 250
  private static let largestSize = 4 << 30

  static func isArchive(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  init(_ file: SourceFile) throws(IngestError) {
    self.file = file
    let damaged = IngestError.form(file: file.name, .damagedArchive)
    let size = try file.size()
    let tailStart = max(0, size - 65_557)
    let tail = try file.read(size - tailStart, at: tailStart)
    var end = tail.count - 22
    while end >= 0, !tail[end...].starts(with: [0x50, 0x4B, 0x05, 0x06]) { end -= 1 }
    guard end >= 0 else { throw damaged }
    let record = LittleEndian(tail, at: end)
    let (count, length, start) = (Int(record.u16(10)), Int(record.u32(12)), Int(record.u32(16)))
    if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      throw .form(file: file.name, .tooLargeArchive)
    }
    guard count <= ZipArchive.mostParts, length <= 64 << 20, start + length <= size else { throw damaged }
    let directory = try file.read(length, at: start)
    var parts: [String: Part] = [:]
    var position = 0
    for _ in 0..<count {
      guard position + 46 <= directory.count, directory[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
        throw damaged
      }
      let entry = LittleEndian(directory, at: position)
      let nameEnd = position + 46 + Int(entry.u16(28))
      guard nameEnd <= directory.count else { throw damaged }
      let name = String(decoding: directory[(position + 46)..<nameEnd], as: UTF8.self)
      let part = Part(
        name: name, flags: entry.u16(8), method: entry.u16(10), checksum: entry.u32(16),
        compressedSize: Int(entry.u32(20)), size: Int(entry.u32(24)), localHeader: Int(entry.u32(42)))
      if part.compressedSize == 0xFFFF_FFFF || part.size == 0xFFFF_FFFF || part.localHeader == 0xFFFF_FFFF {
        throw .form(file: file.name, .tooLargeArchive)
      }
      parts[name] = part
      position = nameEnd + Int(entry.u16(30)) + Int(entry.u16(32))
    }
    self.parts = parts
  }

  func has(_ name: String) -> Bool { parts[name] != nil }

  /// What one part says it unpacks to; 0 when there is none.
  func size(of name: String) -> Int { parts[name]?.size ?? 0 }

  /// The unpacked bytes of one part.
  func open(_ name: String) throws(IngestError) -> InflatedPart {
    func fault(_ fault: FormFault) -> IngestError { .form(file: file.name, fault) }
    guard let part = parts[name] else { throw fault(.missingPart(name)) }
    if part.flags & 1 != 0 { throw fault(.encryptedPart(name)) }
    guard part.method == 0 || part.method == 8 else { throw fault(.unsupportedCompression(name)) }
    let allowed = max(ZipArchive.freeSize, part.compressedSize * ZipArchive.largestRatio)
    if part.size > min(allowed, ZipArchive.largestSize) { throw fault(.bomb(name)) }
    let header = try file.read(30, at: part.localHeader)
    guard header.count == 30, header.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { throw fault(.damagedPart(name)) }
    let local = LittleEndian(header, at: 0)
    let start = part.localHeader + 30 + Int(local.u16(26)) + Int(local.u16(28))
    return try InflatedPart(file, part, at: start)
  }
}
