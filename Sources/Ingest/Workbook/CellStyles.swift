internal import Receivables

/// What the styles of a workbook say about its numbers: which are days, and which keep leading zeros.
struct CellStyles {
  private let formats: [Format]
  let days: ExcelDays

  private enum Format {
    case number
    case day
    /// `00000`: a code of so many digits.
    case code(digits: Int)
  }

  init(
    _ archive: ZipArchive, _ file: SourceFile, part: String?, days: ExcelDays
  ) throws(IngestError) {
    self.days = days
    guard let part else {
      formats = []
      return
    }
    var custom: [Int: Format] = [:]
    var formats: [Format] = []
    var isCells = false
    var reader = XMLReader(try archive.open(part), file: file.name, part: part)
    while let event = try reader.next() {
      switch event {
      case .start("numFmt"):
        if let id = reader.attribute("numFmtId").flatMap({ Int($0) }), let code = reader.attribute("formatCode") {
          custom[id] = CellStyles.format(code)
        }
      case .start("cellXfs"): isCells = true
      case .end("cellXfs"): isCells = false
      case .start("xf") where isCells:
        let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
        formats.append(custom[id] ?? CellStyles.builtIn(id))
      default: continue
      }
    }
    self.formats = formats
  }

  /// A number cell as the same table has it in CSV: days as `2025-12-31`, numbers in plain digits.
  func text(ofNumber text: String, style: Int) -> String {
    guard let number = PlainDecimal(text) else { return text }
    switch style < formats.count && style >= 0 ? formats[style] : .number {
    case .day: return day(number).map { "\($0)" } ?? number.text
    case .code(let digits):
      guard let whole = number.whole, whole >= 0 else { return number.text }
      let text = "\(whole)"
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    case .number: return number.text
    }
  }

  /// Excel takes 1900 for a leap year: day 60 never was, and the days before it are one off.
  private func day(_ number: PlainDecimal) -> Day? {
    guard let serial = number.whole, (0...2_958_465).contains(serial) else { return nil }
    if days == .from1904 { return Day(year: 1904, month: 1, day: 1)! + serial }
    if serial == 60 { return nil }
    return Day(year: 1899, month: 12, day: serial < 60 ? 31 : 30)! + serial
  }

  /// ECMA-376 part 1, 18.8.30: the formats that every workbook has, those of East Asian dates included.
  private static func builtIn(_ id: Int) -> Format {
    switch id {
    case 14...17, 22, 27...31, 34...36, 50...58: .day
    default: .number
    }
  }

  /// A format of a day has a day or a year outside quotes, brackets and escapes.
  private static func format(_ code: String) -> Format {
    if code.utf8.count > 1, code.utf8.count <= 18, code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
      return .code(digits: code.utf8.count)
    }
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for byte in code.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
        case UInt8(ascii: "["): isBracketed = true
        case UInt8(ascii: "]"): isBracketed = false
        case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "y"), UInt8(ascii: "Y"):
          if !isBracketed { return .day }
        default: continue
        }
      }
    }
    return .number
  }
}
