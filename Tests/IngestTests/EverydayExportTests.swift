import Receivables
import Testing

@testable import Ingest

/// Exports as users of Sage, EBP, Cegid, Pennylane and QuickBooks send them. The headers are of our own making after such files:
/// no public source lists them.
@Suite struct EverydayExportTests {
  /// A running balance beside debits and credits is not what is left of a line.
  @Test func aListOfDueDaysWithDebitsAndCredits() throws {
    let reading = try read(
      """
      Société : DUPONT & FILS SARL
      Échéancier client au 31/12/2025
      Édité le 05/01/2026

      Compte;Intitulé;Date de pièce;N° pièce;Libellé;Nature;Échéance;Débit;Crédit;Solde
      411DUP;Dupont SA;15/10/2025;FA001;Facture FA001;Facture;30/11/2025;1 200,00;;1 200,00
      411DUP;Dupont SA;20/11/2025;FA002;Facture FA002;Facture;31/12/2025;2\u{A0}400,50;;3\u{202F}600,50
      411MAR;Martin SARL;03/12/2025;AV001;Avoir;Avoir;03/12/2025;;150,00;-150,00
      411MAR;Martin SARL;05/12/2025;FA003;Facture FA003;Facture;05/01/2026;890,00;-;740,00

      Total;;;;;;;4 490,50;150,00;4 340,50

      """)
    #expect(
      balances(reading.ledger) == [
        "FA001": [120_000, 120_000], "FA002": [240_050, 240_050], "AV001": [-15_000, -15_000],
        "FA003": [89_000, 89_000],
      ])
    #expect(reading.rejected.isEmpty && reading.notices.isEmpty)
    #expect(reading.ledger.clients.map(\.name) == ["Dupont SA", "Martin SARL"])
    #expect(reading.files[0].mapping.unused == ["Libellé", "Solde"])
    #expect(reading.files[0].totals?.agreeing == 1, "4,490.50 of debits less 150.00 of credits")
  }

  @Test func aListWhoseNumbersAreCalledPieces() throws {
    let reading = try read(
      "Tiers;Raison sociale;Pièce;Date pièce;Échéance;Montant TTC;Solde dû;Mode règlement\n"
        + "0001;SA Ômega;25100001;15/10/25;30/11/25;12\u{202F}345,67;0,00;VIR\n"
        + "0002;SARL Bêta;25100002;16/10/25;30/11/25;1\u{202F}000,00;1\u{202F}000,00;CHQ\n")
    #expect(balances(reading.ledger) == ["25100001": [1_234_567, 0], "25100002": [100_000, 100_000]])
    #expect(reading.ledger.clients.map(\.id) == ["0001", "0002"])
  }

  @Test func aListWithMarksForNothing() throws {
    let reading = try read(
      "Nº facture;Date;Code client;Nom du client;Montant HT;Montant TTC;Réglé;Reste à payer;Date d'échéance;Etat\n"
        + "FA1;15/10/2025;CL1;Garage;1000,00;1200,00;1200,00;0,00;14/11/2025;Soldée\n"
        + "FA2;20/11/2025;CL2;Boulangerie;500,00;600,00;100,00;500,00;20/12/2025;Partiellement réglée\n"
        + "FA3;25/11/2025;CL2;Boulangerie;50,00;60,00;-;60,00;25/12/2025;Validée\n"
        + "Total;;;;1550,00;1860,00;1300,00;560,00;;\n")
    #expect(balances(reading.ledger) == ["FA1": [120_000, 0], "FA2": [60_000, 50_000], "FA3": [6_000, 6_000]])
    #expect(reading.rejected.isEmpty && reading.files[0].totals?.agreeing == 1)
  }

  /// What is yet to fall due, and what is overdue, are open.
  @Test func wordsForWhatIsOpen() throws {
    let reading = try read(
      "Numéro de facture,Date d'émission,Date d'échéance,Client,Libellé,Montant TTC,Statut,Montant restant dû,Date de paiement\n"
        + "F1,2025-10-15,2025-11-14,ACME,\"Prestation\noctobre\",1200.00,Payée,0.00,2025-11-10\n"
        + "F2,2025-11-15,2025-12-15,Beta,\"Conseil, audit\",600.00,En retard,600.00,\n"
        + "F3,2025-12-15,2026-01-14,Beta,Solde,240.00,À venir,240.00,\n"
        + "F4,2025-12-16,2026-01-14,Beta,Solde,250.00,En souffrance,250.00,\n")
    #expect(reading.notices.isEmpty)
    #expect(balances(reading.ledger).mapValues { $0[1] } == ["F1": 0, "F2": 60_000, "F3": 24_000, "F4": 25_000])
  }

  /// A payment in a list of transactions is not an invoice.
  @Test func kindsOfTransactions() throws {
    let reading = try read(
      """
      Mon entreprise
      Liste des opérations

      Date,Type de transaction,Nº,Client,Date d'échéance,Montant,Solde dû
      15/10/2025,Facture,1001,Acme,14/11/2025,"1 200,00 €","0,00 €"
      20/11/2025,Facture,1002,Beta,20/12/2025,"600,00 €","600,00 €"
      25/11/2025,Note de crédit,1003,Beta,,"-60,00 €","-60,00 €"
      26/11/2025,Paiement,1004,Acme,,"1 200,00 €","0,00 €"
      Total,,,,,"2 940,00 €","540,00 €"

      """)
    #expect(balances(reading.ledger).mapValues { $0[1] } == ["1001": 0, "1002": 60_000, "1003": -6_000])
    #expect(reading.rejected.map(\.row.line) == [8])
  }

  /// `100,00 C` is a credit, and says not of which sort.
  @Test func amountsWithTheSideOfTheAccount() throws {
    let reading = try read(
      "Facture;Compte;Intitulé;Date;Échéance;Montant;Reste dû\nF1;411A;Dupont;15/10/2025;15/11/2025;100,00 D;-\n"
        + "F2;411A;Dupont;16/10/2025;16/11/2025;200,00 Dr;200,00 Dr\nA1;411B;Durand;17/10/2025;17/11/2025;50,00 C;50,00 C\n"
    )
    #expect(balances(reading.ledger) == ["F1": [10_000, 0], "F2": [20_000, 20_000]])
    #expect(reading.rejected.map(\.problem) == [.negativeAmount])
    #expect(reading.ledger.clients.map(\.id) == ["411A"])
  }

  @Test func headersWithUnitsAndLineEnds() throws {
    let reading = try read(
      "Facture n°;Code client;\"Date\nfacture\";Échéance;Montant T.T.C. (EUR);Reste dû en euros;Conditions de règlement\n"
        + "F1;C1;1er octobre 2025;31 déc. 2025;100,00;40,00;\nF2;C1;2 févr. 2025;;200,00;200,00;30j FDM\n"
        + "F3;C1;3 août 2025;;200,00;200,00;À réception\nF4;C1;4 sept. 2025;;200,00;200,00;45 jours date de facture\n")
    #expect(reading.rejected.isEmpty)
    #expect(reading.files[0].mapping.headers[2] == "Date facture")
    #expect(balances(reading.ledger)["F1"] == [10_000, 4_000])
    #expect(
      reading.firstRows.map { "\($0.issued) \($0.due)" } == [
        "2025-10-01 2025-12-31", "2025-02-02 2025-03-31", "2025-08-03 2025-08-03", "2025-09-04 2025-10-19",
      ])
    #expect(reading.firstRows.map(\.row.line) == [3, 4, 5, 6])
  }

  @Test(arguments: ["30 le 10", "30 60", "soon", "-30", "fin", "mois", ""]) func termsThatAreNotUnderstood(text: String)
  {
    #expect(PaymentTerms(text) == nil)
  }

  /// A column headed `Type` may be of anything: its words say whether it is of documents.
  @Test func aColumnOfTypesIsReadByItsWords() throws {
    func table(_ types: [String]) -> String {
      "Numéro;Type;Client;Date;Échéance;Total TTC\n"
        + types.enumerated().map { "F\($0);\($1);C1;27/11/2025;27/12/2025;100\n" }.joined()
    }
    let kinds = try read(table(["Facture", "Avoir", "", "Devis"]))
    #expect(balances(kinds.ledger) == ["F0": [10_000, 10_000], "F1": [-10_000, -10_000], "F2": [10_000, 10_000]])
    #expect(rejections(kinds).first?.hasPrefix("5: 'Devis' is not a known kind.") == true)
    #expect(balances(try read(table(["FA", "AV"])).ledger)["F1"] == [-10_000, -10_000])
    for types in [["A", "B"], ["A", "A"], ["Négoce", "Service"], ["Debit", "Credit"], ["RV", "DZ"]] {
      let reading = try read(table(types))
      #expect(reading.rejected.isEmpty && balances(reading.ledger)["F1"] == [10_000, 10_000], "\(types)")
      #expect(reading.files[0].mapping.columns[.kind] == nil && reading.files[0].mapping.unused.contains("Type"))
    }
  }

  @Test func aListWithAmountsWithoutTaxIsOfInvoices() throws {
    let text = "Date;N° Facture;Client;Montant HT;TVA;Montant TTC;Statut\n27/11/2025;F1;C1;100;20;120;Envoyé\n"
    let reading = try read(text) { $0.terms = PaymentTerms("30") }
    #expect(balances(reading.ledger) == ["F1": [12_000, 12_000]] && reading.notices[.unknownStatus] == nil)
  }

  @Test func aLedgerOfAccountsIsNamed() throws {
    let sentence =
      "1.csv: this looks like a ledger of accounts (grand livre): its lines are postings, of invoices and of "
    for header in [
      "Date;Journal;N° pièce;Libellé;Débit;Crédit;Solde",
      "Compte;Code journal;Date;Pièce;Échéance;Débit;Crédit;Lettrage",
    ] {
      #expect(try failure(header + "\n;;;;;;;\n") { $0.terms = thirtyDays }?.hasPrefix(sentence) == true)
    }
    let declared = try failure("Compte;Journal;Date;Pièce;Débit;Crédit\nC;VE;15/10/2025;F1;1,00;\n") {
      ($0.terms, $0.columns) = (thirtyDays, [.amount: "Débit"])
    }
    #expect(declared == nil, "who names the column has decided")
    #expect(
      try failure("Compte;Journal;Date;Pièce;Échéance;Débit;Crédit\nC;VE;15/10/2025;F1;15/11/2025;1,00;\n") == nil)
  }
}
