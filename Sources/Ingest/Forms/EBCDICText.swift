/// A FEC in EBCDIC, one of the charsets that the law allows (LPF, article A47 A-1), as mainframes write it.
///
/// The text names no code page. Letters without accents, digits and tabs are the same in all; the others are read as in code
/// page 1147, the French one with the euro (297 without it).
struct EBCDICText: SourceForm {
  static let name = "EBCDIC text, read as code page 1147"

  /// `JournalCode`, with which a FEC begins.
  private static let beginning: [UInt8] = [0xD1, 0x96, 0xA4, 0x99, 0x95, 0x81, 0x93, 0xC3, 0x96, 0x84, 0x85]

  static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: beginning) }

  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    var output = TextFile(for: file)
    var digest = FileDigest()
    var position = 0
    while true {
      let bytes = try file.read(1 << 20, at: position)
      if bytes.isEmpty { break }
      digest.add(bytes)
      position += bytes.count
      try output.write(bytes.flatMap { characters[Int($0)] })
    }
    return SourceTable(text: try output.finished(sha256: digest.sha256), form: name)
  }

  /// In UTF-8, by byte. Both signs for a new line become a line feed; of the other controls only the tab and the carriage
  /// return are text.
  private static let characters: [[UInt8]] = {
    let controls: [Int: [UInt8]] = [0x05: [0x09], 0x0D: [0x0D], 0x15: [0x0A], 0x25: [0x0A]]
    return (0..<0x40).map { controls[$0] ?? Array("\u{FFFD}".utf8) }
      + page.unicodeScalars.map { Array(String($0).utf8) }
  }()

  /// From 0x40 on: IBM1147 as iconv of the GNU C library 2.36 has it.
  private static let page =
    " \u{A0}âä@áãå\\ñ°.<(+!&{êë}íîïìß§$*);^-/ÂÄÀÁÃÅÇÑù,%_>?øÉÊËÈÍÎÏÌµ:£à'=\""
    + "Øabcdefghi«»ðýþ±[jklmnopqrªºæ¸Æ€`¨stuvwxyz¡¿ÐÝÞ®¢#¥·©]¶¼½¾¬|¯~´×"
    + "éABCDEFGHI\u{AD}ôöòóõèJKLMNOPQR¹ûü¦úÿç÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}"
}
