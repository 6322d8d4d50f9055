internal import Receivables

/// The rows of one sheet, each cell as the text that the same table has in CSV.
struct SheetRows {
  struct Row {
    /// As Excel numbers it.
    let number: Int
    /// From column A on; empty where the sheet has no cell. Numbers with decimals end with ``SheetRows/numberMark``.
    let cells: [String]
  }

  /// Cells hold no tabs or line ends here, so that each row is one line.
  static let dialect = CSVDialect(delimiter: UInt8(ascii: "\t"), recordEnd: 0x0A, markLength: 0)

  /// Behind a number with decimals. A reader of text sees a blank; one that knows of sheets sees that the point is the
  /// decimal mark here, whatever the texts of the column use. No text of a cell holds it.
  static let numberMark: UInt8 = 0x0D

  /// Whether a field of the sheet's text was a number with decimals.
  static func isNumber(_ field: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    field.upperBound < bytes.count && bytes[field.upperBound] == numberMark
  }

  private var reader: XMLReader<InflatedPart>
  private let file: String
  private let part: String
  private let styles: CellStyles
  private let strings: PackedStrings
  private var lastRow = 0

  private static let mostRows = 1 << 20
  private static let mostColumns = 1 << 14

  init(_ stream: InflatedPart, _ file: String, _ part: String, _ styles: CellStyles, _ strings: PackedStrings) {
    reader = XMLReader(stream, file: file, part: part)
    self.file = file
    self.part = part
    self.styles = styles
    self.strings = strings
  }

  mutating func next() throws(IngestError) -> Row? {
    while let event = try reader.next() {
      guard event == .start("row") else { continue }
      let number = reader.attribute("r").map { Int($0) ?? 0 } ?? lastRow + 1
      guard number > lastRow, number <= SheetRows.mostRows else { throw damaged }
      lastRow = number
      return Row(number: number, cells: try cells())
    }
    return nil
  }

  private mutating func cells() throws(IngestError) -> [String] {
    var cells: [String] = []
    while let event = try reader.next(), event != .end("row") {
      guard event == .start("c") else { continue }
      let column = try reader.attribute("r").map(column(of:)) ?? cells.count
      guard column >= cells.count, column < SheetRows.mostColumns else { throw damaged }
      let (type, style) = (reader.attribute("t") ?? "n", reader.attribute("s").flatMap { Int($0) } ?? 0)
      let text = try cell(type, style)
      while cells.count < column { cells.append("") }
      cells.append(text)
    }
    while cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  /// One cell's value, read up to its end.
  private mutating func cell(_ type: String, _ style: Int) throws(IngestError) -> String {
    var (value, formula): ([UInt8], [UInt8]?) = ([], nil)
    var element = ""
    loop: while let event = try reader.next() {
      switch event {
      case .start("is"): value = try reader.richText(until: "is")
      case .start(let name):
        element = name
        if name == "f" { formula = [] }
        // Calculated, though there may be nothing in it.
        if name == "v", type == "str" { formula = nil }
      case .end("c"): break loop
      case .end: element = ""
      case .text where element == "v": value += reader.text
      case .text where element == "f": formula? += reader.text
      case .text: continue
      }
    }
    if value.isEmpty { return formula.map { SheetRows.oneLine("=" + String(decoding: $0, as: UTF8.self)) } ?? "" }
    let text = String(decoding: value, as: UTF8.self)
    switch type {
    case "s":
      guard let index = Int(text), index >= 0, index < strings.count else { throw damaged }
      return SheetRows.oneLine(strings[index])
    case "n":
      let number = styles.text(ofNumber: text, style: style)
      return number.utf8.contains(UInt8(ascii: ".")) ? number + "\r" : number
    // A day and time as ISO 8601 has them.
    case "d": return String(text.prefix(10))
    default: return SheetRows.oneLine(text)
    }
  }

  /// `AB12` is column 27, counted from 0.
  private func column(of reference: String) throws(IngestError) -> Int {
    var column = 0
    for byte in reference.utf8 {
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { break }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      if column > SheetRows.mostColumns { throw damaged }
    }
    if column == 0 { throw damaged }
    return column - 1
  }

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  private var damaged: IngestError { .form(file: file, .damagedPart(part)) }
}
