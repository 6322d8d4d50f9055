internal import Execution
internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// Control totals by month, to compare with the books.
enum MonthsTable {
  static func table(_ ledger: Ledger, _ language: Language) -> Table {
    let months = Snapshot(of: ledger, asOf: ledger.knownUntil).evaluate(MonthlyFlows(), on: Executor(threads: 1))
    return Table(
      [
        Column("month", language(en: "Month", fr: "Mois"), isNumeric: false),
        Column("documents", language(en: "Documents", fr: "Pièces")),
        Column("invoiced", language(en: "Invoiced", fr: "Facturé")),
        Column("credited", language(en: "Credit notes", fr: "Avoirs")),
        Column("paid", language(en: "Paid", fr: "Encaissé")),
        Column("written_off", language(en: "Written off", fr: "Irrécouvrable")),
        Column("balance", language(en: "Balance at its end", fr: "Solde en fin de mois")),
      ],
      rows: months.map { month in
        [
          .text(String("\(month.first)".prefix(7))), .integer(month.documents), .money(month.flows.invoiced),
          .money(month.flows.credited), .money(month.flows.paid), .money(month.flows.writtenOff),
          .money(month.balance),
        ]
      })
  }
}
