public import Ingest
internal import Receivables
public import Tables

/// What `encours check` says: how each file was understood, and what was not used.
public enum CheckReport {
  /// - Parameter isForPeople: In their language, rather than in stable words and plain numbers for scripts.
  public static func table(_ reading: LedgerReading, _ language: Language, isForPeople: Bool) -> Table {
    let style = FactStyle(language, reading.ledger.currency, isForPeople: isForPeople)
    let all = style(en: "all files", fr: "tous les fichiers")
    var forms = Set<String>()
    var rows: [(file: String, fact: CheckFact)] = []
    for summary in reading.files {
      // A folder of electronic invoices is described once.
      let isDescribed = summary.records == 1 && summary.form.map { !forms.insert($0).inserted } ?? false
      let facts = FileFacts(summary, reading.options, style)
      rows += (isDescribed ? facts.inShort : facts.all).map { (summary.source.name, $0) }
    }
    rows += LedgerFacts(reading, style).all.map { (all, $0) }
    return Table(
      [
        Column("file", style(en: "File", fr: "Fichier"), isNumeric: false),
        Column("what", style(en: "What", fr: "Élément"), isNumeric: false),
        Column("understood", style(en: "Understood as", fr: "Compris comme"), isNumeric: false),
      ], rows: rows.map { [.text($0.file), .text($0.fact.what), .text($0.fact.understood)] })
  }
}
