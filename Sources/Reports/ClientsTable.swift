internal import Chase
internal import Receivables
internal import Statistics
public import Tables

/// One row a client, ranked: `clients.csv`.
public enum ClientsTable {
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language) -> Table {
    let aging = AgingSchedule(asOf: analysis.snapshot.asOf)
    let overdueColumns = aging.bucketNames.dropFirst().map { name in
      Column("overdue_" + BucketWords.columnKey(name), BucketWords.name(name, language))
    }
    let columns =
      [
        Column("rank", language(en: "Rank", fr: "Rang")),
        Column("client", "Client", isNumeric: false),
        Column("client_name", language(en: "Name", fr: "Nom"), isNumeric: false),
        Column("segment", "Segment", isNumeric: false),
        Column("balance", language(en: "Net balance", fr: "Solde net")),
        Column("not_due", language(en: "Not due", fr: "Non échu")),
      ] + overdueColumns + [
        Column("unallocated", language(en: "Unallocated credit", fr: "Non lettré")),
        Column("disputed", language(en: "Disputed", fr: "En litige")),
        Column("open_items", language(en: "Open items", fr: "Pièces ouvertes")),
        Column("dso", "DSO"),
        Column("dso_at_least", language(en: "At least", fr: "Au moins"), isNumeric: false),
        Column("days_late", language(en: "Days late, weighted", fr: "Retard moyen pondéré")),
        Column("days_late_median", language(en: "Days late, median", fr: "Retard médian")),
        Column("paydex_like", language(en: "Index like PAYDEX", fr: "Indice façon PAYDEX")),
        Column("p_late", language(en: "P(late)", fr: "P(impayé)")),
        Column("amount_at_risk", language(en: "Amount at risk", fr: "Montant à risque")),
        Column("expected_within_30", language(en: "Expected within 30 days", fr: "Attendu sous 30 jours")),
        Column("reasons", language(en: "Reasons", fr: "Motifs"), isNumeric: false),
      ]
    let disputes = analysis.disputes
    let words = ReasonWords(language, analysis.snapshot.currency)
    let (standings, clients) = (analysis.chase.standings, analysis.snapshot.clients)
    let tellsLateness = analysis.datedPayments.suffice
    return Table(columns, rowCount: standings.count) { index in
      let standing = standings[index]
      let (client, aging, daysLate) = (standing.client, standing.aging, standing.daysLate)
      let gross = aging.gross
      var row: [Cell] = []
      row.reserveCapacity(columns.count)
      row += [
        .optional(standing.rank) { .integer($0) }, .text(clients[client].id), .text(clients[client].name),
        .text(clients[client].segment), .money(aging.net),
      ]
      for bucket in aging.buckets { row.append(.money(bucket.amount)) }
      row += [
        .money(aging.unallocated.amount), disputes.amount(gross.disputed), .integer(gross.items),
        .optional(standing.dso, DSOTable.cell), .optional(standing.dso) { .yesOrNo($0.isExhausted) },
        .optional(tellsLateness ? daysLate.weightedMean : nil) { .days($0) },
        tellsLateness ? delay(daysLate) { $0.median } : .blank,
        tellsLateness ? delay(daysLate) { $0.weightedMean.map(PaymentIndex.score) } : .blank,
        .optional(standing.lateProbability) { .share($0) },
        .optional(standing.amountAtRisk) { .money($0) }, .optional(standing.expectedWithin30) { .money($0) },
        .text(words.sentence(standing.reasons)),
      ]
      return row
    }
  }

  /// Blank with too few payments.
  private static func delay(_ summary: PaidDelay.Summary, _ figure: (PaidDelay.Summary) -> Double?) -> Cell {
    let isTooFew = summary.paidInvoices < DaysSalesOutstanding.minimumInvoices
    return .optional(isTooFew ? nil : figure(summary)) { .days($0) }
  }
}
