import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// A Cross Industry Invoice, with its settlement's fields as given.
private func cii(
  number: String = "F1", type: String = "380", total: String = "120.00", due: String = "120.00", prepaid: String? = nil,
  terms: String =
    "<ram:DueDateDateTime><udt:DateTimeString format='102'>20250204</udt:DateTimeString></ram:DueDateDateTime>",
  preceding: String = ""
) -> String {
  """
  <?xml version='1.0' encoding='UTF-8'?>
  <rsm:CrossIndustryInvoice xmlns:rsm='a' xmlns:ram='b' xmlns:udt='c'>
  <rsm:ExchangedDocument><ram:ID>\(number)</ram:ID><ram:TypeCode>\(type)</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format='102'>20250105</udt:DateTimeString></ram:IssueDateTime>
  <ram:IncludedNote><ram:Content>&amp; merci</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem><ram:GrandTotalAmount>1</ram:GrandTotalAmount></ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty><ram:ID>C1</ram:ID><ram:Name>Durand &amp; Fils</ram:Name>
  </ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
  <ram:SpecifiedTradePaymentTerms>\(terms)</ram:SpecifiedTradePaymentTerms>
  <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount currencyID='EUR'>\(total)</ram:GrandTotalAmount>
  \(prepaid.map { "<ram:TotalPrepaidAmount>\($0)</ram:TotalPrepaidAmount>" } ?? "")
  <ram:DuePayableAmount>\(due)</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  \(preceding.isEmpty ? "" : "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>\(preceding)</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>")
  </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
  """
}

private let ublCreditNote = """
  <CreditNote xmlns='a' xmlns:cac='b' xmlns:cbc='c'><cbc:ID>A1</cbc:ID><cbc:IssueDate>2025-02-01</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>C1</cbc:ID></cac:PartyIdentification>
  <cac:PartyLegalEntity><cbc:RegistrationName>Durand &amp; Fils</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
  </cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID='EUR'>20.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID='EUR'>20.00</cbc:PayableAmount></cac:LegalMonetaryTotal></CreditNote>
  """

/// The same document as an invoice, with what names its due day.
private func ublInvoice(_ due: String) -> String {
  ublCreditNote.replacing("CreditNote", with: "Invoice").replacing(
    "<cac:LegalMonetaryTotal>", with: due + "<cac:LegalMonetaryTotal>")
}

@Suite struct EInvoiceTests {
  @Test func anInvoiceAndItsCreditNoteMakeOneLedger() throws {
    let reading = try read(cii(), ublCreditNote)
    #expect(balances(reading.ledger) == ["F1": [12_000, 10_000], "A1": [-2_000, 0]])
    #expect(reading.ledger.clients.map(\.name) == ["Durand & Fils"])
    #expect(reading.files.map(\.form) == ["electronic invoice, Cross Industry Invoice", "electronic invoice, UBL"])
    let first = try #require(reading.firstRows.first)
    #expect(first.row.line == 1 && first.issued == Day(iso: "2025-01-05") && first.due == Day(iso: "2025-02-04"))
  }

