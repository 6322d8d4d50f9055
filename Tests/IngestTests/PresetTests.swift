import Receivables
import Testing

@testable import Ingest

private func mapping(_ headers: String..., preset: String? = nil) throws(IngestError) -> ColumnMapping {
  let declared = DeclaredColumns([:], preset: preset.flatMap { ColumnPreset(name: $0) })
  return try ColumnMapping(headers: headers, declared, file: "f.csv")
}

private func named(_ mapping: ColumnMapping) -> [ColumnMeaning: String] {
  mapping.columns.mapValues { mapping.headers[$0] }
}

@Suite struct GeneralHeaderTests {
  @Test(arguments: ["Num", "Numéro", "N°", "Number", "N° pièce"])
  func whereNothingPlainerIsThere(number: String) throws {
    let found = try mapping(number, "Client", "Date", "Echéance", "Montant")
    #expect(
      named(found) == [.invoice: number, .client: "Client", .issued: "Date", .due: "Echéance", .amount: "Montant"])
    #expect(found.passedOver.isEmpty)
  }

  @Test func thePlainerHeaderWins() throws {
    let found = try mapping(
      "N°", "N° facture", "Tiers", "Code client", "Date", "Date facture", "Echéance", "Montant", "Status",
      "Payment Status")
    #expect(
      named(found) == [
        .invoice: "N° facture", .client: "Code client", .clientName: "Tiers", .issued: "Date facture", .due: "Echéance",
        .amount: "Montant", .status: "Payment Status", .state: "Status",
      ])
    #expect(
      found.passedOver == [
        .invoice: ["N°"], .client: ["Tiers"], .issued: ["Date"], .status: ["Status"],
      ])
  }

  @Test func twoGeneralHeadersAreNotChosenBetween() {
    #expect(throws: IngestError.twoColumnsForOneMeaning(file: "f.csv", meaning: .invoice, headers: ["Num", "N°"])) {
      try mapping("Num", "N°", "Client", "Date", "Echéance", "Montant")
    }
  }

  @Test func debitsAreAmountsAndCreditsAreTakenOff() throws {
    let found = try mapping("N° pièce", "Code tiers", "Date pièce", "Date échéance", "Débit", "Crédit")
    #expect(named(found)[.amount] == "Débit" && named(found)[.credit] == "Crédit")
    let other = try mapping("N° pièce", "Code tiers", "Date pièce", "Date échéance", "Montant", "Crédit")
    #expect(named(other)[.credit] == nil)
    let reading = try read(
      "N° pièce;Code tiers;Nature;Date pièce;Date échéance;Débit;Crédit\nF1;C1;;15/09/2025;15/10/2025;1.200,00;0,00\n"
        + "F2;C1;;05/09/2025;15/10/2025;100,00;20,00\nA1;C1;avoir;05/09/2025;;;234,56\nR1;C1;;10/10/2025;;;1.200,00\n")
    #expect(balances(reading.ledger) == ["F1": [120_000, 120_000], "F2": [8_000, 8_000], "A1": [-23_456, -23_456]])
    #expect(reading.rejected.map(\.problem) == [.creditSide])
    let dated = try read(
      "N° pièce;Code tiers;Date pièce;Date échéance;Débit;Crédit\nF1;C1;15/09/2025;15/10/2025;1.200,00;\n"
        + "R1;C1;10/10/2025;15/10/2025;;1.200,00\n")
    #expect(dated.rejected.map(\.problem) == [.creditSide])
    #expect(dated.rejectedAmount == Money(minorUnits: 120_000))
  }

  @Test func anAgedBalanceIsNamed() {
    #expect(
      throws: IngestError.agedBalance(file: "f.csv", ages: ["Non échu", "1-30 j", "31 à 60 j", "> 90 j"])
    ) {
      try mapping("Code", "Client", "Total", "Non échu", "1-30 j", "31 à 60 j", "> 90 j")
    }
    #expect(!["Adresse 2", "Montant", "2025-01", "Tel 2"].contains(where: AgedBalance.isAge))
  }
}

