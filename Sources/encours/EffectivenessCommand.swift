import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct EffectivenessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effectiveness",
    abstract: "Collection effectiveness, month by month: the CEI, and what was collected of what was payable.",
    discussion: """
      Examples:
        encours effectiveness ledger.csv --as-of 2025-12-31
        encours effectiveness ledger.csv --by segment --format csv

      A row a month, the last one up to the as-of day. CEI: (opening receivables + sales − closing receivables) / (opening \
      + sales − not due), where sales are invoices less credit notes and write-offs of the month. Collected share: of what was past \
      due at the start of the month or fell due in it, what was paid in it.

      CSV columns: day (the month's last), opening, sales, closing, not_due, cei (a share), exigible, collected, \
      collected_share. A client or a segment with fewer than 3 items payable has no share.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "Rows for each client or each segment: client or segment.")
  var by: Breakdown?

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let metric = CollectionEffectiveness(monthly: snapshot)
    let tables = EffectivenessTable(by: by, ledger.language)
    let table =
      by.map { tables.table(snapshot.evaluate(metric, by: $0, on: ledger.executor)) }
      ?? tables.table(snapshot.evaluate(metric, on: ledger.executor))
    let warning = PartialMonth.warning(reading.asOf, ledger.language)
    try format.print(
      table, notes: format.isForPeople ? [warning].compactMap(\.self) : [], ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}
