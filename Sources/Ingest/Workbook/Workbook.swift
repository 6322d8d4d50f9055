internal import Receivables

/// A workbook of Excel 2007 and later (ECMA-376, .xlsx): one of its sheets, as a table.
///
/// A row of the sheet is a line of the table, so that messages name rows as Excel numbers them.
struct Workbook: SourceForm {
  static let name = "Excel workbook"

  static func recognises(_ head: [UInt8]) -> Bool { ZipArchive.isArchive(head) || isOldWorkbook(head) }

  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    if isOldWorkbook(try file.read(8, at: 0)) { throw .form(file: file.name, .oldWorkbook) }
    let workbook = try Workbook(file)
    let sheet = try workbook.sheet(named: options.sheet)
    var text = TextFile(for: file)
    try workbook.write(sheet, to: &text)
    var table = SourceTable(
      text: try text.finished(sha256: FileDigest.sha256(of: file)), form: "\(name), sheet '\(sheet.name)'")
    table.delimiter = SheetRows.dialect.delimiter
    table.days = workbook.styles.days
    return table
  }

  private let file: SourceFile
  private let archive: ZipArchive
  private let sheets: [Sheet]
  private let styles: CellStyles
  private let strings: PackedStrings

  struct Sheet {
    let name: String
    let part: String
    let isVisible: Bool
  }

  /// Compound files hold the workbooks of Excel 97 to 2003, and encrypted ones of later versions.
  private static func isOldWorkbook(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1])
  }

  private init(_ file: SourceFile) throws(IngestError) {
    self.file = file
    let archive = try ZipArchive(file)
    self.archive = archive
    guard archive.has("_rels/.rels"),
      let part = try Workbook.relations(archive, file, of: "").first(where: { $0.type == "officeDocument" })?.target,
      part.hasSuffix(".xml"), part.hasPrefix("xl/")
    else { throw .form(file: file.name, .notAWorkbook) }
    let relations = try Workbook.relations(archive, file, of: part)
    let targets = Dictionary(relations.map { ($0.id, $0) }) { first, _ in first }

    var sheets: [Sheet] = []
    var days = ExcelDays.from1900
    var reader = XMLReader(try archive.open(part), file: file.name, part: part)
    while let event = try reader.next() {
      guard case .start(let element) = event else { continue }
      if element == "workbookPr" {
        days = ["1", "true"].contains(reader.attribute("date1904")) ? .from1904 : .from1900
      } else if element == "sheet", let name = reader.attribute("name") {
        // Two attributes are named id; the relation's is the later one.
        let ids = reader.attributes.filter { $0.name == "id" }.map(\.value)
        guard let target = ids.compactMap({ targets[$0] }).first(where: { $0.type == "worksheet" }) else { continue }
        let state = reader.attribute("state") ?? "visible"
        sheets.append(Sheet(name: name, part: target.target, isVisible: state == "visible"))
      }
    }
    self.sheets = sheets
    func target(_ type: String) -> String? {
      relations.first { $0.type == type && archive.has($0.target) }?.target
    }
    styles = try CellStyles(archive, file, part: target("styles"), days: days)
    strings = try Workbook.sharedStrings(archive, file, part: target("sharedStrings"))
  }

  /// The sheet asked for, or the only visible one that has rows.
  private func sheet(named name: String?) throws(IngestError) -> Sheet {
    if let name {
      if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
      throw .form(file: file.name, .noSuchSheet(name, sheets.map(\.name)))
    }
    var filled: [Sheet] = []
    for sheet in sheets where sheet.isVisible { if try hasRows(sheet) { filled.append(sheet) } }
    guard let first = filled.first else { throw .form(file: file.name, .noSheetWithRows) }
    if filled.count > 1 { throw .form(file: file.name, .severalSheets(filled.map(\.name))) }
    return first
  }

  private func hasRows(_ sheet: Sheet) throws(IngestError) -> Bool {
    var rows = SheetRows(try archive.open(sheet.part), file.name, sheet.part, styles, strings)
    while let row = try rows.next() { if row.cells.contains(where: { !$0.isEmpty }) { return true } }
    return false
  }

  /// Writes the sheet's rows as records of as many fields as the widest of the first rows has.
  private func write(_ sheet: Sheet, to text: inout TextFile) throws(IngestError) {
    var rows = SheetRows(try archive.open(sheet.part), file.name, sheet.part, styles, strings)
    var waiting: [SheetRows.Row] = []
    while waiting.count < 100, let row = try rows.next() { waiting.append(row) }
    let width = waiting.map(\.cells.count).max() ?? 0
    // Cells that are not there cost nothing in a sheet, and a delimiter each in its text.
    let largest = max(1 << 28, archive.size(of: sheet.part) * 16)
    var line = 1
    func write(_ row: SheetRows.Row) throws(IngestError) {
      while line < row.number {
        try text.write(record: [], SheetRows.dialect)
        line += 1
      }
      let missing = max(0, width - row.cells.count)
      try text.write(record: row.cells + Array(repeating: "", count: missing), SheetRows.dialect)
      line += 1
      if text.count > largest { throw .form(file: file.name, .bomb(sheet.part)) }
    }
    for row in waiting { try write(row) }
    while let row = try rows.next() { try write(row) }
  }

  // MARK: - Parts

  private struct Relation {
    let id: String
    /// The last word of the type's address.
    let type: String
    /// From the archive's root.
    let target: String
  }

  private static func relations(
    _ archive: ZipArchive, _ file: SourceFile, of source: String
  ) throws(IngestError) -> [Relation] {
    let folder = source.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let name = source.split(separator: "/").last.map(String.init) ?? ""
    let part = "\(folder)_rels/\(name).rels"
    guard archive.has(part) else { return [] }
    var relations: [Relation] = []
    var reader = XMLReader(try archive.open(part), file: file.name, part: part)
    while let event = try reader.next() {
      guard event == .start("Relationship"), let id = reader.attribute("Id"), let type = reader.attribute("Type"),
        let target = reader.attribute("Target"), reader.attribute("TargetMode") != "External"
      else { continue }
      let last = type.split(separator: "/").last.map(String.init) ?? ""
      relations.append(
        Relation(id: id, type: last, target: target.hasPrefix("/") ? String(target.dropFirst()) : folder + target))
    }
    return relations
  }

  private static func sharedStrings(
    _ archive: ZipArchive, _ file: SourceFile, part: String?
  ) throws(IngestError) -> PackedStrings {
    var strings = PackedStrings()
    guard let part else { return strings }
    var reader = XMLReader(try archive.open(part), file: file.name, part: part)
    while let event = try reader.next() {
      guard event == .start("si") else { continue }
      strings.append(try reader.richText(until: "si"))
      if strings.bytes.count > 1 << 30 { throw .form(file: file.name, .bomb(part)) }
    }
    return strings
  }
}

extension XMLReader {
  /// The text of runs up to the end of an element, readings of Japanese characters left out.
  mutating func richText(until element: String) throws(IngestError) -> [UInt8] {
    var result: [UInt8] = []
    var isText = false
    while let event = try next() {
      switch event {
      case .start("rPh"): try skipElement()
      case .start(let name): isText = name == "t"
      case .end(element): return result
      case .end: isText = false
      case .text: if isText { result += text }
      }
    }
    return result
  }
}
