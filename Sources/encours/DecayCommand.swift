import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct DecayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decay",
    abstract: "How the probability of payment falls with days past due (Kaplan–Meier).",
    discussion: """
      Examples:
        encours decay ledger.csv --as-of 2025-12-31
        encours decay ledger.csv --format csv

      CSV columns: day (past due), at_risk, unpaid (probability of being unpaid after that day) with its 95 % interval, \
      paid_within_30 (probability of payment in the next 30 days if unpaid then) with its interval. A probability on \
      fewer than 10 invoices at risk is withheld.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let curve = snapshot.evaluate(PaymentDecay(asOf: reading.asOf), on: ledger.executor)
    try format.print(DecayTable.table(curve, ledger.language), ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}
