internal import Chase
internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// What was read, what was left out and what was assumed.
struct QualitySection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    [
      .heading(level: 2, language(en: "Data quality", fr: "Qualité des données")),
      .list(quality(analysis, language, style)),
    ]
  }

  private func quality(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [String] {
    let reading = analysis.reading
    var lines = [rows(reading, language, style)]
    if let silence = silence(analysis.snapshot, language, style) { lines.append(silence) }
    if reading.isCurrencyAssumed { lines.append(NoticeWords.assumedCurrency(style.currency, language)) }
    lines += reading.rates.map { RateWords.sentence($0, language, style) }
    lines += RowNotice.allCases.compactMap { notice in
      reading.notices[notice].map { self.notice(notice, $0, language, style) }
    }
    if let books = reading.books { lines += BooksWords.assumptions(books, language, style) }
    if let matches = MatchWords.sentence(reading, language, style) { lines.append(matches) }
    if reading.unmatchedCreditNotes > 0 {
      lines.append(
        language(
          en: "Credit notes that name an invoice the ledger does not have, kept as unallocated credit: "
            + "\(reading.unmatchedCreditNotes).",
          fr: "Avoirs citant une facture absente du fichier, laissés non lettrés : \(reading.unmatchedCreditNotes)."
        ))
    }
    return lines + SuspicionsTable.sentences(analysis.suspicions, language, style)
  }

  /// Rows used and rejected.
  private func rows(_ reading: LedgerReading, _ language: Language, _ style: CellStyle) -> String {
    let (used, rejected) = (style.text(.integer(reading.usedRows)), style.text(.integer(reading.rejected.count)))
    let worth = RejectedWords.worth(reading, language, style)
    return language(
      en: "Rows dated by the as-of day: \(used) used, \(rejected) rejected (\(worth)).",
      fr: "Lignes datées au plus tard de l'arrêté : utilisées \(used), rejetées \(rejected) (\(worth)).")
  }

  /// That nothing is dated in a long time before the as-of day.
  private func silence(_ snapshot: Snapshot, _ language: Language, _ style: CellStyle) -> String? {
    guard let last = snapshot.lastEntryBefore else { return nil }
    let days = last.days(until: snapshot.asOf)
    if days <= Snapshot.longSilence { return nil }
    return language(
      en: "Nothing is dated in the \(style.text(.integer(days))) days before the as-of day: the last entry is of "
        + "\(style.text(.day(last))). The day may be too late, the files incomplete, or a day in them a slip.",
      fr:
        "Rien n'est daté des \(style.text(.integer(days))) jours qui précèdent l'arrêté : la dernière écriture est "
        + "du \(style.text(.day(last))). Arrêté trop tardif, fichiers incomplets ou date mal saisie ?")
  }

  /// What is odd about rows that are kept, and the first of them.
  private func notice(_ notice: RowNotice, _ seen: Notice, _ language: Language, _ style: CellStyle) -> String {
    let first = seen.lines.map(String.init).joined(separator: ", ")
    let count = language.plural(seen.rows, en: ("row", "rows"), fr: ("ligne", "lignes"))
    let place = seen.rows == 1 ? language(en: "on line", fr: "ligne") : language(en: "first on lines", fr: "lignes")
    let amount = "\(style.text(.money(seen.amount))) \(style.currency.code)"
    return NoticeWords.sentence(notice, seen, language) + " \(count), \(amount), \(place) \(first)."
  }
}
