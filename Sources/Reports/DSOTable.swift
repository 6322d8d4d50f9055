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
    if family.directPaymentDelay == nil, family.undatedPayments == 0, family.receivables > .zero {
      countBackNotes.append(
        language(
          en: "no payment in the ledger: if it lists open items only, it has no sales history",
          fr:
            "aucun règlement dans le fichier : s'il ne liste que des postes ouverts, il n'a pas d'historique de ventes")
      )
    }
    if family.countBack.clippedMonths > 0 {
      countBackNotes.append(
        language(
          en: "months of negative sales counted as zero: \(family.countBack.clippedMonths)",
          fr: "mois de ventes négatives comptés pour zéro : \(family.countBack.clippedMonths)"))
    }
    let noSales =
      if family.simple == nil {
        language(en: "no sales in the window", fr: "aucune vente sur la période")
      } else if family.historyDays < window {
        language(
          en: "days of sales in the ledger: only \(family.historyDays)",
          fr: "jours de ventes dans le fichier : seulement \(family.historyDays)")
      } else {
        ""
      }
    let undated =
      family.directPaymentDelay == nil
      ? language(en: "no dated payment", fr: "aucun paiement daté")
      : family.undatedPayments > 0
        ? language(
          en: "payments without a day left out: \(family.undatedPayments)",
          fr: "règlements sans date écartés : \(family.undatedPayments)") : ""
    func row(_ key: String, _ days: Cell, _ note: String) -> [Cell] { [.text(key), days, .text(note)] }
    func optional(_ days: Double?) -> Cell { .optional(days) { .days($0) } }
    return Table(
      columns(language),
      rows: [
        row("count_back", cell(family.countBack), countBackNotes.joined(separator: language(en: "; ", fr: " ; "))),
        row("simple_\(window)", optional(family.simple), noSales),
        row("best_possible_\(window)", optional(family.bestPossible), noSales),
        row("add_implied_\(window)", optional(family.impliedDelinquency), noSales),
        row("contractual", cell(family.contractual), ""),
        row("overdue", overdueCell(family), ""),
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

  /// A count-back figure, or the least it can be.
  static func cell(_ days: CountBack.Days) -> Cell { days.isExhausted ? .atLeastDays(days.days) : .days(days.days) }

  /// What lateness adds, which is a lower bound when the whole is.
  static func overdueCell(_ family: DaysSalesOutstanding.Family) -> Cell {
    family.countBack.isExhausted ? .atLeastDays(family.overdue) : .days(family.overdue)
  }

  private static func columns(_ language: Language) -> [Column] {
    [
      Column("variant", language(en: "Variant", fr: "Variante"), isNumeric: false),
      Column("days", language(en: "Days", fr: "Jours")),
      Column("note", language(en: "Note", fr: "Remarque"), isNumeric: false),
    ]
  }
}
