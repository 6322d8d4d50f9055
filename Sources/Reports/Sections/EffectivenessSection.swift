internal import Receivables
internal import Statistics
internal import Tables

/// How much of what could be collected was collected, this month, the month before and a year ago.
struct EffectivenessSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let code = style.currency.code
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "Collection effectiveness (\(code))", fr: "Efficacité du recouvrement (\(code))"))
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return [heading, .paragraph(withheld)]
    }
    let all = analysis.months
    let months = [0, 1, 12].map { back in back < all.count ? all[all.count - 1 - back] : nil }
    let periods = months.map { $0?.effectiveness }
    let titles = zip(["now", "month_before", "year_before"], months).map { key, month in
      let missing =
        key == "month_before"
        ? language(en: "a month before", fr: "un mois plus tôt") : language(en: "a year before", fr: "un an plus tôt")
      return Column(key, month.map { title($0, language, style) } ?? missing)
    }
    func row(_ name: String, _ figure: (CollectionEffectiveness.Period) -> Cell) -> [Cell] {
      [.text(name)] + periods.map { $0.map(figure) ?? .blank }
    }
    let rows = [
      row(language(en: "Net receivables at the start", fr: "Encours net au début")) { .money($0.opening) },
      row(language(en: "+ sales", fr: "+ ventes")) { .money($0.sales) },
      row(language(en: "− not due at the end", fr: "− non échu à la fin")) { .money(-$0.notDue) },
      row(language(en: "= could be collected", fr: "= montant recouvrable")) {
        .money($0.opening + $0.sales - $0.notDue)
      },
      row(language(en: "Collected", fr: "Encaissé")) { .money($0.opening + $0.sales - $0.closing) },
      row(language(en: "CEI", fr: "CEI (taux d'efficacité du recouvrement)")) { .optional($0.index) { .share($0) } },
      row(
        language(
          en: "Payable by the end, not collected before", fr: "Exigible au plus tard à la fin, non encaissé avant")
      ) {
        .money($0.collectedOnExigible + $0.uncollectedExigible)
      },
      row(language(en: "of which collected", fr: "dont encaissé")) { .money($0.collectedOnExigible) },
      row(language(en: "Collected, share", fr: "Part encaissée")) { .optional($0.collectedShare) { .share($0) } },
    ]
    return [
      heading,
      .table(
        Table(
          [Column("figure", language(en: "Calendar month", fr: "Mois civil"), isNumeric: false)] + titles, rows: rows)),
    ]
      + [PartialMonth.warning(analysis.snapshot.asOf, language)].compactMap(\.self).map { .paragraph($0) }
  }

  /// The days of a month that is not over are said.
  private func title(_ month: MonthFigures, _ language: Language, _ style: CellStyle) -> String {
    let end = style.text(.day(month.end))
    guard let days = month.elapsedDays else { return language(en: "to ", fr: "au ") + end }
    let start = style.text(.day(month.end + 1 - days))
    return language(en: "\(start) to \(end) (partial)", fr: "du \(start) au \(end) (partiel)")
  }
}
