/// Headers of one software, where they mean more there than elsewhere. Only headers with a public source are listed; other
/// software's exports are read by what is recognised, and by a mapping of the user's own.
public struct ColumnPreset: Sendable {
  /// As `preset:` in the configuration names it.
  public let name: String
  /// Headers that mean each thing, as the software writes them.
  public let headers: [ColumnMeaning: [String]]

  public static let all = [odoo, dolibarr, quickBooks]

  public init?(name: String) {
    guard let preset = ColumnPreset.all.first(where: { $0.name == name }) else { return nil }
    self = preset
  }

  private init(name: String, headers: [ColumnMeaning: [String]]) {
    self.name = name
    self.headers = headers
  }

  /// Fields of `account.move` by their technical names, as an export that can be imported again has them.
  ///
  /// - Source: the fields that public programs ask of its model `account.move`; not checked against an export.
  static let odoo = ColumnPreset(
    name: "odoo",
    headers: [
      .invoice: ["name"], .client: ["partner_id", "partner_id/id"], .issued: ["invoice_date"],
      .due: ["invoice_date_due"],
      .amount: ["amount_total"], .currency: ["currency_id"], .kind: ["move_type"], .status: ["payment_state"],
      .relatedTo: ["reversed_entry_id"],
    ])

  /// Labels of the export of customers' invoices, in French and English.
  ///
  /// - Source: labels of the invoice module of Dolibarr/dolibarr, modFacture.class.php; those of other versions, and "Id tiers",
  ///   were not checked.
  static let dolibarr = ColumnPreset(
    name: "dolibarr",
    headers: [
      .invoice: ["Ref. facture", "Réf. facture", "Invoice ref."], .client: ["Id société", "Id tiers", "Company ID"],
      .issued: ["Date facturation", "Invoice date"], .due: ["Date échéance", "Date limite règlement", "Due date"],
      .amount: ["Total TTC", "Montant TTC", "Total (inc. tax)"],
      .paidOn: ["Date paiement", "Date de paiement", "Payment date"],
      .paidAmount: ["Montant réglement", "Montant règlement", "Payment amount"],
    ])

  /// Fields of the `Invoice` entity of QuickBooks Online, as connectors write its table.
  ///
  /// - Source: a public connector's listing of that entity; not checked against an export.
  static let quickBooks = ColumnPreset(
    name: "quickbooks",
    headers: [
      .invoice: ["DocNumber"], .client: ["CustomerRef"], .clientName: ["CustomerRef_Name"], .issued: ["TxnDate"],
      .due: ["DueDate"], .amount: ["TotalAmt"], .currency: ["CurrencyRef"],
    ])
}
