public import Ingest
internal import Receivables
public import Tables

/// What `encours check` says: how each file was understood, and what was not used.
public enum CheckReport {
  public static func table(_ reading: LedgerReading, _ language: Language) -> Table {
    var rows: [[Cell]] = []
    func add(_ file: String, _ what: String, _ value: String) { rows.append([.text(file), .text(what), .text(value)]) }
    var described = Set<String>()
    for summary in reading.files {
      let name = summary.source.name
      // A folder of electronic invoices is described once.
      if let form = summary.form, summary.records == 1, !described.insert(form).inserted {
        add(name, "form", form)
        add(name, "sha256", summary.sha256)
        continue
      }
      if let form = summary.form { add(name, "form", form) }
      add(name, "kind", summary.kind.rawValue)
      add(name, "rows", "\(summary.records)")
      for sort in LayoutLine.allCases {
        guard let seen = summary.layout[sort], sort != .header || seen.lines != [summary.firstLine] else { continue }
        let totals = sort == .total ? summary.totals.map { "; " + LayoutWords.agreement($0) } ?? "" : ""
        add(name, "\(sort.rawValue) lines", LayoutWords.extent(seen) + totals)
      }
      add(name, "delimiter", summary.dialect.delimiterName)
      let isGuess = summary.encoding == .latin9
      add(
        name, "encoding",
        summary.encoding.rawValue + (isGuess ? " (€ or œ in its places, no letter of Windows-1252)" : ""))
      for meaning in ColumnMeaning.allCases {
        guard let column = summary.mapping.columns[meaning] else { continue }
        var value = summary.mapping.headers[column]
        value += reason(meaning, value, summary.mapping, reading.options)
        if let order = summary.dateOrder[meaning] {
          let settling = summary.orderedBy[meaning].map { ", as column \($0.rawValue) shows" } ?? ""
          value += (order == .dayFirst ? " (day first" : " (month first") + settling + ")"
        }
        if let forms = summary.dateForms[meaning] {
          if let line = forms.serialLine {
            value += " (days as Excel counts them from \(forms.days.rawValue), first on line \(line))"
          }
          if let line = forms.shortYearLine {
            value += " (years of two digits are 1969 to 2068, first on line \(line))"
          }
        }
        if let mark = summary.decimalMark[meaning] { value += " (decimal mark \(mark.rawValue))" }
        add(name, "column \(meaning.rawValue)", value)
      }
      for column in summary.mapping.attributes { add(name, "attribute", summary.mapping.headers[column]) }
      for detail in summary.details { add(name, detail.what, detail.value) }
      let isDocuments = summary.kind == .invoices || summary.kind == .creditNotes
      if isDocuments { add(name, "columns not used", summary.mapping.unused.joined(separator: ", ")) }
      add(name, "sha256", summary.sha256)
    }
    let all = language(en: "all files", fr: "tous les fichiers")
    let currency = reading.ledger.currency
    add(all, "currency", currency.code)
    for used in reading.rates { add(all, "rate of \(used.rate.currency)", RateWords.text(used, asOf: reading.asOf)) }
    add(all, "as-of day", reading.asOf.description)
    add(all, "rows read", "\(reading.records)")
    add(all, "rows used", "\(reading.usedRows)")
    add(all, "rows after the as-of day", "\(reading.laterRows)")
    add(all, "rows rejected", "\(reading.rejected.count)")
    add(all, "amount rejected", RejectedWords.worth(reading, language))
    if let books = reading.books {
      for (what, value) in BooksWords.facts(books, reading.asOf, currency) { add(all, what, value) }
    }
    for method in MatchMethod.allCases {
      guard let count = reading.matches[method] else { continue }
      let value = "\(count.matches), \(PlainNumber.money(count.amount, currency)), \(method.certainty.rawValue)"
      add(all, "matched by \(method.rawValue)", value)
    }
    let control = reading.control
    func money(_ total: ControlTotals.Total) -> String { PlainNumber.money(total.amount, currency) }
    if reading.books == nil {
      add(
        all, "amounts without signs",
        "\(money(control.read)) read = \(money(control.used)) used + \(money(control.rejected)) rejected + "
          + "\(money(control.later)) after the as-of day"
          + (control.merged.rows == 0 ? "" : " + \(money(control.merged)) in rows with a further payment"))
    }
    for notice in RowNotice.allCases {
      if let seen = reading.notices[notice] {
        add(all, "noticed", NoticeWords.sentence(notice, seen, language) + " \(seen.rows)")
      }
    }
    return Table(
      [
        Column("file", language(en: "File", fr: "Fichier"), isNumeric: false),
        Column("what", language(en: "What", fr: "Quoi"), isNumeric: false),
        Column("understood", language(en: "Understood as", fr: "Compris comme"), isNumeric: false),
      ], rows: rows)
  }
}

extension CheckReport {
  /// Why a column has its meaning, where its name alone does not say.
  private static func reason(
    _ meaning: ColumnMeaning, _ header: String, _ mapping: ColumnMapping, _ options: InvoiceReader.Options
  ) -> String {
    var reason = ""
    if options.columns[meaning] == header {
      reason = " (as declared)"
    } else if let preset = options.preset, preset.headers[meaning]?.contains(header) == true {
      reason = " (preset \(preset.name))"
    } else if let others = mapping.passedOver[meaning] {
      reason = " (plainer than \(others.joined(separator: ", ")))"
    }
    if meaning == .balance {
      reason += " (open on the day of the export; paid is the amount less it, links are not used)"
    }
    if meaning == .state { reason += " (drafts and cancelled documents are left out)" }
    return reason
  }
}
