public import Ingest
public import Receivables
public import Tables

/// The rows left out, with the reason and the row itself: `rejected.csv`.
public enum RejectedTable {
  public static func table(_ reading: LedgerReading, texts: [RowLocation: String], _ language: Language) -> Table {
    let columns = [
      Column("file", language(en: "File", fr: "Fichier"), isNumeric: false),
      Column("line", language(en: "Line", fr: "Ligne")),
      Column("column", language(en: "Column", fr: "Colonne"), isNumeric: false),
      Column("amount", language(en: "Amount", fr: "Montant")),
      Column("reason", language(en: "Reason", fr: "Motif"), isNumeric: false),
      Column("text", language(en: "Row", fr: "Texte"), isNumeric: false),
    ]
    let rejected = reading.rejected
    let names = reading.files.map(\.source.name)
    return Table(columns, rowCount: rejected.count) { index in
      let error = rejected[index]
      return [
        .text(names[error.row.file]), .integer(error.row.line), .text(error.columnName ?? ""),
        .optional(error.amount) { .money($0) }, .text(RejectionWords.explanation(error, language)),
        .text(texts[error.row] ?? ""),
      ]
    }
  }
}
