import Receivables
import Testing

@testable import Ingest

private func mapping(
  _ headers: String..., declared: [ColumnMeaning: String] = [:]
) throws(IngestError) -> ColumnMapping {
  try ColumnMapping(headers: headers, DeclaredColumns(declared), file: "f.csv")
}

private func named(_ mapping: ColumnMapping) -> [ColumnMeaning: String] {
  mapping.columns.mapValues { mapping.headers[$0] }
}

@Suite struct ColumnMappingTests {
  @Test func englishHeaders() throws {
    let found = try mapping(
      "Invoice No", "Customer ID", "Customer name", "Invoice date", "Due date", "Payment terms", "Gross amount",
      "Currency", "Kind", "Original invoice", "Payment date", "Amount paid", "Status", "Disputed", "Sector", "Notes")
    #expect(
      named(found) == [
        .invoice: "Invoice No", .client: "Customer ID", .clientName: "Customer name", .issued: "Invoice date",
        .due: "Due date", .terms: "Payment terms", .amount: "Gross amount", .currency: "Currency", .kind: "Kind",
        .relatedTo: "Original invoice", .paidOn: "Payment date", .paidAmount: "Amount paid", .status: "Status",
        .disputed: "Disputed", .segment: "Sector",
      ])
    #expect(found.unused == ["Notes"])
  }

  @Test func frenchHeadersWithTheirAccents() throws {
    let found = try mapping(
      "N° facture", "Code client", "Raison sociale", "Date d'émission", "Échéance", "Délai de paiement", "Montant TTC",
      "Devise", "Nature", "Facture liée", "Date de règlement", "Montant réglé", "État", "En litige", "Segment client")
    #expect(
      named(found) == [
        .invoice: "N° facture", .client: "Code client", .clientName: "Raison sociale", .issued: "Date d'émission",
        .due: "Échéance", .terms: "Délai de paiement", .amount: "Montant TTC", .currency: "Devise", .kind: "Nature",
        .relatedTo: "Facture liée", .paidOn: "Date de règlement", .paidAmount: "Montant réglé", .status: "État",
        .disputed: "En litige", .segment: "Segment client",
      ])
  }

  @Test func headersOfTheSampleLedger() throws {
    let found = try mapping(
      "facture", "client", "nom", "segment", "nature", "facture_liee", "emise_le", "echeance", "montant_ttc", "devise",
      "payee_le", "montant_paye", "litige")
    #expect(found.columns.count == 13)
    #expect(found.unused.isEmpty)
  }

  /// `ibm/receivables.csv`, see the data folder's README.
  @Test func headersOfTheIBMLedger() throws {
    let found = try mapping(
      "countryCode", "customerID", "PaperlessDate", "invoiceNumber", "InvoiceDate", "DueDate", "InvoiceAmount",
      "Disputed", "SettledDate", "PaperlessBill", "DaysToSettle", "DaysLate")
    #expect(
      named(found) == [
        .invoice: "invoiceNumber", .client: "customerID", .issued: "InvoiceDate", .due: "DueDate",
        .amount: "InvoiceAmount", .paidOn: "SettledDate", .disputed: "Disputed",
      ])
  }

  /// `highradius/invoices.csv`.
  @Test func headersOfTheHighRadiusLedger() throws {
    let found = try mapping(
      "cust_number", "posting_date", "due_in_date", "clear_date", "invoice_currency", "document type",
      "total_open_amount", "invoice_id", "isOpen")
    #expect(
      named(found) == [
        .invoice: "invoice_id", .client: "cust_number", .issued: "posting_date", .due: "due_in_date",
        .amount: "total_open_amount", .currency: "invoice_currency", .paidOn: "clear_date", .isOpen: "isOpen",
      ])
    #expect(found.unused == ["document type"])
  }

  /// `highradius/raw_sample.csv`: one header occurs twice, and nothing is made of it.
  @Test func headersOfTheRawHighRadiusExport() throws {
    let found = try mapping(
      "business_code", "cust_number", "name_customer", "clear_date", "buisness_year", "doc_id", "posting_date",
      "document_create_date", "document_create_date", "due_in_date", "invoice_currency", "document type", "posting_id",
      "area_business", "total_open_amount", "baseline_create_date", "cust_payment_terms", "invoice_id", "isOpen")
    #expect(
      named(found) == [
        .invoice: "invoice_id", .client: "cust_number", .clientName: "name_customer", .issued: "posting_date",
        .due: "due_in_date", .amount: "total_open_amount", .currency: "invoice_currency", .paidOn: "clear_date",
        .isOpen: "isOpen",
      ])
  }

  @Test func missingColumnsAreNamedWithWhatTheHeaderHas() {
    #expect(
      throws: IngestError.missingColumns(
        file: "f.csv", missing: [.amount, .due], found: ["facture", "client", "date facture"])
    ) {
      try mapping("facture", "client", "date facture")
    }
    #expect(throws: Never.self) { try mapping("facture", "client", "date facture", "montant", "delai") }
  }

  @Test func twoColumnsForOneMeaningAreNotChosenBetween() throws {
    let error = IngestError.twoColumnsForOneMeaning(
      file: "f.csv", meaning: .amount, headers: ["montant", "Montant TTC"])
    #expect(throws: error) { try mapping("facture", "client", "date facture", "echeance", "montant", "Montant TTC") }
    let chosen = try mapping(
      "facture", "client", "date facture", "echeance", "montant", "Montant TTC", declared: [.amount: "Montant TTC"])
    #expect(named(chosen)[.amount] == "Montant TTC")
    #expect(chosen.unused == ["montant"])
  }

  @Test func aDeclaredHeaderIsNotRecognisedAsSomethingElse() throws {
    let found = try mapping(
      "facture", "client", "emission", "echeance", "total", "montant paye", declared: [.amount: "montant paye"])
    #expect(named(found)[.amount] == "montant paye")
    #expect(named(found)[.paidAmount] == nil)
    #expect(found.unused == ["total"])
  }

  @Test func aDeclaredHeaderMustExistAsWritten() {
    let headers = ["facture", "client", "emission", "echeance", "total"]
    #expect(throws: IngestError.noSuchColumn(file: "f.csv", header: "Total", found: headers)) {
      try mapping("facture", "client", "emission", "echeance", "total", declared: [.amount: "Total"])
    }
    #expect(
      "\(IngestError.noSuchColumn(file: "f.csv", header: "Total", found: ["facture", "total"]))"
        == "f.csv: there is no column 'Total'. The header has 'facture', 'total'.")
  }

  @Test func everyKnownHeaderMeansOneThing() {
    var owners: [String: [ColumnMeaning]] = [:]
    for meaning in ColumnMeaning.allCases {
      for header in Set(meaning.knownHeaders) {
        owners[header, default: []].append(meaning)
        #expect(ColumnMeaning.normalized(header) == header, "'\(header)' can never match a normalized header")
      }
    }
    for (header, meanings) in owners { #expect(meanings.count == 1, "'\(header)' means \(meanings)") }
  }
}
