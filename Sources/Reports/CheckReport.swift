public import Ingest
internal import Receivables
public import Tables

/// What `encours check` says: how each file was understood, and what was not used.
public enum CheckReport {
  public static func table(_ reading: LedgerReading, _ language: Language) -> Table {
    var rows: [[Cell]] = []
    func add(_ file: String, _ what: String, _ value: String) { rows.append([.text(file), .text(what), .text(value)]) }
    for summary in reading.files {
      let name = summary.source.name
      add(name, "rows", "\(summary.records)")
      add(name, "delimiter", summary.dialect.delimiterName)
      add(name, "encoding", summary.encoding.rawValue)
      for meaning in ColumnMeaning.allCases {
        guard let column = summary.mapping.columns[meaning] else { continue }
        var value = summary.mapping.headers[column]
        if let order = summary.dateOrder[meaning] {
          value += order == .dayFirst ? " (day first)" : " (month first)"
        }
        if let mark = summary.decimalMark[meaning] { value += " (decimal mark \(mark.rawValue))" }
        add(name, "column \(meaning.rawValue)", value)
      }
      for column in summary.mapping.attributes { add(name, "attribute", summary.mapping.headers[column]) }
      add(name, "columns not used", summary.mapping.unused.joined(separator: ", "))
      add(name, "sha256", summary.sha256)
    }
    let all = language(en: "all files", fr: "tous les fichiers")
    let currency = reading.ledger.currency
    add(all, "currency", currency.code)
    add(all, "as-of day", reading.asOf.description)
    add(all, "rows read", "\(reading.records)")
    add(all, "rows used", "\(reading.ledger.documentCount)")
    add(all, "rows after the as-of day", "\(reading.laterRows)")
    add(all, "rows rejected", "\(reading.rejected.count)")
    add(all, "amount rejected", PlainNumber.money(reading.rejectedAmount, currency))
    for notice in RowNotice.allCases {
      if let seen = reading.notices[notice] {
        add(all, "noticed", NoticeWords.sentence(notice, language) + " \(seen.rows)")
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
