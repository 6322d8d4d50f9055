internal import Receivables
internal import Statistics
internal import Tables

/// The last months side by side, as a table and as a chart.
struct MonthlySection: ReportSection {
  /// A year and the month it is compared with.
  static let shown = 13

  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let code = style.currency.code
    let table: [ReportDocument.Block] = [
      .heading(level: 2, language(en: "Month by month (\(code))", fr: "Évolution mensuelle (\(code))")),
      .table(
        MonthlyTable.readable(analysis.months.suffix(MonthlySection.shown), language, analysis.datedPayments)),
    ]
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return table + [.paragraph(withheld)]
    }
    let isShort = analysis.months.suffix(MonthlySection.shown).contains(where: \.hasShortHistory)
    let hollow: [ReportDocument.Block] =
      isShort
      ? [
        .paragraph(
          language(
            en: "Hollow points: the ledger holds fewer days of sales than the DSO looks back on.",
            fr: "Points évidés : le fichier compte moins de jours de ventes que la période du DSO."))
      ] : []
    return table + [
      .image(
        file: "monthly.svg",
        caption: language(
          en: "DSO, net receivables and what is past due of them, month by month",
          fr: "DSO, encours net et échu, mois par mois")),
      .paragraph(
        language(
          en: "Each month is as it stood at its own end. The whole life of the ledger is in monthly.csv.",
          fr:
            "Chaque mois est arrêté à sa propre fin, sans rien de postérieur. L'historique complet est dans monthly.csv."
        )),
    ] + hollow
  }

  static func chart(_ analysis: MonthlyAnalysis, _ language: Language) -> String {
    // What was open in earlier months is not known without days of payment: nothing is drawn then.
    let months = analysis.months.suffix(analysis.datedPayments.suffice ? shown : 0)
    let currency = analysis.snapshot.currency
    let unit = Double(currency.minorUnitsPerUnit)
    let highest = months.map { abs($0.dso.receivables.inMinorUnits) / unit }.max() ?? 0
    let (scale, name): (Double, String) =
      switch highest {
      case ..<10_000: (1, currency.code)
      case ..<10_000_000: (1_000, language(en: "\(currency.code) thousand", fr: "k\(currency.code)"))
      default: (1_000_000, language(en: "\(currency.code) million", fr: "M\(currency.code)"))
      }
    func amounts(_ amount: (MonthFigures) -> Money) -> [Double?] {
      months.map { amount($0).inMinorUnits / unit / scale }
    }
    /// A lower bound is no value to draw.
    func days(_ figure: (DaysSalesOutstanding.Family) -> CountBack.Days) -> [Double?] {
      months.map { figure($0.dso).isExhausted ? nil : figure($0.dso).days }
    }
    let short = Set(months.enumerated().filter(\.element.hasShortHistory).map(\.offset))
    let panels = [
      LineChart.Panel(
        title: language(en: "DSO by count-back (days)", fr: "DSO par épuisement (jours)"),
        lines: [
          .init(name: language(en: "DSO", fr: "DSO"), color: "#0550ae", values: days(\.countBack), hollow: short),
          .init(
            name: language(en: "contractual part", fr: "part contractuelle"), color: "#6e7781",
            values: days(\.contractual), hollow: short),
        ]),
      LineChart.Panel(
        title: language(en: "Receivables (\(name))", fr: "Encours (\(name))"),
        lines: [
          .init(name: language(en: "net", fr: "net"), color: "#0550ae", values: amounts(\.dso.receivables)),
          .init(
            name: language(en: "past due", fr: "échu"), color: "#cf222e", values: amounts(\.dso.pastDue)),
        ]),
    ]
    return LineChart(panels, months: months.map { label($0.end, language) }, language).svg
  }

  private static func label(_ day: Day, _ language: Language) -> String {
    let (year, month, _) = day.calendar
    let twoDigits = month < 10 ? "0\(month)" : "\(month)"
    return language(en: "\(year)-\(twoDigits)", fr: "\(twoDigits)/\(year)")
  }
}
