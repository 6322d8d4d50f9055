internal import Receivables

/// Headers of one software, where they mean more there than elsewhere. Only headers with a public source are listed; other
/// software's exports are read by what is recognised, and by a mapping of the user's own.
public struct ColumnPreset: Sendable {
  /// As `preset:` in the configuration names it.
  public let name: String
  /// Headers that mean each thing, as the software writes them; of several in one table, the one named first here.
  public let headers: [ColumnMeaning: [String]]
  /// What its codes mean in columns of words.
  let kinds: [String: DocumentKind]
  let statuses: [String: KnownWords.Status]
  /// Whether a table without a column of kinds tells credit notes by a minus.
  let hasSignedAmounts: Bool
  /// Whether a table has a row for each line of an invoice, which repeats what is said of the invoice.
  let hasRowForEachLine: Bool
  /// Headers that look like what they are not in this software's tables.
  let misleading: Set<String>

  public static let all = [odoo, dolibarr, quickBooks, xero, zoho, erpNext]

  public init?(name: String) {
    guard let preset = ColumnPreset.all.first(where: { $0.name == name }) else { return nil }
    self = preset
  }

  /// The preset whose headers have what is missing in these.
  static func knowing(_ missing: [ColumnMeaning], in found: [String]) -> ColumnPreset? {
    all.first { preset in
      let known = ColumnMapping.recognised(found, DeclaredColumns([:], preset: preset))
      return missing.allSatisfy { known[$0] != nil }
    }
  }

  private init(
    name: String, headers: [ColumnMeaning: [String]], kinds: [String: DocumentKind] = [:],
    statuses: [String: KnownWords.Status] = [:], hasSignedAmounts: Bool = false, hasRowForEachLine: Bool = false,
    misleading: Set<String> = []
  ) {
    (self.name, self.headers, self.kinds, self.statuses) = (name, headers, kinds, statuses)
    (self.hasSignedAmounts, self.hasRowForEachLine, self.misleading) = (hasSignedAmounts, hasRowForEachLine, misleading)
  }

  /// Fields of `account.move`: by their technical names, as an export that can be imported again has them, and by the labels of
  /// the list of customers' invoices.
  ///
  /// - Source: names and English labels in the model `account.move` of odoo/odoo; French labels as public programs that read
  ///   such exports name them. Labels differ between versions, and were not checked against each one's export.
  static let odoo = ColumnPreset(
    name: "odoo",
    headers: [
      .invoice: ["name", "Number", "Numéro"],
      .client: [
        "partner_id", "partner_id/id", "invoice_partner_display_name", "Invoice Partner Display Name", "Partner",
        "Nom d'affichage du partenaire", "Nom d'affichage du partenaire de la facture",
        "Nom du partenaire à afficher sur la facture", "Partenaire",
      ],
      .issued: ["invoice_date", "Invoice Date", "Invoice/Bill Date", "Date de facturation", "Date de facture"],
      .due: ["invoice_date_due", "Due Date", "Date d'échéance"],
      .amount: [
        "amount_total", "Total", "amount_total_in_currency_signed", "Total in Currency Signed",
        "Total signé en devises",
        "Total en devise signé", "amount_total_signed", "Total Signed", "Total signé",
      ],
      .balance: [
        "amount_residual", "Amount Due", "Montant dû", "amount_residual_signed", "Amount Due Signed",
        "Montant dû signé",
      ],
      .currency: ["currency_id", "Currency", "Devise"], .kind: ["move_type"],
      .status: [
        "payment_state", "Payment Status", "État du paiement", "Statut du paiement", "Statut de paiement",
      ],
      .state: ["state", "Status", "Statut", "État"], .relatedTo: ["reversed_entry_id"],
    ], hasSignedAmounts: true)

