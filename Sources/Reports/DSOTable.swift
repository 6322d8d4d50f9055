internal import Receivables
public import Statistics
public import Tables

/// The DSO family as a table: `variant,days,note`.
public enum DSOTable {
  public static func table(_ family: DaysSalesOutstanding.Family, _ language: Language) -> Table {
    let window = family.window
    var countBackNotes: [String] = []
    if family.receivables <= .zero { countBackNotes.append(language(en: "nothing is owed", fr: "rien n'est dû")) }
    if family.countBack.isExhausted {
      countBackNotes.append(
        language(en: "at least: the sales history is exhausted", fr: "au moins : l'historique des ventes est épuisé"))
    }
    if family.countBack.clippedMonths > 0 {
      countBackNotes.append(
        language(
          en: "\(family.countBack.clippedMonths) months of negative sales counted as zero",
          fr: "\(family.countBack.clippedMonths) mois de ventes négatives comptés pour zéro"))
    }
    let noSales =
      if family.simple == nil {
        language(en: "no sales in the window", fr: "aucune vente sur la période")
      } else if family.historyDays < window {
        language(
          en: "the ledger has only \(family.historyDays) days of sales",
          fr: "le fichier n'a que \(family.historyDays) jours de ventes")
      } else {
        ""
      }
    let undated =
      family.directPaymentDelay == nil
      ? language(en: "no dated payment", fr: "aucun paiement daté")
      : family.undatedPayments > 0
        ? language(
          en: "\(family.undatedPayments) payments without a day left out",
          fr: "\(family.undatedPayments) paiements sans date écartés") : ""
    func countBack(_ days: CountBack.Days) -> Cell { days.isExhausted ? .atLeastDays(days.days) : .days(days.days) }
    func row(_ key: String, _ days: Cell, _ note: String) -> [Cell] { [.text(key), days, .text(note)] }
    func optional(_ days: Double?) -> Cell { .optional(days) { .days($0) } }
    return Table(
      columns(language),
      rows: [
        row("count_back", countBack(family.countBack), countBackNotes.joined(separator: "; ")),
        row("simple_\(window)", optional(family.simple), noSales),
        row("best_possible_\(window)", optional(family.bestPossible), noSales),
        row("add_implied_\(window)", optional(family.impliedDelinquency), noSales),
        row("contractual", countBack(family.contractual), ""),
        row("overdue", .days(family.overdue), ""),
        row("direct_payment_delay", optional(family.directPaymentDelay), undated),
      ])
  }

  /// For people: the variants by name, with what each means.
  public static func readable(_ family: DaysSalesOutstanding.Family, _ language: Language) -> Table {
    let table = table(family, language)
    let names = [
      language(en: "Count-back DSO (headline)", fr: "DSO par épuisement du chiffre d'affaires (référence)"),
      language(en: "Simple DSO, \(family.window) days", fr: "DSO simple, \(family.window) jours"),
      language(en: "Best possible DSO, \(family.window) days", fr: "Meilleur DSO possible, \(family.window) jours"),
      language(en: "Average days delinquent, implied", fr: "Retard moyen implicite"),
      language(en: "Count-back: contractual part", fr: "Épuisement : part contractuelle"),
      language(en: "Count-back: overdue part", fr: "Épuisement : part due aux retards"),
      language(en: "Direct payment delay", fr: "Délai de paiement constaté"),
    ]
    return Table(
      [Column("variant", language(en: "Measure", fr: "Mesure"), isNumeric: false)] + table.columns.dropFirst(),
      rows: names.indices.map { [.text(names[$0])] + table.row($0).dropFirst() })
  }

  private static func columns(_ language: Language) -> [Column] {
    [
      Column("variant", language(en: "Variant", fr: "Variante"), isNumeric: false),
      Column("days", language(en: "Days", fr: "Jours")),
      Column("note", language(en: "Note", fr: "Remarque"), isNumeric: false),
    ]
  }
}