@Suite struct PresetTests {
  @Test func labelsOfOdoosList() throws {
    for (labels, word) in [
      (
        "Number,Invoice Partner Display Name,Invoice Date,Due Date,Total,Amount Due,Payment Status,Status",
        ["Paid,Posted", "Partially Paid,Posted", "Not Paid,Draft", "Not Paid,Cancelled"]
      ),
      (
        "Numéro,Nom d'affichage du partenaire,Date de facturation,Date d'échéance,Total,Montant dû,État du paiement,Statut",
        ["Payé,Comptabilisé", "Partiellement réglé,Comptabilisé", "Non payé,Brouillon", "Non payé,Annulé"]
      ),
    ] {
      let reading = try read(
        labels + "\nF1,Azure,2025-10-01,2025-10-31,100.00,0.00,\(word[0])\n"
          + "F2,Azure,2025-10-01,2025-10-31,100.00,30.00,\(word[1])\n"
          + "F3,Azure,2025-10-01,2025-10-31,100.00,100.00,\(word[2])\n"
          + "F4,Azure,2025-10-01,2025-10-31,100.00,100.00,\(word[3])\n"
          + "R1,Azure,2025-10-02,2025-10-02,-20.00,-20.00,Not Paid,Posted\n"
      ) { $0.preset = ColumnPreset(name: "odoo") }
      #expect(balances(reading.ledger) == ["F1": [10_000, 0], "F2": [10_000, 3_000], "R1": [-2_000, -2_000]])
      #expect(reading.rejected.map(\.reason) == ["not issued", "not issued"])
    }
  }

  @Test func fieldsOfOdoosExport() throws {
    let reading = try read(
      "name,partner_id,invoice_date,invoice_date_due,amount_total,amount_residual,move_type,payment_state,state\n"
        + "F1,Azure,2025-10-01,2025-10-31,100.00,0.00,out_invoice,in_payment,posted\n"
        + "F2,Azure,2025-10-01,2025-10-31,100.00,100.00,out_invoice,not_paid,draft\n"
        + "F3,Azure,2025-10-01,2025-10-31,100.00,100.00,out_invoice,not_paid,cancel\n"
        + "R1,Azure,2025-10-02,,20.00,20.00,out_refund,not_paid,posted\n"
    ) { $0.preset = ColumnPreset(name: "odoo") }
    #expect(balances(reading.ledger) == ["F1": [10_000, 0], "R1": [-2_000, -2_000]])
    #expect(reading.rejected.map(\.row.line) == [3, 4])
  }

