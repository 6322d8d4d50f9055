import Receivables
import Testing

@testable import Ingest

private func audit(_ rows: String...) throws -> [Suspicion] {
  LedgerAudit(try read("invoice,client,client_name,issued,due,amount\n" + rows.joined(separator: "\n") + "\n").ledger)
    .suspicions
}

@Suite struct LedgerAuditTests {
  @Test func nothingIsSuspiciousOfACleanLedger() throws {
    #expect(
      try audit("F1,C1,Durand,2025-01-03,2025-01-31,1.00", "F2,C2,Martin,2025-01-03,2025-01-31,1.00") == [])
  }

  /// A spreadsheet takes a code for a number, and its leading zeros go.
  @Test func aCodeThatLostItsZerosIsTheSameClientPerhaps() throws {
    #expect(
      try audit("F1,00042,,2025-01-03,2025-01-31,1.00", "F2,42,,2025-01-03,2025-01-31,1.00")
        == [Suspicion(.spelling, ["00042", "42"])])
  }

  @Test(arguments: [
    ("SARL Dupont & Fils", "Dupont et fils", false), ("DUPONT S.A.", "Dupont", true),
    ("Société Générale", "SOCIETE GENERALE SA", true), ("Éts Martin", "Martin SAS", true),
  ])
  func namesThatDifferInSpelling(first: String, second: String, areOne: Bool) throws {
    let found = try audit("F1,C1,\(first),2025-01-03,2025-01-31,1.00", "F2,C2,\(second),2025-01-03,2025-01-31,1.00")
    #expect(found.isEmpty != areOne)
  }

  /// Parts of one invoice are due on days of their own; the numbers of many firms hold a slash as well.
  @Test func instalmentsAreNoDuplicates() throws {
    #expect(try audit("F2/1,C1,,2025-01-03,2025-01-31,1.00", "F2/2,C1,,2025-01-03,2025-02-28,1.00") == [])
    for (second, due) in [("F2/2", "2025-01-31"), ("F3/1", "2025-02-28")] {
      let found = try audit("F2/1,C1,,2025-01-03,2025-01-31,1.00", "\(second),C1,,2025-01-03,\(due),1.00")
      #expect(found.map(\.sort) == [.probableDuplicate])
    }
  }

  @Test func theExcessOverAnInvoiceIsShown() throws {
    let rows = [
      "F1,C1,2025-01-03,2025-01-31,100.00,,,2025-01-20,130.00", "F2,C1,2025-01-04,2025-01-31,80.00,,,,",
      "A2,C1,2025-01-05,2025-01-05,90.00,credit note,F2,,",
    ]
    let text = "invoice,client,issued,due,amount,kind,related_to,paid_on,paid_amount\n" + rows.joined(separator: "\n")
    #expect(
      LedgerAudit(try read(text + "\n").ledger).suspicions == [
        Suspicion(.overpaid, ["F1"], amount: Money(minorUnits: 3_000)),
        Suspicion(.overcredited, ["F2"], amount: Money(minorUnits: 1_000)),
      ])
  }

  @Test func aSeriesWithManyHolesIsNoSeries() throws {
    var series = NumberSeries()
    for number in stride(from: 1, through: 100, by: 2) { series.add("F\(number + 100)") }
    #expect(series.gaps.isEmpty)
    for number in 1...100 where number != 50 { series.add("F\(number + 100)") }
    #expect(series.gaps == [["F150"]])
  }
}
