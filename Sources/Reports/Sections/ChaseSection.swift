internal import Chase
internal import Receivables
internal import Risk
internal import Statistics
internal import Tables

/// The clients to chase first, and why.
struct ChaseSection: ReportSection {
  static let shown = 15

  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let ranked = analysis.chase.standings.prefix { $0.rank != nil }
    let code = style.currency.code
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "Whom to chase first (\(code))", fr: "Clients à relancer en priorité (\(code))"))
    if ranked.isEmpty {
      return [
        heading, .paragraph(language(en: "No client to chase.", fr: "Aucun client à relancer.")),
      ]
    }
    let g = analysis.risk.outcome.grace
    let words = ReasonWords(language, style.currency)
    let columns = [
      Column("rank", language(en: "Rank", fr: "Rang")), Column("client", "Client", isNumeric: false),
      Column("balance", language(en: "Balance", fr: "Solde")),
      Column("overdue", language(en: "Past due", fr: "Échu")),
      Column("p_late", language(en: "P(unpaid at +\(g) d)", fr: "P(impayé à +\(g) j)")),
      Column("amount_at_risk", language(en: "At risk", fr: "À risque")),
      Column("expected_within_30", language(en: "Expected in 30 days", fr: "Attendu sous 30 j")),
      Column("reasons", language(en: "Why", fr: "Pourquoi"), isNumeric: false),
    ]
    let rows = ranked.prefix(ChaseSection.shown).map { standing -> [Cell] in
      let client = analysis.snapshot.clients[standing.client]
      return [
        .optional(standing.rank) { .integer($0) },
        .text(client.label),
        .money(standing.aging.net), .money(standing.aging.overdue.amount),
        .optional(standing.lateProbability) { .share($0) }, .optional(standing.amountAtRisk) { .money($0) },
        .optional(standing.expectedWithin30) { .money($0) }, .text(words.sentence(standing.reasons)),
      ]
    }
    let total = ranked.reduce(Money.zero) { $0 + ($1.amountAtRisk ?? .zero) }
    let expected = ranked.reduce(Money.zero) { $0 + ($1.expectedWithin30 ?? .zero) }
    var blocks = [heading, .table(Table(columns, rows: rows))]
    if ranked.allSatisfy({ $0.amountAtRisk != nil }) {
      blocks.append(
        .paragraph(
          language(
            en:
              "Ranked clients: \(ranked.count). Together: \(style.text(.money(total))) \(code) at risk, "
              + "\(style.text(.money(expected))) \(code) expected within 30 days. The full ranking is in clients.csv, "
              + "item by item in items.csv.",
            fr: "Clients classés : \(ranked.count). Au total : \(style.text(.money(total))) \(code) à risque, "
              + "\(style.text(.money(expected))) \(code) attendus sous 30 jours. Le classement complet est dans "
              + "clients.csv, pièce par pièce dans items.csv.")))
    } else {
      let order = language(
        en: "Not enough data for probabilities: clients are ordered by what is past due.",
        fr: "Données insuffisantes pour des probabilités : les clients sont classés par montant échu.")
      let withheld = PaymentDayWords(language).sentence(analysis.datedPayments).map { " " + $0 } ?? ""
      blocks.append(.paragraph(order + withheld))
    }
    return blocks
  }
}
