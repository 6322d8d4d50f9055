public import Receivables
internal import Statistics
public import Tables

/// One row a month of the ledger's life: `monthly.csv`. Its sales are those of the CEI; those of the simple DSO, of the days
/// before the month's end, are in `sales_90`.
public enum MonthlyTable {
  /// For people, whose cells show a lower bound as one.
  static func readable(
    _ months: some Collection<MonthFigures>, _ language: Language, _ payments: DatedPayments
  ) -> Table {
    table(Array(months), language, payments).keeping {
      !$0.key.hasSuffix("_at_least") && !$0.key.hasPrefix("sales_")
    }
  }

  /// - Parameter payments: Where they do not suffice, a month has its sales, and only the last one what is open as well.
  public static func table(_ months: [MonthFigures], _ language: Language, _ payments: DatedPayments) -> Table {
    let window = months.last?.dso.windows.sales ?? 90
    let columns = [
      Column("month_end", language(en: "End of month", fr: "Fin de mois")),
      Column("receivables", language(en: "Net receivables", fr: "Encours net")),
      Column("past_due", language(en: "Past due", fr: "Échu")),
      Column("past_due_share", language(en: "Past due, share", fr: "Part échue")),
      Column("sales", language(en: "Sales, for the CEI", fr: "Ventes, pour le CEI")),
      Column("count_back", language(en: "Count-back DSO", fr: "DSO par épuisement")),
      Column("contractual", language(en: "of which contractual", fr: "dont contractuel")),
      Column("overdue", language(en: "of which lateness", fr: "dont retards")),
      Column("simple_\(window)", language(en: "Simple DSO", fr: "DSO simple")),
      Column("best_possible_\(window)", language(en: "Best possible DSO", fr: "Meilleur DSO possible")),
      Column("cei", "CEI"),
      Column("collected_share", language(en: "Collected of what was payable", fr: "Encaissé sur l'exigible")),
      Column("count_back_at_least", "", isNumeric: false), Column("contractual_at_least", "", isNumeric: false),
      Column("sales_\(window)", ""), Column("note", language(en: "Note", fr: "Remarque"), isNumeric: false),
    ]
    return Table(
      columns,
      rows: months.enumerated().map { index, month in
        let (dso, effectiveness) = (month.dso, month.effectiveness)
        let isOpenKnown = payments.suffice || index == months.count - 1
        func ofOpen(_ cells: Cell...) -> [Cell] { isOpenKnown ? cells : cells.map { _ in .blank } }
        func ofFlow(_ share: Double?) -> Cell { .optional(payments.suffice ? share : nil) { .share($0) } }
        let figures: [Cell] =
          [.day(month.end)]
          + ofOpen(.money(dso.receivables), .money(dso.pastDue), .optional(month.pastDueShare) { .share($0) })
          + [.money(effectiveness.sales)]
          + ofOpen(
            DSOTable.cell(dso.countBack), DSOTable.cell(dso.contractual), DSOTable.overdueCell(dso),
            .optional(dso.simple) { .days($0) }, .optional(dso.bestPossible) { .days($0) })
          + [ofFlow(effectiveness.index), ofFlow(effectiveness.collectedShare)]
          + ofOpen(.yesOrNo(dso.countBack.isExhausted), .yesOrNo(dso.contractual.isExhausted))
        return figures + [.money(dso.sales), .text(note(month, isOpenKnown: isOpenKnown, language))]
      })
  }

  /// That the month is not over, and that its figures look back further than the ledger goes.
  private static func note(_ month: MonthFigures, isOpenKnown: Bool, _ language: Language) -> String {
    let partial = month.elapsedDays.map { days in
      language(
        en: "partial month: " + language.plural(days, en: ("day", "days"), fr: ("", "")),
        fr: "mois partiel : " + language.plural(days, en: ("", ""), fr: ("jour", "jours")))
    }
    let notes = DSONotes(month.dso, language)
    return DSONotes.joined([partial ?? "", isOpenKnown ? notes.countBack : "", notes.sales], language)
  }
}
