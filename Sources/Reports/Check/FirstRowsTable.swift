internal import Ingest
internal import Receivables
internal import Tables

/// The first rows of each file as they were understood.
enum FirstRowsTable {
  static func table(_ reading: LedgerReading, _ language: Language) -> Table {
    let columns = [
      Column("file", language(en: "File", fr: "Fichier"), isNumeric: false),
      Column("line", language(en: "Line", fr: "Ligne")),
      Column("invoice", language(en: "Invoice", fr: "Facture"), isNumeric: false),
      Column("client", language(en: "Client", fr: "Client"), isNumeric: false),
      Column("client_name", language(en: "Name", fr: "Nom"), isNumeric: false),
      Column("issued", language(en: "Issued", fr: "Émise le"), isNumeric: false),
      Column("due", language(en: "Due", fr: "Échéance"), isNumeric: false),
      Column("amount", language(en: "Amount", fr: "Montant")),
      Column("kind", language(en: "Kind", fr: "Nature"), isNumeric: false),
      Column("paid_on", language(en: "Paid on", fr: "Payée le"), isNumeric: false),
      Column("paid_amount", language(en: "Paid", fr: "Payé")),
    ]
    let names = reading.files.map(\.source.name)
    let rows = reading.firstRows.map { row -> [Cell] in
      [
        .text(names[row.row.file]), .integer(row.row.line), .text(row.invoice), .text(row.client), .text(row.name),
        .day(row.issued), .day(row.due), .money(row.amount), .text(kind(row.kind, language)),
        .optional(row.paidOn) { .day($0) }, paid(row),
      ]
    }
    return Table(columns, rows: rows)
  }

  private static func paid(_ row: UnderstoodRow) -> Cell {
    guard let paid = row.paidAmount else { return .money(row.amount) }
    return paid == .zero ? .blank : .money(paid)
  }

  private static func kind(_ kind: DocumentKind, _ language: Language) -> String {
    switch kind {
    case .invoice: language(en: "invoice", fr: "facture")
    case .creditNote: language(en: "credit note", fr: "avoir")
    case .deposit: language(en: "deposit", fr: "acompte")
    }
  }
}