  /// Labels of the export and of the list of customers' invoices, in French and English.
  ///
  /// - Source: labels of the invoice module of Dolibarr/dolibarr, modFacture.class.php, and the codes of facture.class.php (a
  ///   type of 1 replaces an invoice, one of 5 is a progress invoice; an abandoned invoice is not asked for any more); labels
  ///   of other versions, and "Id tiers", were not checked.
  static let dolibarr = ColumnPreset(
    name: "dolibarr",
    headers: [
      .invoice: ["Ref. facture", "Réf. facture", "Invoice ref.", "Réf."],
      .client: ["Id société", "Id tiers", "Company ID", "Code client"],
      .issued: ["Date facturation", "Invoice date"], .due: ["Date échéance", "Date limite règlement", "Due date"],
      .amount: ["Total TTC", "Montant TTC", "Total (inc. tax)"], .kind: ["Type"],
      .status: ["État", "Etat", "Status", "Statut"],
      .paidOn: ["Date paiement", "Date de paiement", "Payment date"],
      .paidAmount: ["Montant réglement", "Montant règlement", "Payment amount"],
    ], kinds: ["0": .invoice, "1": .invoice, "2": .creditNote, "3": .deposit, "5": .invoice],
    statuses: ["0": .notIssued, "1": .open, "2": .paid, "3": .notIssued])

  /// Fields of the `Invoice` entity of QuickBooks Online, as connectors write its table, and headers of its reports of open
  /// invoices.
  ///
  /// - Source: a public connector's listing of that entity, and headers of the detailed aging report; not checked against each
  ///   version's export.
  static let quickBooks = ColumnPreset(
    name: "quickbooks",
    headers: [
      .invoice: ["DocNumber", "Num", "No."], .client: ["CustomerRef", "Customer", "Customer full name"],
      .clientName: ["CustomerRef_Name"], .issued: ["TxnDate", "Date"], .due: ["DueDate", "Due Date"],
      .amount: ["TotalAmt", "Amount"], .balance: ["Balance", "Open Balance"], .kind: ["Transaction Type"],
      .currency: ["CurrencyRef"],
    ])

  /// Headers of Xero's export of sales invoices.
  ///
  /// - Source: the header and the types as four public programs that read or write such files have them; an overpayment is
  ///   no invoice, and a bill is a supplier's.
  static let xero = ColumnPreset(
    name: "xero",
    headers: [
      .invoice: ["InvoiceNumber"], .client: ["ContactName"], .issued: ["InvoiceDate"], .due: ["DueDate"],
      .amount: ["Total"], .paidAmount: ["InvoiceAmountPaid"], .balance: ["InvoiceAmountDue"], .currency: ["Currency"],
      .kind: ["Type"], .status: ["Status"],
    ], kinds: ["Sales invoice": .invoice, "Sales credit note": .creditNote], hasRowForEachLine: true)

  /// Headers of `Invoice.csv`, as Zoho Books exports it.
  ///
  /// - Source: the header as public programs that read such files have it.
  static let zoho = ColumnPreset(
    name: "zoho",
    headers: [
      .invoice: ["Invoice Number"], .client: ["Customer ID", "Customer Name"], .clientName: ["Customer Name"],
      .issued: ["Invoice Date"], .due: ["Due Date"], .amount: ["Total"], .balance: ["Balance"],
      .currency: ["Currency Code"], .status: ["Invoice Status"],
    ], hasRowForEachLine: true, misleading: ["Invoice ID"])

  /// English labels of ERPNext's report of accounts receivable, a row a voucher.
  ///
  /// - Source: accounts_receivable.py of frappe/erpnext. What is paid is not used: credit notes are apart from it, and what is
  ///   outstanding says both.
  static let erpNext = ColumnPreset(
    name: "erpnext",
    headers: [
      .invoice: ["Voucher No"], .client: ["Party", "Customer"], .clientName: ["Customer Name"],
      .issued: ["Posting Date"], .due: ["Due Date"], .amount: ["Invoiced Amount"], .balance: ["Outstanding Amount"],
      .currency: ["Currency"], .segment: ["Customer Group"],
    ], hasSignedAmounts: true, misleading: ["Paid Amount"])
}
