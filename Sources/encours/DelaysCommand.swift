import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct DelaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delays",
    abstract: "Days late and days to pay: of what was paid, and with what is still open counted.",
    discussion: """
      Examples:
        encours delays ledger.csv --as-of 2025-12-31
        encours delays ledger.csv --by client --format csv

      Days late run from the due day, early payments being negative; days to pay, from the issue day. Four rows: each over \
      the ledger's life and over the calendar year so far. Means, median and P90 are of what was paid and hide the worst \
      payers; the Kaplan–Meier median and the mean restricted to a horizon count what is still open as well.

      CSV columns: measure, period, paid_invoices, weighted_mean (by amount, partial payments included), mean, median, p90, \
      invoices (open at some time in the period), km_median with its 95 % interval, restricted_mean_180 with its interval, \
      paydex_like: a score after the scale of D&B's PAYDEX from the weighted mean days late, 80 on time, 20 at 120 days; it \
      is not PAYDEX. A row with fewer than 3 paid invoices has no figure. Intervals take \
      invoices as independent: they are about other invoices of the same clients, and for other clients too narrow. People are shown them in two tables.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: ArgumentHelp("Where the restricted mean stops, after the due or issue day.", valueName: "days"))
  var horizon: Int = 180

  @Option(help: "Rows for each client or each segment: client or segment.")
  var by: Breakdown?

  func validate() throws {
    if !(1...3_660).contains(horizon) { throw ValidationError("--horizon must be between 1 and 3660.") }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let metrics = DelaysTable.Measure.all.map { $0.metric(asOf: reading.asOf) }
    let executor = ledger.executor
    let tables = DelaysTable(by: by, horizon: horizon, ledger.language, isForPeople: format.isForPeople)
    let table =
      by.map { by in tables.table(metrics.map { snapshot.evaluate($0, by: by, on: executor) }) }
      ?? tables.table(metrics.map { snapshot.evaluate($0, on: executor) })
    if format.isForPeople {
      let pages = tables.readable(table)
      for (page, (title, table)) in pages.enumerated() {
        let notes = page == pages.count - 1 ? [tables.intervals] : []
        try format.print(table, title: title, notes: notes, ledger.language, snapshot.currency)
      }
    } else {
      try format.print(table, ledger.language, snapshot.currency)
    }
    try ledger.exitIfTooManyRejected(reading)
  }
}
