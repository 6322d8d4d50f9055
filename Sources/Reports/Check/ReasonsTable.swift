internal import Ingest
internal import Receivables
internal import Tables

/// Rejected rows counted by reason, the most money first.
enum ReasonsTable {
  static func table(_ reading: LedgerReading, _ language: Language) -> Table {
    var groups: [String: (rows: Int, amount: Money, first: RowError)] = [:]
    for error in reading.rejected {
      let amount = error.amount ?? .zero
      let group = groups[error.reason] ?? (0, .zero, error)
      groups[error.reason] = (group.rows + 1, group.amount + amount.magnitude, group.first)
    }
    let sorted = groups.sorted {
      ($1.value.amount, $1.value.rows, $0.key) < ($0.value.amount, $0.value.rows, $1.key)
    }
    let names = reading.files.map(\.source.name)
    return Table(
      [
        Column("reason", language(en: "Reason", fr: "Motif"), isNumeric: false),
        Column("rows", language(en: "Rows", fr: "Lignes")),
        Column("amount", language(en: "Amount", fr: "Montant")),
        Column("first", language(en: "The first", fr: "La première"), isNumeric: false),
      ],
      rows: sorted.map { reason, group in
        [
          .text(reason), .integer(group.rows), .money(group.amount),
          .text("\(names[group.first.row.file]):\(group.first.row.line): \(group.first.explanation)"),
        ]
      })
  }
}