  /// A firm has thousands of them, and a process may hold about a thousand files open.
  @Test func aFolderOfInvoicesHoldsNoFileOpen() throws {
    try Files.withTemporaryFolder { folder in
      let paths = (1...20).map { folder.appendingPathComponent("\($0).xml").path }
      for (index, path) in paths.enumerated() {
        try Data(cii(number: "F\(index)").utf8).write(to: URL(fileURLWithPath: path))
      }
      let reading = try InvoiceReader(executor: Executor(threads: 1)).read(paths: paths)
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      }
      #expect(reading.control.used.rows == 20)
      #expect(!open.contains { $0.hasPrefix(folder.path) })
    }
  }

  @Test func whatIsPrepaidIsPaid() throws {
    #expect(balances(try read(cii(due: "100.00", prepaid: "20.00")).ledger) == ["F1": [12_000, 10_000]])
    #expect(
      balances(try read(cii(due: "100.00")).ledger) == ["F1": [12_000, 10_000]], "the profile has no prepaid amount")
  }

  @Test func anAmountDueThatIsNotTheTotalLessThePrepaidIsRejected() throws {
    let reading = try read(cii(), cii(number: "F2", due: "100.01", prepaid: "20.00"))
    #expect(balances(reading.ledger) == ["F1": [12_000, 12_000]])
    #expect(
      rejections(reading) == [
        "1: the amount 120.00 less the 20.00 paid is not the balance 100.01. Correct one of the three, or leave out a column "
          + "that means something else."
      ])
    #expect(
      rejections(try read(cii(), cii(number: "F2", total: "90.00")))
        == [
          "1: the balance 120.00 is more than the amount 90.00. Check that both columns are of one document and include tax."
        ])
  }

  /// The client pays the rounded sum, whether or not the writer has the rounding in the total.
  @Test func theRoundingIsOwed() throws {
    let rounding = "<ram:RoundingAmount>0.02</ram:RoundingAmount><ram:DuePayableAmount>"
    for (total, prepaid) in [("119.98", nil), ("120.00", nil), ("119.98", "20.00"), ("120.00", "20.00")] {
      let due = prepaid == nil ? "120.00" : "100.00"
      let text = cii(total: total, due: due, prepaid: prepaid).replacing("<ram:DuePayableAmount>", with: rounding)
      #expect(balances(try read(text).ledger) == ["F1": [12_000, prepaid == nil ? 12_000 : 10_000]])
    }
  }

  /// Older UBL may leave out the total.
  @Test func theTotalFollowsFromWhatIsDue() throws {
    #expect(balances(try read(cii(total: "", due: "90.77")).ledger) == ["F1": [9_077, 9_077]])
    #expect(balances(try read(cii(total: "", due: "90.77", prepaid: "9.23")).ledger) == ["F1": [10_000, 9_077]])
  }

  @Test(arguments: [
    ("PAIEMENT 30 JOURS NET", "2025-02-04"), ("30 jours net", "2025-02-04"), ("Net 60 days", "2025-03-06"),
    ("Délai de paiement : 30 jours, date de facture.", "2025-02-04"), ("À réception de facture", "2025-01-05"),
    ("Règlement par virement sous 30 jours", "2025-02-04"), ("45 jours fin de mois", "2025-02-28"),
  ])
  func termsInPlainWordsAreDays(text: String, due: String) throws {
    let reading = try read(cii(terms: "<ram:Description>\(text)</ram:Description>"))
    #expect(reading.firstRows.map(\.due) == [Day(iso: due)])
  }

  @Test func otherTermsAreNotGuessed() throws {
    #expect(try failure(cii(terms: "<ram:Description>601611777874</ram:Description>")) != nil, "a reference")
    let text = cii(terms: "<ram:Description>30 jours net, 2 % sous 10 jours</ram:Description>")
    #expect(
      try failure(text)
        == "the only row cannot be used: 1.csv:1: due is empty. Fill it in, or say the payment terms of such rows: --terms 30."
    )
    let reading = try read(text) { $0.terms = PaymentTerms("45") }
    #expect(reading.firstRows.map(\.due) == [Day(iso: "2025-02-19")])
    #expect(reading.notices[.assumedDue]?.rows == 1)
  }

  @Test func aTypeThatIsNotKnownIsRejected() throws {
    #expect(try failure(cii(type: "999"))?.contains("'999' is not a known kind.") == true)
    #expect(balances(try read(cii(type: "381")).ledger) == ["F1": [-12_000, -12_000]])
  }

  @Test(arguments: [
    ("380", 12_000), ("388", 12_000), ("471", 12_000), ("877", 12_000), ("500", 12_000), ("261", -12_000),
    ("503", -12_000),
  ])
  func typesOfTheStandardAreKnown(type: String, amount: Int64) throws {
    #expect(balances(try read(cii(type: type)).ledger)["F1"]?[0] == amount)
  }

  @Test func aProFormaIsNotOwed() throws {
    #expect(try failure(cii(type: "325"))?.contains("'325' is not a known kind.") == true)
  }

  @Test func aNegativeInvoiceIsACreditNote() throws {
    let correction = cii(number: "F2", total: "-20.00", due: "-20.00", preceding: "F1")
    #expect(balances(try read(cii(), correction).ledger) == ["F1": [12_000, 10_000], "F2": [-2_000, 0]])
    let alone = cii(number: "F2", total: "-20.00", due: "", terms: "")
    #expect(try read(alone).firstRows.map(\.due) == [Day(iso: "2025-01-05")], "no due day is needed")
  }

  @Test func twoDueDaysAreNotOne() throws {
    let day = "<ram:DueDateDateTime><udt:DateTimeString>20250204</udt:DateTimeString></ram:DueDateDateTime>"
    #expect(
      try failure(cii(terms: day + day.replacing("0204", with: "0304")))?.contains(
        "cannot read '20250204 and 20250304' as a date in due.") == true)
  }

  /// The extended profile of Factur-X and UBL have the amount of each day; the parts are items of their own.
  @Test func instalmentsAreItems() throws {
    func term(_ day: String, _ amount: String) -> String {
      "<ram:DueDateDateTime><udt:DateTimeString>\(day)</udt:DateTimeString></ram:DueDateDateTime>"
        + "<ram:PartialPaymentAmount>\(amount)</ram:PartialPaymentAmount>"
    }
    let between = "</ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradePaymentTerms>"
    let terms = term("20250204", "50.00") + between + term("20250304", "70.00")
    let payments = "invoice,date,amount\nF1,2025-02-10,60.00\n"
    let reading = try read(cii(terms: terms), payments)
    #expect(balances(reading.ledger) == ["F1/1": [5_000, 0], "F1/2": [7_000, 6_000]])
    #expect(reading.firstRows.map(\.due) == [Day(iso: "2025-02-04")!, Day(iso: "2025-03-04")!])
    #expect(reading.records == 3 && reading.usedRows == 3)
    for (text, why) in [
      (cii(terms: terms.replacing("70.00", with: "69.99")), "they are not all of it"),
      (cii(due: "100.00", terms: terms), "some of it is paid"),
      (cii(terms: terms.replacing("70.00", with: "")), "one has no amount"),
    ] { #expect(try failure(text)?.contains("cannot read '20250204 and 20250304' as a date") == true, "\(why)") }
    let parts = ["2025-02-04", "2025-03-04"].map { day in
      "<cac:PaymentTerms><cbc:Amount currencyID='EUR'>10.00</cbc:Amount><cbc:InstallmentDueDate>\(day)"
        + "</cbc:InstallmentDueDate></cac:PaymentTerms>"
    }
    let ubl = ublCreditNote.replacing("CreditNote", with: "Invoice").replacing(
      "<cac:LegalMonetaryTotal>", with: parts.joined() + "<cac:LegalMonetaryTotal>")
    #expect(balances(try read(ubl).ledger) == ["A1/1": [1_000, 1_000], "A1/2": [1_000, 1_000]])
  }

  @Test func theDueDayOfUBLStandsInOneOfThreePlaces() throws {
    let day = "2025-02-10"
    let header = "<cbc:DueDate>\(day)+01:00</cbc:DueDate>"
    let means = "<cac:PaymentMeans><cbc:PaymentDueDate>\(day)</cbc:PaymentDueDate></cac:PaymentMeans>"
    let terms = "<cac:PaymentTerms><cbc:PaymentDueDate>\(day)Z</cbc:PaymentDueDate></cac:PaymentTerms>"
    for place in [header, means, terms, header + means.replacing(day, with: "2025-03-10")] {
      let reading = try read(ublInvoice(place))
      #expect(reading.firstRows.map(\.due) == [Day(iso: day)])
    }
  }

  @Test func theSellersNumberOfTheBuyerComesFirst() throws {
    let account = "<cbc:SupplierAssignedAccountID>4110042</cbc:SupplierAssignedAccountID>"
    let text = ublInvoice("<cbc:DueDate>2025-02-10</cbc:DueDate>").replacing(
      "<cac:AccountingCustomerParty>", with: "<cac:AccountingCustomerParty>" + account)
    #expect(try read(text).ledger.clients.map(\.id) == ["4110042"])
  }

  @Test func anInvoiceIsFoundInItsEnvelope() throws {
    let header = "<StandardBusinessDocumentHeader><ID>E1</ID></StandardBusinessDocumentHeader>"
    let text = "<StandardBusinessDocument xmlns='d'>\(header)\(ublCreditNote)</StandardBusinessDocument>"
    #expect(balances(try read(text).ledger) == ["A1": [-2_000, -2_000]])
  }

  @Test func otherXMLIsRefused() throws {
    #expect(
      try failure("<html></html>")
        == "1.csv: its root element 'html' is no invoice. Expected CrossIndustryInvoice (Factur-X), Invoice or CreditNote "
        + "(UBL).")
    #expect(
      try failure("<!DOCTYPE a [<!ENTITY b 'c'>]>" + cii().dropFirst(39))?.hasPrefix(
        "1.csv: the document declares a document type") == true)
    #expect(
      try failure("<?xml version='1.0' encoding='EBCDIC'?><a/>")
        == "1.csv: the XML is in the encoding 'EBCDIC'. Save it in UTF-8.")
  }

  @Test func latin1IsRead() throws {
    let text = cii().replacing("UTF-8", with: "ISO-8859-1").replacing("Durand", with: "Légrand")
    let reading = try read(bytes: [text.unicodeScalars.map { UInt8($0.value) }])
    #expect(reading.ledger.clients.map(\.name) == ["Légrand & Fils"])
  }

  @Test func anInvoiceIsFoundInItsPDF() throws {
    let pdf = Array(try Data(contentsOf: Files.root.appendingPathComponent("Tests/Fixtures/invoice.pdf")))
    let reading = try read(bytes: [pdf])
    #expect(balances(reading.ledger) == ["P-1": [12_000, 12_000]])
    #expect(reading.files[0].form == "Factur-X document, electronic invoice, Cross Industry Invoice")
    #expect(
      try failure("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
        == "1.csv: the PDF holds no Factur-X invoice in XML. A scanned or printed invoice cannot be read.")
  }
}

