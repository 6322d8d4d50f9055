internal import Chase
internal import Receivables
internal import Risk
internal import Statistics
internal import Tables

/// The clients to chase first, and why: those that owe something past due that they do not dispute. What the others may cost
/// is in a second list.
struct ChaseSection: ReportSection {
  static let shown = 15
  static let watched = 10

  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let ranked = analysis.chase.standings.prefix { $0.rank != nil }
    let code = style.currency.code
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "Whom to chase first (\(code))", fr: "Clients à relancer en priorité (\(code))"))
    let nobody = ReportDocument.Block.paragraph(
      language(en: "No client to chase.", fr: "Aucun client à relancer."))
    if ranked.isEmpty { return [heading, nobody] }
    let isWatched = { (standing: ClientStanding) in
      standing.undisputedPastDue == .zero
        && (standing.aging.overdue.disputed > .zero || standing.amountAtRisk ?? .zero > .zero)
    }
    // Lazily: those to be shown stand at the beginning.
    let chased = Array(ranked.lazy.filter { $0.undisputedPastDue > .zero }.prefix(ChaseSection.shown))
    let watched = Array(ranked.lazy.filter(isWatched).prefix(ChaseSection.watched))
    var blocks = [heading, chased.isEmpty ? nobody : .table(table(chased, analysis, language, style))]
    blocks.append(.paragraph(summary(ranked, analysis, language, style)))
    if !watched.isEmpty {
      blocks += [
        .heading(level: 3, language(en: "To watch (\(code))", fr: "Clients à surveiller (\(code))")),
        .paragraph(
          language(
            en: "Nothing to chase today: what is past due is disputed, or nothing is past due yet. By amount at risk.",
            fr: "Rien à relancer aujourd'hui : l'échu est en litige, ou rien n'est encore échu. Par montant à risque.")),
        .table(table(watched, analysis, language, style)),
      ]
    }
    return blocks
  }

  private func table(
    _ standings: [ClientStanding], _ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle
  ) -> Table {
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
    let rows = standings.map { standing -> [Cell] in
      let client = analysis.snapshot.clients[standing.client]
      return [
        .optional(standing.rank) { .integer($0) },
        .text(client.label),
        .money(standing.aging.net), .money(standing.aging.overdue.amount),
        .optional(standing.lateProbability) { .share($0) }, .optional(standing.amountAtRisk) { .money($0) },
        .optional(standing.expectedWithin30) { .money($0) }, .text(words.sentence(standing.reasons)),
      ]
    }
    return Table(columns, rows: rows)
  }

  /// What all ranked clients come to.
  private func summary(
    _ ranked: some Collection<ClientStanding>, _ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle
  ) -> String {
    let code = style.currency.code
    let total = ranked.reduce(Money.zero) { $0 + ($1.amountAtRisk ?? .zero) }
    let expected = ranked.reduce(Money.zero) { $0 + ($1.expectedWithin30 ?? .zero) }
    if ranked.allSatisfy({ $0.amountAtRisk != nil }) {
      return language(
        en:
          "Ranked clients, those with nothing past due among them: \(ranked.count). Together: \(style.text(.money(total))) "
          + "\(code) at risk, \(style.text(.money(expected))) \(code) expected within 30 days. The full ranking is in "
          + "clients.csv, item by item in items.csv.",
        fr:
          "Clients classés, y compris ceux sans échu : \(ranked.count). Au total : \(style.text(.money(total))) \(code) à "
          + "risque, \(style.text(.money(expected))) \(code) attendus sous 30 jours. Le classement complet est dans "
          + "clients.csv, pièce par pièce dans items.csv.")
    }
    let order = language(
      en: "Not enough data for probabilities: clients are ordered by what is past due.",
      fr: "Données insuffisantes pour des probabilités : les clients sont classés par montant échu.")
    return order + (PaymentDayWords(language).sentence(analysis.datedPayments).map { " " + $0 } ?? "")
  }
}

extension ClientStanding {
  /// What can be asked for today.
  fileprivate var undisputedPastDue: Money { aging.overdue.amount - aging.overdue.disputed }
}
