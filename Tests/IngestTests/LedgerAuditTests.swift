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

  @Test func aSeriesWithManyHolesIsNoSeries() throws {
    var series = NumberSeries()
    for number in stride(from: 1, through: 100, by: 2) { series.add("F\(number + 100)") }
    #expect(series.gaps.isEmpty)
    for number in 1...100 where number != 50 { series.add("F\(number + 100)") }
    #expect(series.gaps == [["F150"]])
  }
}