/// The samples of the projects that make such invoices, which are not in this repository.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: Files.realLedgers.appendingPathComponent("einvoice").path)))
struct PublicInvoiceTests {
  /// Due amounts as each file states them, in cents; the total less what is paid.
  @Test(arguments: [
    ("akretion_factur-x-basic", 10_490), ("akretion_factur-x-basicwl", 10_490), ("akretion_factur-x-en16931", 10_490),
    ("akretion_factur-x-extended", 10_490), ("akretion_factur-x-minimum", 10_490), ("akretion_ubl-21-en16931", 20_803),
    ("akretion_ubl-21-extended-ctc-fr", 20_803), ("akretion_zugferd-comfort", 52_987), ("mustang_cii_0101a", 33_690),
    ("mustang_cii_fr_UC11", 23_010), ("mustang_cii_fr_minimum", 47_015), ("mustang_ubl_0101a", 33_690),
    ("mustang_ubl_creditnote", -72_900), ("tiime_F20220023_basicwl", 10_490),
  ]) func theAmountDueIsTheBalance(name: String, due: Int64) throws {
    var options = InvoiceReader.Options()
    options.terms = PaymentTerms("30")
    let path = Files.realLedgers.appendingPathComponent("einvoice/\(name).xml").path
    let reading = try InvoiceReader(options: options, executor: Executor(threads: 1)).read(paths: [path])
    #expect(reading.rejected.isEmpty && reading.control.used.rows == 1)
    #expect(balances(reading.ledger).values.map { $0[1] } == [due])
  }
}
