import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct ConcentrationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concentration",
    abstract: "How far the receivables hang on a few clients: shares of the largest, Herfindahl index.",
    discussion: """
      Examples:
        encours concentration ledger.csv --as-of 2025-12-31
        encours concentration ledger.csv --top 20 --format csv

      A client in net credit is left out. CSV columns: measure, value. With --top: rank, client, client_name, balance, \
      share, cumulative_share.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "List so many of the largest clients instead.")
  var top: Int?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let balances = snapshot.evaluate(ClientBalances(), by: .client, on: ledger.executor)
    let concentration = Concentration(
      balances.enumerated().map { Concentration.Debtor(client: $0, balance: $1.value) })
    let language = ledger.language
    let table =
      top.map { ConcentrationTable.largest($0, of: concentration, clients: balances.map(\.client), language) }
      ?? (format.isForPeople
        ? ConcentrationTable.readable(concentration, language) : ConcentrationTable.table(concentration, language))
    try format.print(table, language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}
