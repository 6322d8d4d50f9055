import Receivables
import Testing

@testable import Ingest

private func audit(_ rows: String...) throws -> [Suspicion] {
  LedgerAudit(try read("invoice,client,client_name,issued,due,amount\n" + rows.joined(separator: "\n") + "\n"))
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

  /// Against the definitions taken at their word, in a ledger with many twins and a few slips of the year: on many days with few
  /// amounts each, and on two days with many.
  @Test(arguments: 0..<5, [(40, 6), (2, 60)])
  func slipsAndTwinsAreThoseOfTheDefinitions(seed: Int, most: (days: Int, amounts: Int)) throws {
    var random = Random(seed: UInt64(seed))
    let rows = (0..<300).map { index in
      let slip = random.below(150) == 0 ? 350 + random.below(80) : 0
      let day = Day(iso: "2024-01-01")! + random.below(most.days) + slip
      return (
        id: "F\(1000 + index)",
        key: "C\(random.below(4)),,\(day),2026-01-01,\(1 + random.below(most.amounts)).00", day: day
      )
    }
    let header = "invoice,client,client_name,issued,due,amount\n"
    let found = LedgerAudit(try read(header + rows.map { "\($0.id),\($0.key)\n" }.joined())).suspicions

    let usualEnd = rows.map(\.day).sorted()[299 - 3]
    let ahead = rows.filter { $0.day > usualEnd + 366 }.map(\.id)
    #expect(Set(found.filter { $0.sort == .issuedFarAhead }.flatMap(\.about)) == Set(ahead))
    var first: [String: String] = [:]
    var twins: Set<[String]> = []
    for row in rows {
      if let earlier = first[row.key] { twins.insert([earlier, row.id]) } else { first[row.key] = row.id }
    }
    #expect(Set(found.filter { $0.sort == .probableDuplicate }.map(\.about)) == twins && twins.count > 10)
  }

  @Test func theExcessOverAnInvoiceIsShown() throws {
    let rows = [
      "F1,C1,2025-01-03,2025-01-31,100.00,,,2025-01-20,130.00", "F2,C1,2025-01-04,2025-01-31,80.00,,,,",
      "A2,C1,2025-01-05,2025-01-05,90.00,credit note,F2,,",
    ]
    let text = "invoice,client,issued,due,amount,kind,related_to,paid_on,paid_amount\n" + rows.joined(separator: "\n")
    #expect(
      LedgerAudit(try read(text + "\n")).suspicions == [
        Suspicion(.overpaid, ["F1"], amount: Money(minorUnits: 3_000)),
        Suspicion(.overcredited, ["F2"], amount: Money(minorUnits: 1_000)),
      ])
  }

  @Test func statusesThatDecideNothingAreListed() throws {
    let reading = try read(
      "Facture;Client;Date;Echéance;Montant;Réglé;Statut\nF1;C1;15/10/2025;15/11/2025;100,00;;Relance 2\n"
        + "F2;C1;16/10/2025;15/11/2025;200,00;;Partiellement payée\nF3;C1;17/10/2025;15/11/2025;300,00;120,00;Payée\n"
        + "F4;C1;18/10/2025;15/11/2025;400,00;120,00;Partiellement payée\n")
    #expect(
      LedgerAudit(reading).suspicions == [
        Suspicion(.unknownStatus, ["F1", "Relance 2"], amount: Money(minorUnits: 10_000), day: Day(iso: "2025-10-15")),
        Suspicion(
          .partlyPaidWithoutAmount, ["F2", "Partiellement payée"], amount: Money(minorUnits: 20_000),
          day: Day(iso: "2025-10-16")),
        Suspicion(.paidWithBalance, ["F3", "Payée"], amount: Money(minorUnits: 30_000), day: Day(iso: "2025-10-17")),
      ])
    #expect(balances(reading.ledger).mapValues { $0[1] } == ["F1": 10_000, "F2": 20_000, "F3": 18_000, "F4": 28_000])
  }

  @Test func aSeriesWithManyHolesIsNoSeries() throws {
    var series = NumberSeries()
    for number in stride(from: 1, through: 100, by: 2) { series.add("F\(number + 100)") }
    #expect(series.gaps.isEmpty)
    for number in 1...100 where number != 50 { series.add("F\(number + 100)") }
    #expect(series.gaps == [["F150"]])
  }

  @Test func aPaymentGivenBackIsListed() throws {
    let reading = try read(
      "invoice,client,issued,due,amount\nF1,C1,2025-01-05,2025-02-04,100.00\nF2,C2,2025-01-05,2025-02-04,100.00\n",
      """
      payment,client,invoice,date,amount
      P1,C1,F1,2025-02-01,100.00
      P2,C1,F1,2025-02-05,-100.00
      P3,C1,F1,2025-03-01,100.00
      P4,C2,F2,2025-02-05,-100.00
      P5,C2,F2,2025-02-06,60.00
      P6,C2,F2,2025-02-07,-40.00

      """)
    let amount = Money(minorUnits: 10_000)
    #expect(
      LedgerAudit(reading).suspicions == [
        Suspicion(.roundTrip, ["P1 (line 2)", "P2 (line 3)"], amount: amount, day: Day(iso: "2025-02-05"))
      ])
  }

  /// On one day, and with a code on both: no trace of it is left in the ledger itself.
  @Test func aReversalInTheBooksIsListed() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    fec.payment("R1", "C1", "20250210", 12_000, "A")
    fec.entry("BQ", "20250210", "R1", "411000 C1 12000 A", "512000 - -12000")
    let found = LedgerAudit(try readFEC(fec)).suspicions
    #expect(found.map(\.sort) == [.roundTrip] && found[0].about == ["R1 (line 6)", "R1 (line 7)"])
    let before = try readFEC(fec) { $0.asOf = Day(iso: "2025-02-09") }
    #expect(LedgerAudit(before).suspicions == [])
  }
}
