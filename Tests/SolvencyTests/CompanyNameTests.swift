import Receivables
import Solvency
import TestSupport
import Testing

@Suite struct CompanyNameTests {
  @Test(arguments: [
    "Électricité Dupont & Fils SARL", "ELECTRICITE DUPONT ET FILS", "S.A.R.L. Électricité Dupont et Fils",
    "électricité  dupont-et-fils (sarl)", "SARL Dupont et Fils Électricité", "E\u{301}lectricite\u{301} Dupont & Fils",
  ])
  func spellingsOfOneName(name: String) {
    #expect(CompanyName.key(name) == "dupont electricite et fils")
  }

  @Test func namesThatDiffer() {
    #expect(CompanyName.key("Dupont") != CompanyName.key("Dupond"))
    #expect(CompanyName.key("Garage 2000") != CompanyName.key("Garage 2001"))
    #expect(CompanyName.key("SAS") == "sas", "a legal form alone is a name")
    #expect(CompanyName.key(" ... ").isEmpty)
    #expect(CompanyName.key("Cœur & Cie") == CompanyName.key("COEUR ET CIE"))
  }

  /// Found by number before code before name, with the account as it stands on the snapshot's day.
  @Test func duplicatesInTheLedger() throws {
    let ledger = Ledger.of(
      [
        InvoiceRow("a", client: "73282932000074", issued: 0, due: 30, amount: 100_00),
        InvoiceRow("b", client: "C2", issued: 0, due: 30, amount: 70_00, paidOn: 40),
        InvoiceRow("c", client: "C2", issued: 50, due: 80, amount: 30_00),
      ], asOf: 100)
    let clients = KnownClients(Snapshot(of: ledger, asOf: day(100)))
    let bySiren = try #require(clients.match(siren: Siren("732829320"), code: "C2", name: ""))
    #expect(bySiren.reason == .siren)
    let record = clients.record(bySiren.client)
    #expect(record.balance == Money(minorUnits: 100_00) && record.overdue == record.balance)
    #expect(record.oldestDaysPastDue == 70 && record.daysLate == nil)
    let byCode = try #require(clients.match(siren: nil, code: "C2", name: ""))
    #expect(byCode.reason == .code && clients.record(byCode.client).daysLate == 10)
    #expect(clients.match(siren: nil, code: "C9", name: "Nobody") == nil)
    // Open and not due is not past due.
    let before = KnownClients(Snapshot(of: ledger, asOf: day(80))).record(byCode.client)
    #expect(before.balance == Money(minorUnits: 30_00) && before.overdue == .zero && before.oldestDaysPastDue == 0)
    // As of an earlier day nothing later is known, nor a client that had no invoice yet.
    let earlier = KnownClients(Snapshot(of: ledger, asOf: day(35)))
    #expect(earlier.record(byCode.client).daysLate == nil && earlier.record(byCode.client).invoices == 1)
  }
}
