/// Where a syntax of electronic invoices has the business terms of EN 16931-1. The first place with a text counts.
struct InvoiceSyntax: Sendable {
  let name: String
  let roots: Set<String>
  /// BT-1, BT-2, BT-3, BT-5.
  let number, issued, type, currency: [String]
  /// BT-46 the seller's code for the buyer, else BT-47 its registration, BT-48 its VAT number, BT-44 its name.
  let buyer, buyerName: [String]
  /// BT-9, BT-20, BT-25.
  let due, terms, preceding: [String]
  /// Of an invoice to be paid in parts, the day and the amount of each; not of EN 16931 but of its extensions.
  let instalmentDue, instalmentAmount: [String]
  /// BT-112, BT-113, BT-114, BT-115.
  let total, prepaid, rounding, amountDue: [String]

  static let all = [crossIndustryInvoice, crossIndustryDocument, ubl]

  /// CII D16B and D22B: Factur-X 1.0, ZUGFeRD 2.
  static let crossIndustryInvoice = InvoiceSyntax(
    name: "Cross Industry Invoice", root: "CrossIndustryInvoice", document: "ExchangedDocument",
    trade: "SupplyChainTradeTransaction/ApplicableHeaderTrade",
    sums: "SpecifiedTradeSettlementHeaderMonetarySummation")

  /// CII D13B: ZUGFeRD 1.
  static let crossIndustryDocument = InvoiceSyntax(
    name: "Cross Industry Document", root: "CrossIndustryDocument", document: "HeaderExchangedDocument",
    trade: "SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTrade",
    sums: "SpecifiedTradeSettlementMonetarySummation")

  private init(name: String, root: String, document: String, trade: String, sums: String) {
    let party = "\(trade)Agreement/BuyerTradeParty"
    let settlement = "\(trade)Settlement"
    let sums = "\(settlement)/\(sums)"
    self.name = name
    roots = [root]
    number = ["\(document)/ID"]
    issued = ["\(document)/IssueDateTime/DateTimeString"]
    type = ["\(document)/TypeCode"]
    currency = ["\(settlement)/InvoiceCurrencyCode"]
    buyer = [
      "\(party)/ID", "\(party)/SpecifiedLegalOrganization/ID", "\(party)/GlobalID",
      "\(party)/SpecifiedTaxRegistration/ID",
      "\(party)/Name",
    ]
    buyerName = ["\(party)/Name"]
    due = ["\(settlement)/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"]
    (instalmentDue, instalmentAmount) = (due, ["\(settlement)/SpecifiedTradePaymentTerms/PartialPaymentAmount"])
    terms = ["\(settlement)/SpecifiedTradePaymentTerms/Description"]
    preceding = ["\(settlement)/InvoiceReferencedDocument/IssuerAssignedID"]
    total = ["\(sums)/GrandTotalAmount"]
    prepaid = ["\(sums)/TotalPrepaidAmount"]
    rounding = ["\(sums)/RoundingAmount"]
    amountDue = ["\(sums)/DuePayableAmount"]
  }

  /// UBL 2.1 (ISO/IEC 19845).
  static let ubl = InvoiceSyntax()

  private init() {
    let party = "AccountingCustomerParty/Party"
    name = "UBL"
    roots = ["Invoice", "CreditNote"]
    number = ["ID"]
    issued = ["IssueDate"]
    type = ["InvoiceTypeCode", "CreditNoteTypeCode"]
    currency = ["DocumentCurrencyCode"]
    buyer = [
      "AccountingCustomerParty/SupplierAssignedAccountID", "\(party)/PartyIdentification/ID",
      "\(party)/PartyLegalEntity/CompanyID", "\(party)/PartyTaxScheme/CompanyID",
      "\(party)/PartyLegalEntity/RegistrationName", "\(party)/PartyName/Name",
    ]
    buyerName = ["\(party)/PartyLegalEntity/RegistrationName", "\(party)/PartyName/Name"]
    due = ["DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"]
    (instalmentDue, instalmentAmount) = (["PaymentTerms/InstallmentDueDate"], ["PaymentTerms/Amount"])
    terms = ["PaymentTerms/Note"]
    preceding = ["BillingReference/InvoiceDocumentReference/ID"]
    total = ["LegalMonetaryTotal/TaxInclusiveAmount"]
    prepaid = ["LegalMonetaryTotal/PrepaidAmount"]
    rounding = ["LegalMonetaryTotal/PayableRoundingAmount"]
    amountDue = ["LegalMonetaryTotal/PayableAmount"]
  }
}
