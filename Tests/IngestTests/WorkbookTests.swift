import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

private func read(workbook name: String, _ change: (inout InvoiceReader.Options) -> Void = { _ in }) throws
  -> LedgerReading
{
  try read(bytes: [Array(Data(contentsOf: Files.root.appendingPathComponent("Tests/Fixtures/\(name)")))], change)
}

/// The error of a reading, its folder left out.
private func failure(of bytes: [UInt8]) throws -> String? {
  do {
    _ = try read(bytes: [bytes])
    return nil
  } catch let error as IngestError {
    return "\(error)".replacing(#/\S*/1\.csv/#, with: "book.xlsx")
  }
}

/// The parts of a workbook with these rows, as XML by hand.
private func parts(sheet rows: String, workbook: String? = nil) -> [ZipWriter.Part] {
  let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  return [
    .init(
      "_rels/.rels",
      "<Relationships><Relationship Id='r1' Type='\(types)/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
    .init(
      "xl/workbook.xml",
      workbook ?? "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>"),
    .init(
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='r1' Type='\(types)/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
    .init("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(rows)</sheetData></worksheet>"),
  ]
}

private func row(_ cells: [String]) -> String {
  "<row>" + cells.map { "<c t='inlineStr'><is><t>\($0)</t></is></c>" }.joined() + "</row>"
}

private let header = row(["invoice", "client", "issued", "due", "amount"])
private let good = row(["I1", "C1", "2025-01-01", "2025-01-31", "1.00"])

@Suite struct WorkbookTests {
  private let expected: [String: [Int64]] = [
    "F001": [123_456, 123_456], "F002": [30, 30], "F003": [100_000, 100_000],
  ]

  @Test(arguments: ["openpyxl.xlsx", "mac1904.xlsx", "inline.xlsx"]) func aSheetIsALedger(name: String) throws {
    let reading = try read(workbook: name)
    #expect(balances(reading.ledger) == expected)
    #expect(reading.ledger.clients.map(\.id) == ["00007", "00042"])
    #expect(reading.ledger.clients.map(\.name) == ["Martin à Lyon", "Durand & Fils <SA>"])
    #expect(reading.firstRows.map(\.issued) == ["2025-01-03", "2025-01-15", "2025-01-20"].map { Day(iso: $0) })
    #expect(reading.firstRows.map(\.due) == ["2025-01-31", "2025-02-28", "2025-02-28"].map { Day(iso: $0) })
    #expect(reading.rejected.isEmpty && reading.files[0].form == "Excel workbook, sheet 'Encours'")
  }

  @Test func linesAreTheRowsOfTheSheet() throws {
    let reading = try read(workbook: "openpyxl.xlsx")
    #expect(
      reading.files[0].layout.mapValues(\.lines) == [.title: [1, 2], .blank: [3, 8], .header: [4], .total: [9]])
    #expect(reading.firstRows.map(\.row.line) == [5, 6, 7])
  }

  @Test func ofSeveralSheetsOneMustBeNamed() throws {
    #expect(
      #expect(throws: IngestError.self) { try read(workbook: "several.xlsx") }?.description.hasSuffix(
        "the workbook has several sheets with rows: '2024', '2025'. Say which: --sheet '2024'.") == true)
    #expect(balances(try read(workbook: "several.xlsx") { $0.sheet = "2025" }.ledger) == expected)
    #expect(balances(try read(workbook: "several.xlsx") { $0.sheet = "Cachée" }.ledger) == expected)
    #expect(
      #expect(throws: IngestError.self) { try read(workbook: "several.xlsx") { $0.sheet = "2026" } }?.description
        .hasSuffix("the workbook has no sheet '2026'. It has '2024', '2025', 'Cachée'.") == true)
  }

  @Test func aWorkbookByHandIsRead() throws {
    #expect(balances(try read(bytes: [ZipWriter.archive(parts(sheet: header + good))]).ledger) == ["I1": [100, 100]])
  }

  /// Serial numbers: ECMA-376 part 1, 18.17.4.1; the 1904 base is 1,462 days later.
  @Test(arguments: [
    ("0.30000000000000004", "0.3"), ("1234.5600000000001", "1234.56"), ("1.5E3", "1500"), ("1E-2", "0.01"),
    ("-12.5", "-12.5"), ("999999999999999.9", "1000000000000000"), ("1.234", "1.2340"), ("0", "0"), ("-0", "0"),
    ("100", "100"), ("0.00000000000000001", "0.00000000000000001"), ("9.9999999999999999", "10"), ("abc", "abc"),
    ("1e999", "1e999"),
  ]) func numbersAreThoseThatExcelShows(xml: String, text: String) { #expect((PlainDecimal(xml)?.text ?? xml) == text) }

  /// A day whose cell has no style is a number, which the workbook counts from its own year.
  @Test(arguments: [(false, 1_462), (true, 0)]) func daysWithoutAStyle(countsFrom1904: Bool, offset: Int) throws {
    let workbook =
      "<workbook xmlns:r='r'><workbookPr date1904='\(countsFrom1904)'/><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets>"
      + "</workbook>"
    func sheet(_ header: [String], _ texts: [String], _ numbers: Int...) -> [UInt8] {
      let cells = numbers.map { "<c><v>\($0)</v></c></row>" }.joined().replacing("</row><c>", with: "<c>")
      return ZipWriter.archive(
        parts(sheet: row(header) + row(texts).replacing("</row>", with: cells), workbook: workbook))
    }
    let (issued, due, paid) = (44_198 + offset, 44_226 + offset, 44_236 + offset)
    let reading = try read(
      bytes: [
        sheet(["invoice", "client", "issued", "due", "amount"], ["F1", "C1"], issued, due, 100),
        sheet(["invoice", "date", "amount"], ["F1"], paid, 40),
      ])
    #expect(reading.firstRows.map(\.issued) == [Day(iso: "2025-01-03")!])
    #expect(reading.firstRows.map(\.due) == [Day(iso: "2025-01-31")!])
    #expect(allocations(reading)["F1"] == ["2025-02-10 4000 payment"])
    let forms = try #require(reading.files[0].dateForms[.issued])
    #expect(forms.serialLine == 2 && forms.days == (countsFrom1904 ? .from1904 : .from1900))
  }

  // MARK: - What is refused

  @Test func aBombIsNotUnpacked() throws {
    var bomb = parts(sheet: header + good)
    bomb[3].claimedSize = 2 << 30
    #expect(
      try failure(of: ZipWriter.archive(bomb))
        == "book.xlsx: the workbook's part xl/worksheets/sheet1.xml unpacks to far more than a workbook holds, and is not "
        + "read. Save the sheet as CSV.")
  }

  @Test func aPartThatIsLargerThanItSaysIsDamaged() throws {
    var lying = parts(sheet: header + good)
    lying[3].claimedSize = 10
    let damaged =
      "book.xlsx: the workbook's part xl/worksheets/sheet1.xml is damaged. Open it in Excel or LibreOffice and save it "
      + "again."
    #expect(try failure(of: ZipWriter.archive(lying)) == damaged)
    var changed = parts(sheet: header + good)
    changed[3].claimedChecksum = 1
    #expect(try failure(of: ZipWriter.archive(changed)) == damaged)
    var notDeflated = parts(sheet: header + good)
    notDeflated[3].method = 8
    #expect(try failure(of: ZipWriter.archive(notDeflated)) == damaged)
  }

  @Test func entitiesOfADocumentsOwnAreRefused() throws {
    let evil = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><workbook>&a;</workbook>"
    #expect(
      try failure(of: ZipWriter.archive(parts(sheet: "", workbook: evil)))
        == "book.xlsx: xl/workbook.xml declares a document type, through which XML can draw in other files. Remove it: it "
        + "is not needed.")
    #expect(
      try failure(of: ZipWriter.archive(parts(sheet: "", workbook: "<workbook>\n&a;</workbook>")))
        == "book.xlsx: xl/workbook.xml uses an entity that is not of XML itself on line 2. Write the character in its place."
    )
  }

  @Test func brokenArchives() throws {
    let whole = ZipWriter.archive(parts(sheet: header + good))
    let damaged = "book.xlsx: the workbook is cut short or damaged. Open it in Excel or LibreOffice and save it again."
    #expect(try failure(of: Array(whole.dropLast(30))) == damaged)
    #expect(
      try failure(of: ZipWriter.archive([.init("a.txt", "x")]))
        == "book.xlsx: this is a zip archive, but no .xlsx workbook. Unpack it, or save the table as .xlsx or CSV.")
    #expect(
      try failure(of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
        == "book.xlsx: this is a workbook of Excel 97 to 2003, or one with a password. Save it as .xlsx without a password, "
        + "or as CSV.")
    #expect(
      try failure(of: ZipWriter.archive(parts(sheet: ""))) == "book.xlsx: no visible sheet of the workbook has a row.")
    #expect(
      try failure(of: ZipWriter.archive(parts(sheet: "<row><c></row>")))
        == "book.xlsx: xl/worksheets/sheet1.xml is not well-formed XML on line 1.")
    var encrypted = parts(sheet: header)
    encrypted[3].flags = 1
    #expect(
      try failure(of: ZipWriter.archive(encrypted))
        == "book.xlsx: the workbook's part xl/worksheets/sheet1.xml is encrypted. Save it without a password.")
  }

  /// Cut anywhere, a workbook is a ledger or a sentence.
  @Test func everyPrefixEndsInASentence() throws {
    let whole = Array(try Data(contentsOf: Files.root.appendingPathComponent("Tests/Fixtures/inline.xlsx")))
    for count in stride(from: 4, to: whole.count, by: 97) {
      #expect(throws: IngestError.self) { try read(bytes: [Array(whole[..<count])]) }
    }
  }
}

