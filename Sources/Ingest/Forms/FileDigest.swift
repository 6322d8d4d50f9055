internal import Crypto

/// SHA-256 of a file, piece by piece.
struct FileDigest {
  private var digest = SHA256()

  mutating func add(_ bytes: [UInt8], from start: Int = 0) {
    unsafe bytes.withUnsafeBytes { unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }

  /// In hexadecimal.
  var sha256: String {
    digest.finalize().map { byte in
      let hex = String(byte, radix: 16)
      return hex.utf8.count == 1 ? "0" + hex : hex
    }.joined()
  }

  static func sha256(of file: SourceFile) throws(IngestError) -> String {
    var digest = FileDigest()
    var position = 0
    while true {
      let bytes = try file.read(1 << 20, at: position)
      if bytes.isEmpty { return digest.sha256 }
      digest.add(bytes)
      position += bytes.count
    }
  }
}
