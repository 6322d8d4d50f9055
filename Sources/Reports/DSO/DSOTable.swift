public import Receivables
public import Statistics
public import Tables

/// The DSO family as a table: `variant,days,note`.
public enum DSOTable {
  /// Which variants: the main ones, with the headline without disputed items, or all of them; each begins with the one
  /// before.
  public enum Extent: Sendable {
    case main, undisputed, all
  }

  public static func table(
    _ family: DaysSalesOutstanding.Family, _ language: Language, _ extent: Extent = .main, _ payments: DatedPayments
  ) -> Table {
    Table(
      [Column("variant", language(en: "Variant", fr: "Variante"), isNumeric: false)] + columns(language),
      rows: variants(family, language, extent, payments).map { [.text($0.key), $0.days, .text($0.note)] })
  }

  /// For people: the variants by name.
  public static func readable(
    _ family: DaysSalesOutstanding.Family, _ language: Language, _ extent: Extent = .main, _ payments: DatedPayments
  ) -> Table {
    Table(
      [Column("variant", language(en: "Measure", fr: "Mesure"), isNumeric: false)] + columns(language),
      rows: variants(family, language, extent, payments).map { [.text($0.name), $0.days, .text($0.note)] })
  }

  private static func columns(_ language: Language) -> [Column] {
    [
      Column("days", language(en: "Days", fr: "Jours")),
      Column("note", language(en: "Note", fr: "Remarque"), isNumeric: false),
    ]
  }

  private struct Variant {
    let key: String
    let name: String
    let days: Cell
    var note = ""
  }

  private static func variants(
    _ family: DaysSalesOutstanding.Family, _ language: Language, _ extent: Extent, _ payments: DatedPayments
  ) -> [Variant] {
    let notes = DSONotes(family, language)
    let windows = family.windows
    let (window, p1, p2) = (windows.sales, windows.averagedReceivables, windows.averagedSales)
    func optional(_ days: Double?) -> Cell { .optional(days) { .days($0) } }
    let withheld = PaymentDayWords(language).reason(payments)
    let main = [
      Variant(
        key: "count_back",
        name: language(en: "Count-back DSO (headline)", fr: "DSO par épuisement du chiffre d'affaires (référence)"),
        days: cell(family.countBack),
        note: DSONotes.joined([notes.countBack, notes.openItemsOnly], language)),
      Variant(
        key: "simple_\(window)", name: language(en: "Simple DSO, \(window) days", fr: "DSO simple, \(window) jours"),
        days: optional(family.simple), note: notes.sales),
      Variant(
        key: "best_possible_\(window)",
        name: language(en: "Best possible DSO, \(window) days", fr: "Meilleur DSO possible, \(window) jours"),
        days: optional(family.bestPossible), note: notes.sales),
      Variant(
        key: "add_implied_\(window)",
        name: language(en: "Average days delinquent, implied", fr: "Retard moyen implicite"),
        days: optional(family.impliedDelinquency), note: notes.sales),
      Variant(
        key: "contractual",
        name: language(en: "Count-back: contractual part", fr: "Épuisement : part contractuelle"),
        days: cell(family.contractual), note: notes.minimum(family.contractual)),
      Variant(
        key: "overdue", name: language(en: "Count-back: overdue part", fr: "Épuisement : part due aux retards"),
        days: overdueCell(family), note: notes.minimum(family.countBack)),
      Variant(
        key: "direct_payment_delay",
        name: windows.payments.map {
          language(en: "Direct payment delay, \($0) days", fr: "Délai de paiement constaté, \($0) jours")
        } ?? language(en: "Direct payment delay", fr: "Délai de paiement constaté"),
        days: optional(withheld == nil ? family.directPaymentDelay : nil), note: withheld ?? notes.payments),
    ]
    if extent == .main { return main }
    let undisputed = Variant(
      key: "count_back_undisputed",
      name: language(en: "Count-back without disputed items", fr: "Épuisement hors litiges"),
      days: cell(family.countBackUndisputed), note: notes.minimum(family.countBackUndisputed))
    if extent == .undisputed { return main + [undisputed] }
    return main + [undisputed] + [
      Variant(
        key: "count_back_30",
        name: language(en: "Count-back on 30-day months", fr: "Épuisement, mois de 30 jours"),
        days: cell(family.countBackThirty), note: notes.minimum(family.countBackThirty)),
      Variant(
        key: "count_back_daily",
        name: language(en: "Count-back on daily sales", fr: "Épuisement, ventes jour par jour"),
        days: cell(family.countBackDaily),
        note: DSONotes.joined([notes.minimum(family.countBackDaily), notes.clippedDays], language)),
      Variant(
        key: "rolling_average_\(p1)_\(p2)",
        name: language(
          en: "Rolling average, receivables of \(p1) month ends, sales of \(p2) months",
          fr: "Moyenne glissante, encours de \(p1) fins de mois, ventes de \(p2) mois"),
        days: optional(withheld == nil ? family.rollingAverage : nil), note: withheld ?? notes.rollingAverage),
    ]
  }

  /// A count-back figure, or the least it can be.
  static func cell(_ days: CountBack.Days) -> Cell { days.isExhausted ? .atLeastDays(days.days) : .days(days.days) }

  /// What lateness adds, which is a lower bound when the whole is.
  static func overdueCell(_ family: DaysSalesOutstanding.Family) -> Cell {
    family.countBack.isExhausted ? .atLeastDays(family.overdue) : .days(family.overdue)
  }
}
