internal import Ingest
internal import Receivables
internal import Tables

/// Rejected rows counted by reason, the most money first.
enum ReasonsTable {
  static func table(_ reading: LedgerReading, _ language: Language) -> Table {
    var groups: [String: (rows: Int, amount: Money, unread: Int, first: RowError)] = [:]
    for error in reading.rejected {
      let group = groups[error.reason] ?? (0, .zero, 0, error)
      groups[error.reason] = (
        group.rows + 1, group.amount + (error.amount ?? .zero).magnitude, group.unread + (error.amount == nil ? 1 : 0),
        group.first
      )
    }
    let sorted = groups.sorted {
      ($1.value.amount, $1.value.rows, $0.key) < ($0.value.amount, $0.value.rows, $1.key)
    }
    let names = reading.files.map(\.source.name)
    return Table(
      [
        Column("reason", language(en: "Reason", fr: "Motif"), isNumeric: false),
        Column("rows", language(en: "Rows", fr: "Lignes")),
        Column("amount", language(en: "Amount without signs", fr: "Montant en valeur absolue")),
        Column("unread", language(en: "Amounts not read", fr: "Montants illisibles")),
        Column("first", language(en: "The first", fr: "La première"), isNumeric: false),
      ],
      rows: sorted.map { _, group in
        [
          .text(RejectionWords.reason(group.first, language)), .integer(group.rows),
          group.unread == group.rows ? .blank : .money(group.amount),
          .integer(group.unread),
          .text(
            "\(names[group.first.row.file]):\(group.first.row.line): \(RejectionWords.explanation(group.first, language))"
          ),
        ]
      })
  }
}
