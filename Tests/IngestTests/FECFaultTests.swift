import Foundation
import Receivables
import Testing

@testable import Ingest

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
