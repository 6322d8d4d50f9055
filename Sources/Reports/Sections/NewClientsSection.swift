internal import Receivables
internal import Risk
internal import Solvency
internal import Tables

/// Clients first seen in the last 90 days: what they owe, and how likely clients like them are to pay late at first.
struct NewClientsSection: ReportSection {
  static let shown = 15

  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let new = analysis.newClients
    let code = style.currency.code
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "New clients (\(code))", fr: "Nouveaux clients (\(code))"))
    if !new.isKnown {
      return [
        heading,
        .paragraph(
          language(
            en: "Not enough data: the ledger does not go back far enough to say who is new.",
            fr: "Données insuffisantes : l'historique est trop court pour dire qui est nouveau.")),
      ]
    }
    if new.entries.isEmpty {
      return [
        heading,
        .paragraph(
          language(
            en: "No client was first invoiced in the last \(new.days) days.",
            fr: "Aucun client facturé pour la première fois depuis \(new.days) jours.")),
      ]
    }
    let g = new.outcome.grace
    let columns =
      [
        Column("client", "Client", isNumeric: false), Column("segment", "Segment", isNumeric: false),
        Column("first", language(en: "First invoice", fr: "Première facture")),
        Column("invoices", language(en: "Invoices", fr: "Factures")),
        Column("balance", language(en: "Balance", fr: "Solde")),
        Column("overdue", language(en: "Past due", fr: "Échu")),
        Column("p_late", language(en: "P(first unpaid at +\(g) d)", fr: "P(première impayée à +\(g) j)")),
      ] + IntervalColumns.columns(language) + [
        Column("basis", language(en: "Past clients of the segment", fr: "Clients antérieurs du segment"))
      ]
    let unknown = Cell.withheld(language(en: "not enough data", fr: "données insuffisantes"))
    let rows = new.entries.prefix(NewClientsSection.shown).map { entry -> [Cell] in
      let client = analysis.snapshot.clients[entry.client]
      return [
        .text(client.label), .text(client.segment), .day(entry.firstIssued), .integer(entry.invoices),
        .money(entry.balance), .money(entry.overdue), entry.risk.map { Cell.share($0.probability) } ?? unknown,
        .optional(entry.risk) { .share($0.low) }, .optional(entry.risk) { .share($0.high) },
        .optional(entry.risk) { .integer($0.segmentClients) },
      ]
    }
    let count = language.plural(
      new.entries.count, en: ("client was", "clients were"), fr: ("client facturé", "clients facturés"))
    let test =
      new.risk.map { FirstInvoiceWords(language: language, style: style).test($0) }
      ?? PaymentDayWords(language).sentence(analysis.datedPayments)
    return [
      heading,
      .paragraph(
        language(
          en:
            "\(count) first invoiced in the last \(new.days) days, the latest first. The probability is told from past "
            + "clients' first invoices; encours assess says more of a client.",
          fr:
            "\(count) pour la première fois depuis \(new.days) jours, les plus récents d'abord. La probabilité est tirée "
            + "des premières factures de clients antérieurs ; encours assess en dit davantage.")),
      .table(Table(columns, rows: rows)),
    ] + (test.map { [.paragraph($0)] } ?? [])
  }
}
