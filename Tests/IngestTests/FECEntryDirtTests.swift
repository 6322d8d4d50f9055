import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

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
