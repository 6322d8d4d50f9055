public import Receivables
public import Statistics
public import Tables

/// The DSO family side by side, one row a day of a portfolio, or of each of its parts.
public struct DSOSeriesTable: Sendable {
  private let windows: DaysSalesOutstanding.Windows
  private let breakdown: Breakdown?
  private let language: Language
  /// Why nothing is told of earlier days; `nil` when it is.
  private let withheld: String?

  /// - Parameters:
  ///   - breakdown: What the parts are; `nil` for the whole portfolio.
  ///   - payments: Of the whole ledger.
  public init(
    _ windows: DaysSalesOutstanding.Windows, by breakdown: Breakdown?, _ language: Language, _ payments: DatedPayments
  ) {
    withheld = PaymentDayWords(language).reason(payments)
    self.windows = windows
    self.breakdown = breakdown
    self.language = language
  }

  /// For people: without what the main variants are computed from, and without the lesser ones.
  public func main(_ table: Table) -> Table {
    let left: Set = [
      "not_due", "sales_\(windows.sales)", "invoices_\(windows.sales)", "add_implied_\(windows.sales)",
      "count_back_undisputed", "count_back_30", "count_back_daily",
      "rolling_average_\(windows.averagedReceivables)_\(windows.averagedSales)",
    ]
    return table.keeping { !left.contains($0.key) }
  }

  public func table(_ families: [DaysSalesOutstanding.Family]) -> Table {
    Table(columns, rows: families.indices.map { row(families[$0], isLatest: $0 == families.count - 1) })
  }

  /// - Parameter parts: All with the same days.
  public func table(_ parts: [PortfolioPart<[DaysSalesOutstanding.Family]>]) -> Table {
    let days = parts.first?.value.count ?? 0
    return Table(columns, rowCount: parts.count * days) { index in
      let (part, day) = (parts[index / days], index % days)
      return PartColumns.cells(part.client, breakdown) + row(part.value[day], isLatest: day == days - 1)
    }
  }

  private var columns: [Column] {
    let (window, p1, p2) = (windows.sales, windows.averagedReceivables, windows.averagedSales)
    return PartColumns.columns(breakdown, language) + [
      Column("day", language(en: "On", fr: "Au")),
      Column("receivables", language(en: "Net receivables", fr: "Encours net")),
      Column("not_due", language(en: "Not due", fr: "Non échu")),
      Column("sales_\(window)", language(en: "Sales, \(window) d", fr: "Ventes, \(window) j")),
      Column("invoices_\(window)", language(en: "Invoices, \(window) d", fr: "Factures, \(window) j")),
      Column("count_back", language(en: "Count-back, days", fr: "Épuisement, jours")),
      Column("contractual", language(en: "of which contractual", fr: "dont contractuel")),
      Column("overdue", language(en: "of which overdue", fr: "dont retards")),
      Column("simple_\(window)", language(en: "Simple", fr: "Simple")),
      Column("best_possible_\(window)", language(en: "Best possible", fr: "Meilleur possible")),
      Column("add_implied_\(window)", language(en: "Days delinquent, implied", fr: "Retard implicite")),
      Column("direct_payment_delay", language(en: "Payment delay", fr: "Délai constaté")),
      Column("count_back_undisputed", language(en: "Undisputed", fr: "Hors litiges")),
      Column("count_back_30", language(en: "30-day months", fr: "Mois de 30 j")),
      Column("count_back_daily", language(en: "Daily", fr: "Jour par jour")),
      Column("rolling_average_\(p1)_\(p2)", language(en: "Rolling average", fr: "Moyenne glissante")),
      Column("note", language(en: "Note", fr: "Remarque"), isNumeric: false),
    ]
  }

  /// - Parameter isLatest: On the as-of day. The dispute flag is today's, and says nothing of an earlier one.
  private func row(_ family: DaysSalesOutstanding.Family, isLatest: Bool) -> [Cell] {
    func optional(_ days: Double?) -> Cell { .optional(days) { .days($0) } }
    let isKnown = isLatest || withheld == nil
    let amounts: [Cell] = [
      .day(family.asOf), isKnown ? .money(family.receivables) : .blank, isKnown ? .money(family.notDue) : .blank,
      .money(family.sales), .integer(family.invoicesInWindow),
    ]
    var days: [Cell] = [
      DSOTable.cell(family.countBack), DSOTable.cell(family.contractual), DSOTable.overdueCell(family),
      optional(family.simple), optional(family.bestPossible), optional(family.impliedDelinquency),
      optional(withheld == nil ? family.directPaymentDelay : nil),
      isLatest ? DSOTable.cell(family.countBackUndisputed) : .blank,
      DSOTable.cell(family.countBackThirty), DSOTable.cell(family.countBackDaily),
      optional(withheld == nil ? family.rollingAverage : nil),
    ]
    if let withheld, !isLatest { return amounts + days.map { _ in .blank } + [.text(withheld)] }
    if breakdown != nil, family.invoicesInWindow < DaysSalesOutstanding.minimumInvoices {
      // Said once a row.
      days = [ShortageWords(language).fewInvoices(family.invoicesInWindow)] + days.dropFirst().map { _ in .blank }
      return amounts + days + [.blank]
    }
    let notes = DSONotes(family, language)
    return amounts + days + [.text(DSONotes.joined([notes.countBack, notes.sales], language))]
  }
}
