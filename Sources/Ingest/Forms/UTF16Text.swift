/// Text in UTF-16 with its mark, as Excel's "Unicode text" is.
struct UTF16Text: SourceForm {
  static let name = "UTF-16 text"

  static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
  }

  static func table(
    _ file: SourceFile, _ options: InvoiceReader.Options
  ) throws(IngestError) -> SourceTable {
    var output = TextFile(for: file)
    var digest = FileDigest()
    var position = 0
    var isBigEndian = false
    var high: UInt16?
    while true {
      let bytes = try file.read(1 << 20, at: position)
      if bytes.isEmpty { break }
      digest.add(bytes)
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count * 3 / 2)
      func append(_ value: UInt32) {
        if let utf8 = UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") { text.append(contentsOf: utf8) }
      }
      var index = 0
      if position == 0 {
        isBigEndian = bytes[0] == 0xFE
        index = 2
      }
      while index + 1 < bytes.count {
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        let unit = isBigEndian ? first << 8 | second : second << 8 | first
        index += 2
        if let lead = high {
          high = nil
          if UTF16.isTrailSurrogate(unit) {
            append(0x10000 + (UInt32(lead & 0x3FF) << 10 | UInt32(unit & 0x3FF)))
            continue
          }
          append(0xFFFD)
        }
        if UTF16.isLeadSurrogate(unit) { high = unit } else { append(UInt32(unit)) }
      }
      if index < bytes.count { append(0xFFFD) }
      position += bytes.count
      try output.write(text)
    }
    return SourceTable(text: try output.finished(sha256: digest.sha256), form: name)
  }
}
