internal import Receivables
public import Statistics
public import Tables

/// Collection effectiveness, one row a month of a portfolio, or of each of its parts.
public struct EffectivenessTable: Sendable {
  private let breakdown: Breakdown?
  private let language: Language

  /// - Parameter breakdown: What the parts are; `nil` for the whole portfolio.
  public init(by breakdown: Breakdown?, _ language: Language) {
    self.breakdown = breakdown
    self.language = language
  }

  public func table(_ periods: [CollectionEffectiveness.Period]) -> Table {
    Table(columns, rows: periods.map(row))
  }

  /// - Parameter parts: All with the same periods.
  public func table(_ parts: [PortfolioPart<[CollectionEffectiveness.Period]>]) -> Table {
    let periods = parts.first?.value.count ?? 0
    return Table(columns, rowCount: parts.count * periods) { index in
      let part = parts[index / periods]
      return PartColumns.cells(part.client, breakdown) + row(part.value[index % periods])
    }
  }

  private var columns: [Column] {
    PartColumns.columns(breakdown, language) + [
      Column("day", language(en: "Until", fr: "Jusqu'au")),
      Column("opening", language(en: "Opening receivables", fr: "Encours au début")),
      Column("sales", language(en: "Sales", fr: "Ventes")),
      Column("closing", language(en: "Closing receivables", fr: "Encours à la fin")),
      Column("not_due", language(en: "Not due", fr: "Non échu")),
      Column("cei", language(en: "CEI", fr: "CEI")),
      Column("exigible", language(en: "Payable by then", fr: "Exigible")),
      Column("collected", language(en: "of which collected", fr: "dont encaissé")),
      Column("collected_share", language(en: "Collected, share", fr: "Part encaissée")),
    ]
  }

  private func row(_ period: CollectionEffectiveness.Period) -> [Cell] {
    let isTooFew = breakdown != nil && period.exigibleItems < DaysSalesOutstanding.minimumInvoices
    let (index, collected) = (isTooFew ? nil : period.index, isTooFew ? nil : period.collectedShare)
    return [
      .day(period.end), .money(period.opening), .money(period.sales), .money(period.closing), .money(period.notDue),
      isTooFew ? ShortageWords(language).fewInvoices(period.exigibleItems) : .optional(index) { .share($0) },
      .money(period.collectedOnExigible + period.uncollectedExigible),
      .money(period.collectedOnExigible), .optional(collected) { .share($0) },
    ]
  }
}
