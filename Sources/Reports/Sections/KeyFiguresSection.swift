internal import Chase
internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// The figures a treasurer looks at first, with last month's and last year's beside them.
struct KeyFiguresSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    // The dispute flag has no day: it is today's, and says nothing of earlier periods.
    let today = analysis.now.day
    let periods = [analysis.now, analysis.monthBefore, analysis.yearBefore]
    func row(_ name: String, _ figure: (MonthlyAnalysis.PeriodFigures) -> Cell) -> [Cell] {
      [.text(name)] + periods.map { $0.map(figure) ?? .blank }
    }
    let columns =
      [Column("figure", style.language(en: "Figure", fr: "Indicateur"), isNumeric: false)]
      + zip(["now", "month_before", "year_before"], periods).map { key, period in
        let title =
          period.map { style.text(.day($0.day)) }
          ?? (key == "month_before"
            ? language(en: "a month before", fr: "un mois plus tôt")
            : language(en: "a year before", fr: "un an plus tôt"))
        return Column(key, title)
      }
    func overdueShare(_ period: MonthlyAnalysis.PeriodFigures) -> Cell {
      let (pastDue, open) = (period.dso.pastDue, period.dso.open)
      return open > .zero ? .share(pastDue.inMinorUnits / open.inMinorUnits) : .blank
    }
    let code = style.currency.code
    let disputes = analysis.disputes
    let notRecorded = Cell.withheld(language(en: "not recorded", fr: "non renseigné"))
    func ofDisputes(_ period: MonthlyAnalysis.PeriodFigures, _ cell: Cell) -> Cell {
      period.day != today ? .blank : disputes.areRecorded ? cell : notRecorded
    }
    let rows = [
      row(language(en: "Net receivables (\(code))", fr: "Encours net (\(code))")) { .money($0.dso.receivables) },
      row(language(en: "Past due (\(code))", fr: "Échu (\(code))")) { .money($0.dso.pastDue) },
      row(language(en: "Past due, share of open", fr: "Part échue de l'encours ouvert"), overdueShare),
      row(language(en: "Disputed (\(code))", fr: "En litige (\(code))")) {
        ofDisputes($0, .money(analysis.aging.gross.disputed))
      },
      row(language(en: "DSO, count-back (days)", fr: "DSO par épuisement (jours)")) { DSOTable.cell($0.dso.countBack) },
      row(language(en: "of which lateness (days)", fr: "dont retards (jours)")) { DSOTable.overdueCell($0.dso) },
      row(language(en: "DSO without disputed items (days)", fr: "DSO hors litiges (jours)")) {
        ofDisputes($0, DSOTable.cell($0.dso.countBackUndisputed))
      },
      row(language(en: "Days late of paid invoices, mean", fr: "Retard moyen des factures payées (jours)")) {
        .optional($0.daysLate?.mean) { .days($0) }
      },
      row(language(en: "Days late of paid invoices, median", fr: "Retard médian (jours)")) {
        .optional($0.daysLate?.median) { .days($0) }
      },
      row(language(en: "Days late of paid invoices, weighted", fr: "Retard moyen pondéré (jours)")) {
        .optional($0.daysLate?.weightedMean) { .days($0) }
      },
      row(language(en: "Sales of the last 90 days (\(code))", fr: "Ventes des 90 derniers jours (\(code))")) {
        .money($0.dso.sales)
      },
    ]
    var blocks: [ReportDocument.Block] = []
    if !analysis.reading.rejected.isEmpty { blocks.append(.warning(rejectedWarning(analysis, language, style))) }
    let words = PaymentDayWords(language)
    if let warning = words.warning(analysis.datedPayments, style) { blocks.append(.warning(warning)) }
    if let warning = words.earlierDay(analysis.reading) { blocks.append(.warning(warning)) }
    if let missing = analysis.missingSettlements {
      blocks.append(.warning(MissingSettlementWords.sentence(missing, language)))
    }
    blocks += [
      .heading(level: 2, language(en: "Key figures", fr: "Chiffres clés")), .table(Table(columns, rows: rows)),
      .paragraph(sentence(analysis, language, style)),
    ]
    return blocks
  }

  /// One sentence for the mail the report goes out with.
  private func sentence(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> String {
    let aging = analysis.aging
    func money(_ money: Money) -> String { style.text(.money(money)) + "\u{A0}" + style.currency.code }
    let debtors = analysis.chase.standings.count { $0.aging.gross.items > 0 }
    let clients = language.plural(debtors, en: ("client owes", "clients owe"), fr: ("client doit", "clients doivent"))
    let over90 = aging.buckets.suffix(2).reduce(Money.zero) { $0 + $1.amount }
    let credit = aging.unallocated.amount
    return language(
      en:
        "\(clients) \(money(aging.gross.amount)); \(money(aging.overdue.amount)) of it is past due, \(money(over90)) for "
        + "more than 90 days." + (credit > .zero ? " Against it stands \(money(credit)) of unallocated credit." : ""),
      fr:
        "\(clients) \(money(aging.gross.amount)), dont \(money(aging.overdue.amount)) échus, parmi lesquels \(money(over90)) depuis "
        + "plus de 90 jours." + (credit > .zero ? " En regard, \(money(credit)) de crédits non lettrés." : ""))
  }

  private func rejectedWarning(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> String {
    let count = analysis.reading.rejected.count
    let worth = RejectedWords.worth(analysis.reading, language, style)
    return language(
      en: language.plural(count, en: ("row is", "rows are"), fr: ("", ""))
        + " left out of every figure below (\(worth)): see rejected.csv.",
      fr: language.plural(count, en: ("", ""), fr: ("ligne est écartée", "lignes sont écartées"))
        + " de tous les chiffres ci-dessous (\(worth)) : voir rejected.csv.")
  }
}
