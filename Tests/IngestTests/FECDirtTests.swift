import Execution
import Foundation
import Receivables
import TestSupport
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

/// What books hold that no rule allows, and that is read all the same.
@Suite struct FECEntryDirtTests {
  @Test func aClientMayHaveNoLabelAndTheCodeOfASupplier() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.entry("AC", "20250106", "FF1", "607000 - 5000", "401000 C1 -5000")
    let text = fec.text.replacing("\tNom C1\t", with: "\t\t")
    let reading = try read(text) { $0.terms = thirtyDays }
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000]], "what is owed to it is another account")
    #expect(reading.ledger.clients.map(\.name) == [""])
    #expect(reading.books?.lines.notReceivable == 4)
  }

  /// A line whose other side is not in the file: the sign decides, and that is said.
  @Test func entriesOfOneLine() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FA1", "411000 C1 12000 A")
    fec.entry("BQ", "20250205", "R1", "411000 C1 -12000 A")
    let reading = try readFEC(fec)
    #expect(allocations(reading) == ["FA1": ["2025-02-05 12000 payment"]])
    #expect(reading.notices[.signDecides]?.rows == 2)
  }

  @Test func entriesThatDoNotBalance() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FA1", "411000 C1 12000", "706000 - -9999")
    fec.entry("BQ", "20250205", "FA1", "512000 - 11000", "411000 C1 -12000")
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 0]])
    #expect(reading.books?.control == .zero && reading.books?.net == .zero)
  }

  /// Listed by journal and number with both sides; the lines are used all the same. Lines of one entry may have several
  /// days, and an entry after the as-of day is nobody's business yet.
  @Test func entriesThatDoNotBalanceAreListed() throws {
    var fec = FECText()
    fec.entry("VE", "20250105", "FA1", "411000 C1 12000", "706000 - -9999")
    fec.invoice("FA2", "C1", "20250106", 6_000)
    fec.entry("VE", "20250107", "FA3", "411000 C1 5000")
    fec.entry("VE", "20250108", "FA3", "706000 - -5000")
    fec.lines[fec.lines.count - 1].number = fec.lines[fec.lines.count - 2].number
    fec.entry("BQ", "20250205", "FA1", "512000 - 11000", "411000 C1 -12000")
    fec.entry("BQ", "20250301", "FA2", "512000 - 1")
    let reading = try readFEC(fec) { $0.asOf = Day(iso: "2025-02-28") }
    let found = LedgerAudit(reading).suspicions.filter { $0.sort == .unbalancedEntry }
    #expect(found.map(\.about[1]) == ["VE 1", "BQ 5"])
    #expect(found.allSatisfy { $0.about[0].hasSuffix("/1.csv") })
    #expect(found.map(\.amount?.minorUnits) == [2_001, -1_000])
    #expect(found.map(\.day?.description) == ["2025-01-05", "2025-02-05"])
    #expect(found.map(\.sides?.debits.minorUnits) == [12_000, 11_000])
    #expect(found.map(\.sides?.credits.minorUnits) == [9_999, 12_000])
    #expect(balances(reading.ledger)["FA1"] == [12_000, 0])
    #expect(reading.files[0].details.contains(.unbalancedEntries(3)))
  }

  /// Some exports number the lines: the reference holds an entry together then, and a credit note stays one.
  @Test func aNumberForEachLine() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.payment("R1", "C1", "20250205", 12_000)
    fec.entry("VE", "20250301", "AV1", "411000 C1 -1200", "706000 - 1000", "445710 - 200")
    let numbered = try readFEC(fec)
    for index in fec.lines.indices { fec.lines[index].number = "\(index + 1)" }
    let reading = try readFEC(fec)
    #expect(contents(of: reading.ledger) == contents(of: numbered.ledger))
    #expect(LedgerAudit(reading).suspicions.isEmpty && reading.notices[.signDecides] == nil)
    #expect(reading.files[0].details.contains(.numbersOfLines) && !numbered.files[0].details.contains(.numbersOfLines))
  }

  /// The last day of the year has no entry in most books.
  @Test func theClosingDayOfTheNameIsDoubtedOnlyWhereItCannotBe() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    for (name, isDoubted) in [("20251231", false), ("20250104", true), ("20261231", false), ("20281231", true)] {
      let reading = try Files.withTemporaryFolder { folder in
        let file = folder.appendingPathComponent("732829320FEC\(name).txt")
        try fec.text.write(to: file, atomically: true, encoding: .utf8)
        var options = InvoiceReader.Options()
        options.terms = thirtyDays
        return try InvoiceReader(options: options, executor: Executor(threads: 1)).read(paths: [file.path])
      }
      let isDoubtful = reading.files[0].details.contains {
        if case .namedClosing(_, goesWithEntries: false) = $0 { true } else { false }
      }
      #expect(isDoubtful == isDoubted, "\(name)")
    }
  }

  /// Some exports have a line of zero for each account there is: it does not tell what the entry is.
  @Test func linesOfZeroTellNothing() throws {
    var fec = FECText()
    fec.entry("AN", "20250101", "AN", "411000 C1 12000", "706000 - 0", "512000 - -12000")
    let reading = try readFEC(fec)
    #expect(reading.books?.opening.rows == 1)
  }

  /// Two entries under one number of one journal and day are one entry to a reader; their sides still tell what they are.
  @Test func oneNumberForTwoEntries() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.invoice("FA2", "C2", "20250105", 6_000)
    for index in fec.lines.indices { fec.lines[index].number = "1" }
    let reading = try readFEC(fec)
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000], "FA2": [6_000, 6_000]])
  }

  /// A journal that is one entry a month: no slower than entries of their own, and the same documents.
  @Test func anEntryOfManyLines() throws {
    var fec = FECText()
    for number in 1...40 { fec.invoice("FA\(number)", "C\(number % 7)", "20250105", Int64(600 * number)) }
    let apart = try readFEC(fec)
    for index in fec.lines.indices { fec.lines[index].number = "1" }
    #expect(contents(of: try readFEC(fec).ledger) == contents(of: apart.ledger))
  }

  @Test func amountsThatCannotBeAddedUpAreRefused() throws {
    let line = FECText.header.split(separator: "\t").indices.map { index in
      switch index {
      case 3, 9: "20250105"
      case 4: "411000"
      case 6: "C1"
      case 11: "999999999999,99"
      default: "1"
      }
    }
    let text = FECText.header + "\n" + String(repeating: line.joined(separator: "\t") + "\n", count: 95_000)
    #expect(throws: IngestError.amountsTooLarge) { try read(text) { $0.terms = thirtyDays } }
  }

  /// Written by iconv in code page 1147; some programs end lines with the other sign for a new line.
  @Test func ebcdic() throws {
    let bytes = Array(try Data(contentsOf: Files.root.appendingPathComponent("Tests/Fixtures/fec-ebcdic.txt")))
    for newLine: UInt8 in [0x25, 0x15] {
      let reading = try read(bytes: [bytes.map { $0 == 0x25 ? newLine : $0 }]) { $0.terms = thirtyDays }
      #expect(balances(reading.ledger) == ["FA1": [123_456, 123_456]])
      #expect(reading.ledger.clients.map(\.name) == ["Société Électrique de l'Été"])
      #expect(reading.files[0].form == "EBCDIC text, read as code page 1147")
    }
  }
}

