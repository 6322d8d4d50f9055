/// The rows of a database as the text of a table: a line each, however long they are together.
struct TableText {
  /// A cell holds no tabs or line ends, so that a row is one line.
  static let dialect = SheetRows.dialect
  /// The most that a cell of a workbook may hold. What is longer is no field of a ledger, such as a document that is kept in
  /// a row, and is cut.
  private static let longestCell = 1 << 15

  private var file: TextFile
  private var digest = FileDigest()
  private var bytes: [UInt8] = []
  private var isRowStart = true
  /// Between units and decimals of numbers: the one the user said, so that no number contradicts it.
  private let mark: UInt8

  init(name: String, title: String, mark: DecimalMark) {
    file = TextFile(name: name, title: title)
    self.mark = UInt8(ascii: mark == .point ? "." : ",")
  }

  mutating func add(_ cell: Span<UInt8>) {
    startCell()
    let isQuoted = !cell.isEmpty && cell[0] == UInt8(ascii: "\"")
    if isQuoted { bytes.append(cell[0]) }
    for index in 0..<min(cell.count, TableText.longestCell) {
      if isQuoted, cell[index] == UInt8(ascii: "\"") { bytes.append(cell[index]) }
      bytes.append(max(cell[index], 0x20))
    }
    if isQuoted { bytes.append(cell[0]) }
  }

  mutating func add(_ cell: String) {
    let bytes = Array(cell.utf8)
    add(bytes.span)
  }

  /// A number in decimal digits, which are kept as they are. Three decimals become four: behind `1.234` a reader of text has
  /// to ask whether the point separates thousands, and here it does not.
  mutating func add(exactNumber digits: Span<UInt8>) {
    startCell()
    var point: Int?
    for index in digits.indices {
      if digits[index] == UInt8(ascii: ".") { point = index }
      bytes.append(digits[index] == UInt8(ascii: ".") ? mark : digits[index])
    }
    if point == digits.count - 4 { bytes.append(UInt8(ascii: "0")) }
  }

  /// A binary number, in at most 15 significant digits.
  mutating func add(binaryNumber text: String) {
    let digits = Array((PlainDecimal(text)?.text ?? text).utf8)
    add(exactNumber: digits.span)
  }

  mutating func endRow() throws(IngestError) {
    bytes.append(TableText.dialect.recordEnd)
    isRowStart = true
    if bytes.count > 1 << 18 { try flush() }
  }

  /// The text, with its own digest: a database has no bytes that mean its rows.
  consuming func finished() throws(IngestError) -> SourceFile {
    try flush()
    return try file.finished(sha256: digest.sha256)
  }

  private mutating func startCell() {
    if !isRowStart { bytes.append(TableText.dialect.delimiter) }
    isRowStart = false
  }

  private mutating func flush() throws(IngestError) {
    digest.add(bytes)
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