@Suite struct XMLReaderTests {
  private func events(_ text: String) throws -> [String] {
    var reader = XMLReader(MemoryStream(Array(text.utf8)), file: "f", part: "p")
    var events: [String] = []
    while let event = try reader.next() {
      switch event {
      case .start(let name): events.append("<\(name)" + reader.attributes.map { " \($0.name)=\($0.value)" }.joined())
      case .end(let name): events.append("/\(name)")
      case .text: events.append(String(decoding: reader.text, as: UTF8.self))
      }
    }
    return events
  }

  @Test func theSubsetIsRead() throws {
    #expect(
      try events(
        "<?xml version='1.0'?><!-- <x> --><a:b c='1' d:e=\"&lt;&#233;&#xe9;\" >t<![CDATA[<&]]]]>&amp;<f/></a:b>\n")
        == ["<b c=1 e=<éé", "t", "<&]]", "&", "<f", "/f", "/b"])
  }

  @Test(arguments: [
    "", "<a>", "<a></b>", "<a/><b/>", "x<a/>", "<a b=1/>", "<a b='1'c='2'/>", "<a><</a>", "<a>&#0;</a>",
    "<a>&#xD800;</a>",
    "<a>&lt</a>", "</a>", "<a b='<'/>", "<!DOCTYPE a><a/>", "<a>&b;</a>", "<![CDATA[x]]>", "<a ", "<a><![CDATA[",
    "<!--",
  ]) func theRestIsRefused(text: String) { #expect(throws: IngestError.self) { try events(text) } }

  @Test func depthAndLengthAreLimited() {
    #expect(throws: IngestError.self) { try events(String(repeating: "<a>", count: 200)) }
    #expect(throws: IngestError.self) { try events("<\(String(repeating: "a", count: 300))/>") }
    #expect(throws: IngestError.self) { try events("<a>\(String(repeating: "a", count: 2 << 20))</a>") }
  }
}
