internal import Chase
internal import Receivables
public import Tables

/// One row an open item, in the order of the clients' ranks: `items.csv`.
public enum ItemsTable {
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language) -> Table {
    let columns = [
      Column("client", "Client", isNumeric: false),
      Column("invoice", language(en: "Invoice", fr: "Facture"), isNumeric: false),
      Column("issued", language(en: "Issued", fr: "Émise le")), Column("due", language(en: "Due", fr: "Échéance")),
      Column("due_assumed", language(en: "Due day assumed", fr: "Échéance supposée"), isNumeric: false),
      Column("age", language(en: "Days past due", fr: "Jours de retard")),
      Column("amount", language(en: "Amount", fr: "Montant")),
      Column("balance", language(en: "Balance", fr: "Solde")),
      Column("disputed", language(en: "Disputed", fr: "En litige"), isNumeric: false),
      Column("p_paid_within_30", language(en: "P(paid within 30 days)", fr: "P(payée sous 30 jours)")),
      Column("expected_p10", language(en: "Expected, early", fr: "Attendue, au plus tôt")),
      Column("expected_p50", language(en: "Expected", fr: "Attendue")),
      Column("expected_p90", language(en: "Expected, late", fr: "Attendue, au plus tard")),
      Column("amount_at_risk", language(en: "Amount at risk", fr: "Montant à risque")),
    ]
    let (items, snapshot, disputes) = (analysis.chase.items, analysis.snapshot, analysis.disputes)
    return Table(columns, rowCount: items.count) { index in
      let item = items[index]
      let document = item.document
      func day(_ day: Day?) -> Cell { .optional(day) { .day($0) } }
      return [
        .text(snapshot.clients[item.client].id), .text(snapshot.invoiceID(of: document)), .day(document.issued),
        .day(document.due), .yesOrNo(document.isDueAssumed), .integer(item.age), .money(document.amount),
        .money(document.balance),
        disputes.flag(document.isDisputed), .optional(item.paidWithin30) { .share($0) },
        day(item.expectedDays.p10), day(item.expectedDays.p50), day(item.expectedDays.p90),
        .optional(item.amountAtRisk) { .money($0) },
      ]
    }
  }
}
