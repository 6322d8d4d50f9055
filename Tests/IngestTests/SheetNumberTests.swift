import TestSupport
import Testing

@testable import Ingest

private func text(_ value: String) -> String { "<c t='inlineStr'><is><t>\(value)</t></is></c>" }
private func number(_ value: String) -> String { "<c><v>\(value)</v></c>" }
private func row(_ cells: String...) -> String { "<row>" + cells.joined() + "</row>" }

private let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/// A workbook by hand with these sheets, named A, B, …
private func book(_ sheets: String...) -> [UInt8] {
  let names = ["A", "B"].prefix(sheets.count)
  func each(_ text: (String) -> String) -> String { names.map(text).joined() }
  let parts: [ZipWriter.Part] = [
    .init(
      "_rels/.rels",
      "<Relationships><Relationship Id='r' Type='\(types)/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
    .init(
      "xl/workbook.xml",
      "<workbook xmlns:r='r'><sheets>" + each { "<sheet name='\($0)' r:id='\($0)'/>" } + "</sheets></workbook>"),
    .init(
      "xl/_rels/workbook.xml.rels",
      "<Relationships>" + each { "<Relationship Id='\($0)' Type='\(types)/worksheet' Target='\($0).xml'/>" }
        + "</Relationships>"),
  ]
  return ZipWriter.archive(
    parts
      + zip(names, sheets).map {
        .init("xl/\($0).xml", "<worksheet><sheetData>\($1)</sheetData></worksheet>")
      })
}

private let header = row(text("invoice"), text("client"), text("issued"), text("due"), text("amount"))

private func invoices(_ amounts: String...) -> String {
  header
    + amounts.enumerated().map { index, amount in
      row(text("I\(index + 1)"), text("C1"), text("2025-01-01"), text("2025-01-31"), amount)
    }.joined()
}

private let payments = row(text("client"), text("invoice"), text("date"), text("amount"))

/// Numbers and texts in one column of a workbook, formulas, and several sheets.
@Suite struct SheetNumberTests {
  /// A number in a sheet has no decimal mark: only texts are judged by theirs.
  @Test func aTextAmongNumbersHasItsOwnDecimalMark() throws {
    let typed = book(invoices(number("1200.1"), number("2345.67"), text("1 234,56"), number("3")))
    let expected: [String: [Int64]] = [
      "I1": [120_010, 120_010], "I2": [234_567, 234_567], "I3": [123_456, 123_456], "I4": [300, 300],
    ]
    #expect(balances(try read(bytes: [typed]).ledger) == expected)
    #expect(balances(try read(bytes: [typed]) { $0.decimalMark = .comma }.ledger) == expected)
    let mixed = book(invoices(number("1200.1"), text("1,50"), text("1.50")))
    let error = #expect(throws: IngestError.self) { try read(bytes: [mixed]) }
    #expect(error?.description.contains("one way on line 3 and another on line 4") == true)
  }

  @Test func numbersInATableOfPaymentsToo() throws {
    let paid =
      payments + row(text("C1"), text("I1"), text("2025-01-10"), number("0.25"))
      + row(text("C1"), text("I1"), text("2025-01-11"), text("0,50"))
    #expect(balances(try read(bytes: [book(invoices(text("1,00"))), book(paid)]).ledger) == ["I1": [100, 25]])
  }

  @Test func numbersBelowHeadingsOfClients() throws {
    let rows = [
      row(text("invoice"), text("issued"), text("due"), text("amount")), row(text("C1")),
      row(text("I1"), text("2025-01-01"), text("2025-01-31"), number("1.5")),
      row(text("I2"), text("2025-01-01"), text("2025-01-31"), text("2,50")),
    ]
    #expect(balances(try read(bytes: [book(rows.joined())]).ledger) == ["I1": [150, 150], "I2": [250, 250]])
  }

  @Test func aRejectedRowIsQuotedAsText() throws {
    let reading = try read(bytes: [book(invoices(number("1.5"), number("1.2345")))])
    #expect(try Array(reading.rejectedTexts().values) == ["I2\tC1\t2025-01-01\t2025-01-31\t1.2345"])
  }

  @Test func aFormulaThatWasNeverCalculated() throws {
    let reading = try read(bytes: [
      book(
        invoices(
          number("1.5"), "<c><f>B2*1.2</f></c>", "<c><f>B3*2</f><v>3.5</v></c>", "<c t='str'><f>A1</f><v></v></c>")
          + row("<c><f>A1</f></c>", text("C1"), text("2025-01-01"), text("2025-01-31"), number("1")))
    ])
    #expect(balances(reading.ledger) == ["I1": [150, 150], "I3": [350, 350]])
    let sentence =
      " holds a formula that was never calculated. Open the workbook in Excel or LibreOffice, save it, and read it again."
    #expect(
      rejections(reading) == ["3: amount" + sentence, "5: amount is empty. Fill it in.", "6: invoice" + sentence])
  }

  @Test func severalSheetsAreSeveralTables() throws {
    let both = book(
      invoices(number("1")), payments + row(text("C1"), text("I1"), text("2025-01-10"), number("0.25")))
    for sheets in [["all"], ["A", "B"], ["B", "A", "B"]] {
      let reading = try read(bytes: [both]) { $0.sheets = sheets }
      #expect(balances(reading.ledger) == ["I1": [100, 75]])
      #expect(
        reading.files.map { String($0.source.name.split(separator: "/").last!) } == [
          "1.csv, sheet 'A'", "1.csv, sheet 'B'",
        ])
    }
    #expect(balances(try read(bytes: [both]) { $0.sheets = ["A"] }.ledger) == ["I1": [100, 100]])
  }
}
