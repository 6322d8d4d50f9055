import Receivables
import TestSupport
import Testing

@testable import Ingest

/// General ledgers and lists of entries, as accounting programs export them to a spreadsheet.
@Suite struct GeneralLedgerTests {
  private static let header = "Jnl;Compte;Intitulé;Date;Échéance;N° pièce;Libellé;Débit;Crédit;Lettrage\n"
  private static let entries = """
    VE;411DUPONT;Dupont SARL;05/01/2026;20/02/2026;FA001;Facture;1 200,00;;AA
    VE;707000;Ventes;05/01/2026;;FA001;Facture;;1 000,00;
    VE;445710;TVA;05/01/2026;;FA001;Facture;;200,00;
    BQ;411DUPONT;Dupont SARL;10/03/2026;;VIR1;Virement;;1 200,00;AA
    BQ;512000;Banque;10/03/2026;;VIR1;Virement;1 200,00;;
    VE;411MARTIN;Martin;05/03/2026;04/04/2026;FA002;Facture;600,00;;
    VE;707000;Ventes;05/03/2026;;FA002;Facture;;500,00;
    VE;445710;TVA;05/03/2026;;FA002;Facture;;100,00;
    VE;411MARTIN;Martin;12/03/2026;;AV001;Avoir;;60,00;
    VE;707000;Ventes;12/03/2026;;AV001;Avoir;50,00;;
    VE;445710;TVA;12/03/2026;;AV001;Avoir;10,00;;

    """

  /// Its days tell when each invoice is due, and its other accounts what each credit is.
  @Test func readAsTheBooksTheyAre() throws {
    let reading = try read(GeneralLedgerTests.header + GeneralLedgerTests.entries)
    #expect(reading.files[0].kind == .fec)
    guard case .variant(let variant) = reading.files[0].details[0] else {
      Issue.record("no variant")
      return
    }
    #expect(variant.isGeneralLedger && variant.columns == 10 && !variant.hasSense)
    #expect(netBalances(reading) == ["DUPONT": 0, "MARTIN": 54_000])
    #expect(allocations(reading)["FA001"] == ["2026-03-10 120000 payment"])
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let documents = [0, 1].flatMap { client in snapshot.account(client).map { $0 } }
    #expect(
      documents.map { "\($0.kind) \($0.due)" } == [
        "invoice 2026-02-20", "invoice 2026-04-04", "creditNote 2026-03-12",
      ])
    #expect(documents.allSatisfy { !$0.isDueAssumed })
    #expect(reading.ledger.clients.map(\.name) == ["Dupont SARL", "Martin"])
  }

  /// The accounts of clients alone: a debit is an invoice and a credit a payment, which the reading says.
  @Test(arguments: [
    ("Montant D", "Montant C"), ("Mouvement débit", "Mouvement crédit"), ("Montant débit", "Montant crédit"),
  ])
  func otherNamesOfTheSides(debit: String, credit: String) throws {
    let header = GeneralLedgerTests.header.replacing("Débit", with: debit).replacing("Crédit", with: credit)
    let reading = try read(header.replacing("N° pièce", with: "Référence") + GeneralLedgerTests.entries)
    #expect(netBalances(reading) == ["DUPONT": 0, "MARTIN": 54_000])
    #expect(allocations(reading)["FA001"] == ["2026-03-10 120000 payment"])
  }

  @Test func clientsAccountsAlone() throws {
    let lines = GeneralLedgerTests.entries.split(separator: "\n").filter { $0.contains(";411") }
    let reading = try read(GeneralLedgerTests.header + lines.map { $0 + "\n" }.joined())
    #expect(netBalances(reading) == ["DUPONT": 0, "MARTIN": 54_000])
    #expect(reading.notices[.signDecides]?.rows == 4)
  }

  /// A debit that gives no due day, or one before its own, needs terms.
  @Test func whereTheDueDayIsMissing() throws {
    let text =
      GeneralLedgerTests.header
      + GeneralLedgerTests.entries
      .replacing("05/03/2026;04/04/2026", with: "05/03/2026;04/03/2026")
    #expect(throws: IngestError.self) { try read(text) { $0.needsDueDays = true } }
    let reading = try read(text) { $0.terms = thirtyDays }
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    #expect(snapshot.account(0)[0].due == Day(iso: "2026-02-20") && !snapshot.account(0)[0].isDueAssumed)
    #expect(snapshot.account(1)[0].due == Day(iso: "2026-04-04") && snapshot.account(1)[0].isDueAssumed)
  }

  /// Codes of clients where accounts would be, or columns that the user named: a table of invoices.
  @Test func whatIsNone() throws {
    let table = try read(
      "Journal;Compte;Date;Échéance;N° facture;Débit;Crédit\nVE;C1;25/01/2026;24/02/2026;F1;10,00;\n")
    #expect(table.files[0].kind == .invoices)
    let postings = "Jnl;Compte;Date;Échéance;N° pièce;Débit;Crédit\nVE;411DUPONT;25/01/2026;20/02/2026;FA1;12,00;\n"
    #expect(try read(postings).files[0].kind == .fec)
    let named = try read(postings) {
      $0.columns = [.invoice: "N° pièce", .client: "Compte", .issued: "Date", .due: "Échéance", .amount: "Débit"]
    }
    #expect(named.files[0].kind == .invoices)
  }
}
