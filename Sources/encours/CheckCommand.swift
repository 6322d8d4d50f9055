import ArgumentParser
import Ingest
import Receivables
import Reports
import Tables

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read only: how columns were understood, which rows cannot be used, and the totals.",
    discussion: """
      Examples:
        encours check ledger.csv
        encours check 732829320FEC20241231.txt 732829320FEC20251231.txt
        encours check invoices.csv payments.csv credit-notes.csv clients.csv
        encours check ledger.csv --rejected --format csv > rejected.csv

      Of a FEC it shows the balances of the clients' accounts, the open items rebuilt from them, that the two tie, and how \
      payments found their invoices: by lettering, reference, exact amount or oldest first.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Flag(help: "List the rejected rows instead.")
  var rejected = false

  func run() throws {
    let reading = try ledger.read(needsDueDays: false)
    let table =
      rejected
      ? RejectedTable.table(reading, texts: try Failure.sentence { try reading.rejectedTexts() }, ledger.language)
      : CheckReport.table(reading, ledger.language)
    try format.print(table, ledger.language, reading.ledger.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}
