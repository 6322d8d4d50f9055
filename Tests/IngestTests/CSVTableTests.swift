import Ingest
import Testing

@Suite struct CSVTableTests {
  private func table(_ text: String, allowsNoHeader: Bool = false) throws -> CSVTable {
    try CSVTable(Array(text.utf8), name: "t.csv", allowsNoHeader: allowsNoHeader)
  }

  @Test func columnsByName() throws {
    let table = try table("Raison sociale;SIREN;Chiffre d'affaires\n\"A; \"\"B\"\"\";123;1 234,5\n")
    #expect(table.column("name", "raison_sociale") == 0 && table.column("siren") == 1 && table.column("none") == nil)
    #expect(table.text(0, 0) == "A; \"B\"")
    #expect(try table.decimalMark(of: [2]) == .comma)
    #expect(table.number(0, 2, .comma) == .value(1_234.5) && table.number(0, 0, .comma) == .unreadable)
  }

  @Test func aMalformedRowIsSetAsideWithItsLine() throws {
    let table = try table("a,b\n1,2\n\n3\n\"x\ny\",4\n5,6,7\n8,9\n")
    #expect(table.lines == [2, 5, 8] && table.rejected.map(\.line) == [4, 7])
    #expect(table.rejected[0].explanation.hasPrefix("1 fields where the header has 2."))
  }

  @Test func blanksAndNoHeader() throws {
    let table = try table("A11 6 x\nA12  48 y\n", allowsNoHeader: true)
    #expect(!table.hasHeader && table.headers == ["column_1", "column_2", "column_3"] && table.rowCount == 2)
    #expect(table.number(1, 1, .point) == .value(48) && table.lines == [1, 2])
    #expect(throws: IngestError.self) { try self.table("") }
    #expect(throws: IngestError.noRows(file: "t.csv")) { try self.table("a,b\n") }
  }

  @Test(arguments: [
    ("1.5", 1.5), ("-0.015148", -0.015148), ("1e-3", 0.001), ("1 234.5", 1_234.5), ("1,234.5", 1_234.5),
  ])
  func numbers(text: String, value: Double) throws {
    let table = try table("a;b\n\(text);x\n")
    #expect(table.number(0, 0, .point) == .value(value))
  }

  @Test(arguments: ["", "?", "NaN", "null", "-"]) func gaps(text: String) throws {
    #expect(try table("a;b\n\(text);x\n").number(0, 0, .point) == .missing)
  }

  @Test func twoMarksInOneTable() {
    #expect(throws: IngestError.decimalMarkMixed(file: "t.csv", column: "a", lines: [2, 3])) {
      let table = try table("a;b\n1,5;x\n1.25;x\n")
      _ = try table.decimalMark(of: [0])
    }
  }
}