/// Lines that cannot be read, and files that cannot.
@Suite struct FECFaultTests {
  private func rejection(_ change: (inout [String]) -> Void) throws -> [String] {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.invoice("FA2", "C1", "20250106", 6_000)
    var rows = fec.fields
    change(&rows[3])
    let text = FECText.header + "\n" + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    let reading = try read(text) { $0.terms = thirtyDays }
    #expect(balances(reading.ledger) == ["FA1": [12_000, 12_000]])
    #expect(reading.rejected.first?.amount?.minorUnits == 6_000 || reading.rejectedAmount == .zero)
    return rejections(reading)
  }

  @Test func whatALineCannotBe() throws {
    #expect(try rejection { $0[3] = "" } == ["5: EcritureDate is empty. Fill it in."])
    #expect(try rejection { $0[3] = "00000000" } == ["5: EcritureDate is empty. Fill it in."])
    #expect(
      try rejection { $0[3] = "20250230" } == [
        "5: cannot read '20250230' as a date in EcritureDate. Expected 20251231, 2025-12-31 or 31/12/2025."
      ])
    #expect(try rejection { $0[4] = "" } == ["5: CompteNum is empty. Fill it in."])
    #expect(
      try rejection { $0[11] = "12x" } == [
        "5: cannot read '12x' as an amount in Debit. Expected digits with one decimal mark, such as 1234,56."
      ])
    #expect(
      try rejection { $0[11] = "60,001" } == [
        "5: '60,001' in Debit has more than two decimals. Round it in the source."
      ])
    #expect(
      try rejection { $0[11] = "99999999999999" } == [
        "5: the amount in Debit is too large. Check that the columns are where the header says."
      ])
    #expect(
      try rejection { $0 = Array($0.prefix(6)) } == [
        "5: 6 fields where the header has 18. Check for a missing or an unquoted delimiter."
      ])
    #expect(
      try rejection { $0 = Array($0.prefix(6)) + [""] } == [
        "5: 6 fields where the header has 18. Check for a missing or an unquoted delimiter."
      ], "the delimiter at the line's end makes no field")
  }

  @Test func anUnknownSense() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    var rows = fec.fields
    for index in rows.indices { rows[index][12] = index == 2 ? "X" : index == 0 ? "D" : "C" }
    let header = FECText.header.replacing("Debit\tCredit", with: "Montant\tSens")
    let text = header + "\n" + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    #expect(
      rejections(try read(text) { $0.terms = thirtyDays })
        == ["4: 'X' is not a Sens. Expected D or C, or +1 or -1."])
  }

  @Test func filesThatAreRefused() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    #expect(
      try failure(fec.text)
        == "1.csv: a FEC has no due days. Say the payment terms, for example --terms 30 or --terms '45 end of month', or "
        + "add a table of clients with a column 'terms'. Due days are then marked as assumed.")
    #expect(try read(fec.text) { $0.needsDueDays = false }.ledger.documentCount == 1)
    var cash = FECText()
    cash.entry("BQ", "20250105", "R1", "512000 - 1200", "706000 - -1200")
    #expect(
      try failure(cash.text) { $0.terms = thirtyDays }
        == "1.csv: this FEC has no line on the clients' accounts 411, 413, 416, 418 and 419, so it tells nothing of what is "
        + "owed. Books kept on a cash basis have none: export the invoices and the payments instead.")
    #expect(
      try failure(FECText.header + "\n") { $0.terms = thirtyDays }
        == "1.csv: there is a header but no row below it. Expected one row an invoice.")
    #expect(
      try failure("<?xml version=\"1.0\"?>\n<comptabilite><exercice/></comptabilite>\n")
        == "1.csv: this is a FEC in XML, which is not read. Export it as text, separated by tabs or vertical bars.")
    #expect(
      try failure(fec.text.replacing("FA1", with: "FA\01")) { $0.terms = thirtyDays }
        == "1.csv:2: the file holds a NUL byte, so it is not plain text. Save it as CSV in UTF-8.")
  }

  @Test func termsMakeDueDays() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20230115", 12_000)
    func due(_ terms: String) throws -> Day {
      let reading = try readFEC(fec) { $0.terms = PaymentTerms(terms) }
      #expect(reading.notices[.assumedDue]?.rows == 1)
      return Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)[0].due
    }
    #expect(try due("30") == Day(iso: "2023-02-14"))
    #expect(try due("45 end of month") == Day(iso: "2023-03-31"))
    #expect(try due("end of month 45") == Day(iso: "2023-03-17"))
    #expect(try due("45 jours fin de mois") == Day(iso: "2023-03-31"))
    for text in ["", "soon", "30 31", "-5", "4000", "end of month"] { #expect(PaymentTerms(text) == nil) }
  }

  @Test func aTableOfClientsGivesTermsNamesAndSegments() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.invoice("FA2", "C2", "20250105", 12_000)
    let clients = "client,nom,segment,terms\nC1,Dupont,PME,60\nC3,Autre,,30\n"
    let reading = try read(fec.text, clients) { $0.terms = thirtyDays }
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    #expect(reading.ledger.clients.map { "\($0.name) \($0.segment)" } == ["Dupont PME", "Nom C2 "])
    #expect(
      snapshot.account(0)[0].due == Day(iso: "2025-03-06") && snapshot.account(1)[0].due == Day(iso: "2025-02-04"))
    #expect(reading.files.map(\.kind) == [.fec, .clients])
    let sentence = #"""
      a FEC has no due days, and the table of clients gives no terms for 1 of 2 clients. Complete it, or say the terms of \#
      the others: --terms 30.
      """#
    do {
      _ = try read(fec.text, clients)
      Issue.record("not refused")
    } catch let error as IngestError {
      #expect("\(error)".hasSuffix(sentence))
    }
  }
}

/// Several years of one company.
@Suite struct FECYearsTests {
  private func years() -> (first: FECText, second: FECText) {
    var first = FECText()
    first.invoice("FA1", "C1", "20240105", 10_000, "A")
    first.payment("R1", "C1", "20240205", 10_000, "A")
    first.invoice("FA2", "C1", "20241110", 20_000)
    first.invoice("FA3", "C2", "20241215", 30_000)
    var second = FECText()
    second.entry("AN", "20250101", "FA2", "411000 C1 20000 A", "101000 - -20000")
    second.entry("AN", "20250101", "AN", "411000 C2 30000", "101000 - -30000")
    second.payment("R2", "C1", "20250115", 20_000, "A")
    second.payment("R3", "C2", "20250120", 30_000, "A")
    second.invoice("FA4", "C2", "20250201", 5_000)
    return (first, second)
  }

  @Test func openingBalancesAreNotCountedAgain() throws {
    let (first, second) = years()
    for texts in [[first, second], [second, first]] {
      let reading = try read(bytes: texts.map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
      #expect(
        balances(reading.ledger) == [
          "FA1": [10_000, 0], "FA2": [20_000, 0], "FA3": [30_000, 0], "FA4": [5_000, 5_000],
        ])
      #expect(allocations(reading)["FA2"] == ["2025-01-15 20000 payment"])
      #expect(allocations(reading)["FA3"] == ["2025-01-20 30000 payment"])
      let books = try #require(reading.books)
      #expect(books.lines.joined == 2 && books.openingDifferences == 0 && books.control.minorUnits == 5_000)
      #expect(reading.matches.mapValues(\.matches) == [.lettering: 2, .opening: 1])
      #expect(
        reading.ledger.clients.indices.allSatisfy { client in
          Snapshot(of: reading.ledger, asOf: reading.asOf).account(client).allSatisfy { $0.enteredOn == nil }
        })
    }
  }

  /// One opening line for all clients says nothing new of any of them.
  @Test func aBalanceOfTheWholeAccountIsThatOfItsClients() throws {
    var (first, second) = years()
    second.lines.removeFirst(4)
    second.lines.insert(
      contentsOf: [("411000", 50_000), ("101000", -50_000)].map { account, amount in
        FECText.Line(
          journal: "AN", number: "1", day: "20250101", account: account, client: "", reference: "AN",
          documentDay: "20250101", amount: amount, code: "")
      }, at: 0)
    first.invoice("FA5", "C3", "20241220", 700)
    for (total, difference) in [(50_700, 0), (50_000, -700)] as [(Int64, Int64)] {
      (second.lines[0].amount, second.lines[1].amount) = (total, -total)
      let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
      let books = try #require(reading.books)
      #expect(books.openingDifferences == (difference == 0 ? 0 : 1))
      #expect(books.openingDifference.minorUnits == difference)
      var expected: [String: Int64] = ["C1": 0, "C2": 5_000, "C3": 700]
      if difference != 0 { expected["411000"] = difference }
      #expect(netBalances(reading) == expected)
      #expect(books.net == books.control)
    }
  }

  @Test func whatDoesNotAgreeIsAnItemOfItsOwn() throws {
    var (first, second) = years()
    second.lines[0].amount = 18_000
    second.lines[1].amount = -18_000
    first.invoice("FA5", "C3", "20241220", 700)
    let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) { $0.terms = thirtyDays }
    let books = try #require(reading.books)
    #expect(books.openingDifferences == 2 && books.openingDifference.minorUnits == -2_700)
    #expect(netBalances(reading) == ["C1": -2_000, "C2": 5_000, "C3": 0])
    #expect(books.control.minorUnits == 3_000 && books.net == books.control)
  }

  @Test func theBalanceOfTheFirstYearIsItsOwn() throws {
    let (first, second) = years()
    let reading = try read(bytes: [first, second].map { Array($0.text.utf8) }) {
      $0.terms = thirtyDays
      $0.asOf = Day(iso: "2024-12-31")
    }
    #expect(reading.books?.control.minorUnits == 50_000)
    #expect(
      contents(of: reading.ledger) == contents(of: try readFEC(first) { $0.asOf = Day(iso: "2024-12-31") }.ledger))
  }

  @Test func oneEntryInTwoFilesIsRefused() throws {
    let (first, second) = years()
    var again = first
    again.payment("R9", "C2", "20241230", 100)
    #expect(throws: IngestError.self) { try readFEC(first, again) }
    #expect(throws: IngestError.self) { try readFEC(second, second) }
  }
}
