import Ingest
import Receivables
import Tables

/// Options of the command line that had nothing to act on in these files, each with the reason: a slip, perhaps.
struct IdleOptions {
  private let options: ReadingOptions
  private let reading: LedgerReading

  init(_ options: ReadingOptions, _ reading: LedgerReading) { (self.options, self.reading) = (options, reading) }

  var sentences: [String] { (sheets + rates + terms + allocation + columns).map(sentence) }

  private typealias Idle = (option: String, reason: (en: String, fr: String))

  private func sentence(_ idle: Idle) -> String {
    options.language(
      en: "\(idle.option) changes nothing: \(idle.reason.en)", fr: "\(idle.option) est sans effet : \(idle.reason.fr)")
  }

  private var sheets: [Idle] {
    if options.sheets.isEmpty || reading.files.contains(where: \.isWorkbook) { return [] }
    return [("--sheet", ("no file is a workbook", "aucun fichier n'est un classeur"))]
  }

  private var rates: [Idle] {
    let used = reading.rates.map(\.rate.currency)
    let ofOptions = options.rates.map(\.currency).filter { !used.contains($0) }.map { currency -> Idle in
      ("--rate \(currency)", ("no row is in \(currency)", "aucune ligne n'est en \(currency)"))
    }
    if options.rateTable == nil || !used.isEmpty { return ofOptions }
    return ofOptions + [("--rates", ("all rows are in one currency", "toutes les lignes sont dans une seule devise"))]
  }

  private var terms: [Idle] {
    if options.terms == nil || reading.notices[.assumedDue] != nil { return [] }
    return [
      ("--terms", ("every row has its due day or its terms", "chaque ligne a son échéance ou son délai de règlement"))
    ]
  }

  private var allocation: [Idle] {
    if options.allocation == .none || has(.payments) { return [] }
    return [("--allocation", ("no file is a table of payments", "aucun fichier n'est une table de règlements"))]
  }

  private var columns: [Idle] {
    options.columns.compactMap { declaration in
      guard case .table(let column) = declaration.column, !has(column.table) else { return nil }
      return (
        "--column \(column.text)",
        ("no file is a table of \(column.table.rawValue)", "aucun fichier n'est une table de ce nom")
      )
    }
  }

  private func has(_ kind: InputKind) -> Bool { reading.files.contains { $0.kind == kind } }
}