  @Test func codesOfDolibarr() throws {
    let reading = try read(
      "Id,Réf.,Type,Date facturation,Date échéance,Total TTC,État,Tiers,Code client\n"
        + "1,FA1,0,2025-10-01,2025-10-31,100.00,2,Durand,C1\n2,FA2,0,2025-10-01,2025-10-31,100.00,1,Durand,C1\n"
        + "3,AV1,2,2025-10-01,,-30.00,1,Durand,C1\n4,AC1,3,2025-10-01,2025-10-31,40.00,1,Durand,C1\n"
        + "5,FA3,0,2025-10-01,2025-10-31,100.00,0,Durand,C1\n6,FA4,0,2025-10-01,2025-10-31,100.00,3,Durand,C1\n"
    ) { $0.preset = ColumnPreset(name: "dolibarr") }
    #expect(
      balances(reading.ledger) == [
        "FA1": [10_000, 0], "FA2": [10_000, 10_000], "AV1": [-3_000, -3_000], "AC1": [4_000, 4_000],
      ])
    #expect(reading.rejected.map(\.row.line) == [6, 7])
    #expect(reading.ledger.clients.map(\.name) == ["Durand"])
  }

  /// The words of its list of invoices, instead of the codes of its export.
  @Test func wordsOfDolibarr() throws {
    let reading = try read(
      "Réf.;Date facturation;Date échéance;Tiers;Montant TTC;État\nFA1;01/10/2025;31/10/2025;Durand;100,00;Payée\n"
        + "FA2;01/10/2025;31/10/2025;Durand;100,00;Impayée\nFA3;01/10/2025;31/10/2025;Durand;100,00;Règlement commencé\n"
        + "(PROV1);01/10/2025;31/10/2025;Durand;100,00;Brouillon (à valider)\n"
        + "FA4;01/10/2025;31/10/2025;Durand;100,00;Abandonnée\n"
    ) { $0.preset = ColumnPreset(name: "dolibarr") }
    #expect(balances(reading.ledger) == ["FA1": [10_000, 0], "FA2": [10_000, 10_000], "FA3": [10_000, 10_000]])
    #expect(reading.rejected.map(\.row.line) == [5, 6])
    #expect(reading.notices[.partialWithoutAmount]?.rows == 1)
  }

  /// A header that only a preset knows: the sentence names it.
  @Test func theSentenceNamesThePresetThatKnowsTheHeader() throws {
    let sentence = try failure(
      "Numéro,Nom d'affichage du partenaire de la facture,Date de facturation,Date d'échéance,Total signé\nF1,A,,,\n")
    #expect(
      sentence?.contains("Is it odoo's? 'preset: odoo' in encours.yml knows these. Else: Rename columns") == true)
  }

  @Test func aReportOfQuickBooks() throws {
    let reading = try read(
      "A/R Aging Detail Report\n\nDate,Transaction Type,Num,Customer,Due Date,Amount,Open Balance\n"
        + "08/15/2025,Invoice,1001,Amy,09/14/2025,\"1,200.00\",\"1,200.00\"\n"
        + "11/20/2025,Invoice,1002,Bill,12/20/2025,239.00,139.00\n11/25/2025,Credit Memo,1003,Bill,,-50.00,-50.00\n"
        + "TOTAL,,,,,\"$1,389.00\",\"$1,289.00\"\n"
    ) { $0.preset = ColumnPreset(name: "quickbooks") }
    #expect(
      balances(reading.ledger) == ["1001": [120_000, 120_000], "1002": [23_900, 13_900], "1003": [-5_000, -5_000]])
    #expect(reading.rejected.isEmpty)
  }

  private let xero =
    "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Description,"
    + "LineAmount,Currency,Type,Sent,Status\n"
    + "Amy,INV-1,15/08/2025,14/09/2025,120.00,20.00,0.00,120.00,One,50.00,EUR,Sales invoice,Sent,Awaiting Payment\n"
    + "Amy,INV-1,15/08/2025,14/09/2025,120.00,20.00,0.00,120.00,Two,50.00,EUR,Sales invoice,Sent,Awaiting Payment\n"
    + "Bill,INV-2,16/08/2025,15/09/2025,60.00,10.00,60.00,0.00,One,50.00,EUR,Sales invoice,Sent,Paid\n"
    + "Bill,CN-3,17/08/2025,,24.00,4.00,0.00,24.00,One,20.00,EUR,Sales credit note,Sent,Awaiting Payment\n"
    + "Coal,B-4,17/08/2025,15/09/2025,60.00,10.00,0.00,60.00,One,50.00,EUR,Bill,,Awaiting Payment\n"

  @Test func aRowForEachLineIsOneInvoice() throws {
    let reading = try read(xero) { $0.preset = ColumnPreset(name: "xero") }
    #expect(balances(reading.ledger) == ["INV-1": [12_000, 12_000], "INV-2": [6_000, 0], "CN-3": [-2_400, -2_400]])
    #expect(reading.rejected.map(\.row.line) == [6], "a supplier's bill")
    #expect(reading.notices[.furtherLine]?.lines == [3])
    #expect(reading.control.merged.rows == 1 && reading.usedRows == 4 && reading.records == 5)
    let other = try read(xero.replacing("120.00,Two", with: "119.00,Two")) { $0.preset = ColumnPreset(name: "xero") }
    #expect(other.rejected.map(\.row.line) == [3, 6], "another figure is no line of the same invoice")
  }

  @Test func theTableOfZoho() throws {
    let reading = try read(
      "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Customer ID,Due Date,Currency Code,SubTotal,"
        + "Total,Balance,Item Name\n2025-08-15,98,INV-1,Overdue,Amy,46,2025-09-14,EUR,100.00,120.00,80.00,One\n"
        + "2025-08-15,98,INV-1,Overdue,Amy,46,2025-09-14,EUR,100.00,120.00,80.00,Two\n"
        + "2025-08-16,99,INV-2,Closed,Bill,47,2025-09-15,EUR,50.00,60.00,0.00,One\n"
        + "2025-08-16,97,INV-3,Void,Bill,47,2025-09-15,EUR,50.00,60.00,0.00,One\n"
    ) { $0.preset = ColumnPreset(name: "zoho") }
    #expect(balances(reading.ledger) == ["INV-1": [12_000, 8_000], "INV-2": [6_000, 0]])
    #expect(reading.rejected.map(\.reason) == ["not issued"])
    #expect(reading.ledger.clients.map(\.name) == ["Amy", "Bill"])
  }

  /// It has ages as columns, yet a row for each invoice.
  @Test func theReceivablesOfERPNext() throws {
    let report =
      "Posting Date,Party,Customer Name,Voucher Type,Voucher No,Due Date,Invoiced Amount,Paid Amount,Credit Note,"
      + "Outstanding Amount,Age (Days),0-30,31-60,61-90,91-Above,Currency,Customer Group\n"
      + "2025-08-15,C1,Amy,Sales Invoice,SI-1,2025-09-14,120.0,20.0,40.0,60.0,9,60.0,0,0,0,EUR,Retail\n"
    #expect(try failure(report)?.contains("Is it erpnext's? 'preset: erpnext' in encours.yml knows these.") == true)
    let reading = try read(report) { $0.preset = ColumnPreset(name: "erpnext") }
    #expect(balances(reading.ledger) == ["SI-1": [12_000, 6_000]])
    #expect(reading.rejected.isEmpty && reading.ledger.clients.map(\.segment) == ["Retail"])
  }
}
