/// A zip archive of stored parts, made to be read or to be refused.
public struct ZipWriter {
  public struct Part {
    public var name: String
    public var bytes: [UInt8]
    /// What the directory says, where it lies.
    public var claimedSize: Int?
    public var claimedChecksum: UInt32?
    public var flags: UInt16 = 0
    public var method: UInt16 = 0

    public init(_ name: String, _ text: String) {
      self.name = name
      bytes = Array(text.utf8)
    }
  }

  /// The archive's bytes (PKWARE APPNOTE 4.3).
  public static func archive(_ parts: [Part]) -> [UInt8] {
    var output: [UInt8] = []
    var directory: [UInt8] = []
    func u16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    func u32(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) + u16(value >> 16 & 0xFFFF) }
    for part in parts {
      let name = Array(part.name.utf8)
      let sizes =
        u32(Int(part.claimedChecksum ?? checksum(part.bytes))) + u32(part.bytes.count)
        + u32(part.claimedSize ?? part.bytes.count)
      let common = u16(20) + u16(Int(part.flags)) + u16(Int(part.method)) + u32(0) + sizes + u16(name.count) + u16(0)
      directory += u32(0x0201_4B50) + u16(20) + common + u16(0) + u16(0) + u16(0) + u32(0) + u32(output.count) + name
      output += u32(0x0403_4B50) + common + name + part.bytes
    }
    let start = output.count
    return output + directory + u32(0x0605_4B50) + u16(0) + u16(0) + u16(parts.count) + u16(parts.count)
      + u32(directory.count) + u32(start) + u16(0)
  }

  /// CRC-32 bit by bit, by its definition.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
