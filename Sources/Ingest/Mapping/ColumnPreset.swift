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

  public static let all = [odoo, dolibarr, quickBooks]

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
    statuses: [String: KnownWords.Status] = [:], hasSignedAmounts: Bool = false
  ) {
    (self.name, self.headers, self.kinds, self.statuses) = (name, headers, kinds, statuses)
    self.hasSignedAmounts = hasSignedAmounts
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
}
