import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct DSOCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dso",
    abstract: "Days sales outstanding (délai moyen de règlement), in its variants.",
    discussion: """
      Examples:
        encours dso ledger.csv --as-of 2025-12-31
        encours dso ledger.csv --window 365 --format csv

      CSV columns: variant, days, note. Receivables and sales both include tax.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "Days of sales in the simple variants.")
  var window: Int = 90

  func validate() throws {
    if !(1...3_660).contains(window) { throw ValidationError("--window must be between 1 and 3660.") }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let metric = DaysSalesOutstanding(
      asOf: reading.asOf, firstDay: snapshot.firstIssueDay ?? reading.asOf, window: window)
    let family = snapshot.evaluate(metric, on: ledger.executor)
    let table =
      format.isForPeople ? DSOTable.readable(family, ledger.language) : DSOTable.table(family, .english)
    try format.print(table, ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}
