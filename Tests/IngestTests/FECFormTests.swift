import Foundation
import Receivables
import Testing

@testable import Ingest

/// One ledger in every form that FECs come in: each must read as the plain one does.
@Suite struct FECFormTests {
  private static let plain: FECText = {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 123_456, "AA")
    fec.payment("R1", "C1", "20250220", 123_456, "AA")
    fec.invoice("FA2", "C2", "20250106", 60_000)
    fec.entry("VE", "20250107", "AV1", "706000 - 1000", "445710 - 200", "411000 C2 -1200")
    return fec
  }()

  private static func join(_ rows: [[String]], _ delimiter: String = "\t", end: String = "\n") -> String {
    rows.map { $0.joined(separator: delimiter) + end }.joined()
  }

  private static var rows: [[String]] {
    [FECText.header.split(separator: "\t").map(String.init)] + plain.fields
  }

  /// Changes the data rows' fields, by their index and value.
  private static func each(_ change: (Int, String) -> String) -> [[String]] {
    [rows[0]] + rows.dropFirst().map { row in row.enumerated().map { change($0, $1) } }
  }

  private static func isAmount(_ column: Int) -> Bool { column == 11 || column == 12 }
  private static func isDate(_ column: Int) -> Bool { [3, 9, 15].contains(column) }

  private static func grouped(_ amount: String, by blank: String) -> String {
    amount.count > 6 ? String(amount.dropLast(6)) + blank + amount.suffix(6) : amount
  }

  private static func insert(_ columns: [String], _ values: [String]) -> [[String]] {
    [rows[0] + columns] + rows.dropFirst().map { $0 + values }
  }

  private static func senses(_ debit: String, _ credit: String) -> [[String]] {
    rows.enumerated().map { index, row in
      var row = row
      if index == 0 {
        (row[11], row[12]) = ("Montant", "Sens")
      } else {
        let isDebit = row[12] == "0,00"
        (row[11], row[12]) = isDebit ? (row[11], debit) : (row[12], credit)
      }
      return row
    }
  }

  static let forms: [(name: String, text: String)] = [
    ("vertical bars", join(rows, "|")),
    ("byte-order mark", "\u{FEFF}" + join(rows)),
    ("lines of Windows", join(rows, end: "\r\n")),
    ("lines of old Macs", join(rows, end: "\r")),
    ("a delimiter at the end of all lines", join(rows.map { $0 + [""] }, "|")),
    ("a delimiter at the end of lines, not of the header", join([rows[0]] + rows.dropFirst().map { $0 + [""] }, "|")),
    ("blank-padded fields", join(each { "\($1)     " }, "|")),
    ("zero-padded amounts", join(each { isAmount($0) ? String(repeating: "0", count: 14 - $1.count) + $1 : $1 })),
    ("decimal points", join(each { isAmount($0) ? $1.replacing(",", with: ".") : $1 })),
    ("thousands after blanks", join(each { isAmount($0) ? grouped($1, by: " ") : $1 })),
    ("thousands after no-break spaces", join(each { isAmount($0) ? grouped($1, by: "\u{A0}") : $1 })),
    ("thousands after narrow no-break spaces", join(each { isAmount($0) ? grouped($1, by: "\u{202F}") : $1 })),
    ("a blank idle side", join(each { isAmount($0) && $1 == "0,00" ? "" : $1 })),
    ("a sign in front", join(each { isAmount($0) ? "+" + $1 : $1 })),
    ("Montant and Sens", join(senses("D", "C"))),
    ("Montant and signed Sens", join(senses("+1", "-1"))),
    ("another order of columns", join(rows.map { $0.reversed() })),
    ("more columns", join(insert(["Analytique"], ["X1"]))),
    ("21 columns", join(insert(["DateRglt", "ModeRglt", "NatOp"], ["", "", ""]))),
    ("22 columns", join(insert(["DateRglt", "ModeRglt", "NatOp", "IdClient"], ["", "", "", "Z"]))),
    ("quoted fields", join(rows.map { $0.map { "\"\($0)\"" } })),
    ("empty lines", join(rows).replacing("\n", with: "\n\n")),
    ("no header", join(Array(rows.dropFirst()))),
    (
      "dates with dashes",
      join(each { isDate($0) ? "\($1.prefix(4))-\($1.dropFirst(4).prefix(2))-\($1.suffix(2))" : $1 })
    ),
    (
      "what a spreadsheet exported again",
      join(
        [
          [
            "JournalCode", "JournalLibelle", "EcritureNum", "EcritureDate", "CompteNum", "CompteLibelle",
            "CompteAuxNum",
            "CompteAuxLib", "PieceRef", "PieceDate", "EcritureLibelle", "Débit", "Crédit", "EcritureLettrage",
            "DateLettrage", "ValidDate", "MontantDevise", "Idevise",
          ]
        ]
          + each { isDate($0) ? "\($1.suffix(2))/\($1.dropFirst(4).prefix(2))/\($1.prefix(4))" : $1 }.dropFirst(), ";")
    ),
    (
      "days first, without marks",
      join(each { isDate($0) ? "\($1.suffix(2))\($1.dropFirst(4).prefix(2))\($1.prefix(4))" : $1 })
    ),
    ("a column without a name", join([rows[0]] + rows.dropFirst().map { $0 + ["IMPORT"] })),
    (
      "a column without a name behind a blank idle side",
      join([rows[0]] + each { isAmount($0) && $1 == "0,00" ? "" : $1 }.dropFirst().map { $0 + ["", "IMPORT"] })
    ),
    ("the delimiter in a label", join(each { $0 == 10 ? "a|b|12" : $1 }, "|")),
    ("a quote in a label", join(each { $0 == 10 ? "\"12\" pouces" : $1 })),
    ("optional fields left out at the end", join([rows[0]] + rows.dropFirst().map { Array($0.dropLast(3)) })),
    ("ValidDate blank, DateLet alone", join(each { $0 == 15 ? "" : $0 == 14 ? "20250630" : $1 })),
    ("ValidDate before the entry", join(each { $0 == 15 ? "20200101" : $1 })),
    ("a byte-order mark on what a spreadsheet exported again", "\u{FEFF}" + join(rows, ";")),
    ("gaps in the numbers of entries", join(each { $0 == 2 ? "\(Int($1)! * 7)" : $1 })),
    ("numbers that start again in each journal", join(each { $0 == 2 ? "1" : $1 })),
    ("PieceDate a placeholder", join(each { $0 == 9 ? "19000101" : $1 })),
    ("PieceDate of zeros", join(each { $0 == 9 ? "00000000" : $1 })),
  ]

  @Test(arguments: forms.indices) func readsAsThePlainFile(index: Int) throws {
    let form = FECFormTests.forms[index]
    let plain = try readFEC(FECFormTests.plain)
    let reading = try read(form.text) { $0.terms = thirtyDays }
    #expect(contents(of: reading.ledger) == contents(of: plain.ledger), "\(form.name)")
    #expect(reading.rejected.isEmpty && reading.records == plain.records, "\(form.name)")
    #expect(reading.files[0].kind == .fec)
  }

  @Test func negativeAmountsAndAmountsOnBothSides() throws {
    let rows = FECFormTests.rows
    func text(_ change: (String, String) -> (String, String)) -> String {
      FECFormTests.join(
        [rows[0]]
          + rows.dropFirst().map { row in
            var row = row
            (row[11], row[12]) = change(row[11], row[12])
            return row
          })
    }
    let expected = contents(of: try readFEC(FECFormTests.plain).ledger)
    let forms = [
      text { $1 == "0,00" ? ($0, $1) : ("-" + $1, "0,00") }, text { $1 == "0,00" ? ($0, $1) : ($1 + "-", "0,00") },
      text { $1 == "0,00" ? ($0, $1) : ("(\($1))", "0,00") },
    ]
    for form in forms {
      #expect(contents(of: try read(form) { $0.terms = thirtyDays }.ledger) == expected)
    }
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    let both = fec.text.replacing("120,00\t0,00", with: "130,00\t10,00")
    let reading = try read(both) { $0.terms = thirtyDays }
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000]])
    #expect(reading.files[0].details.contains { if case .twoSidedLines = $0 { true } else { false } })
  }

  @Test func charsetsOfNames() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    // The label "libellé" of the text is in UTF-8; each case must spell the whole file one way.
    let plain = fec.text.replacing("libellé", with: "libelle")
    func read(_ name: [UInt8]) throws -> (String, TextEncoding) {
      let at = plain.range(of: "Nom C1")!
      let bytes = Array(plain[..<at.lowerBound].utf8) + name + Array(plain[at.upperBound...].utf8)
      let reading = try IngestTests.read(bytes: [bytes]) { $0.terms = thirtyDays }
      return (reading.ledger.clients[0].name, reading.files[0].encoding)
    }
    #expect(try read(Array("Société Œ €".utf8)) == ("Société Œ €", .utf8))
    #expect(try read([0xC9, 0x74, 0xE9, 0x20, 0xBC, 0x20, 0xA4]) == ("Été Œ €", .latin9))
    #expect(try read([0xC9, 0x74, 0xE9, 0x20, 0x8C, 0x20, 0x80]) == ("Été Œ €", .windows1252))
    #expect(try read([0x4E, 0xF8, 0x20, 0x31]).0 == "Nø 1", "a degree sign of DOS is kept as what it stands for here")
  }
}
