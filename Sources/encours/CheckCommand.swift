import ArgumentParser
import Ingest
import Receivables
import Reports
import Tables

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read only: how the files were understood, what cannot be used, what looks wrong, and the totals.",
    discussion: """
      Examples:
        encours check ledger.csv
        encours check 732829320FEC20241231.txt 732829320FEC20251231.txt
        encours check invoices.csv payments.csv credit-notes.csv clients.csv
        encours check balance.xlsx --sheet Clients
        encours check factures/*.xml --terms 30
        encours check 'sqlite:books.db?table=invoices' 'sqlite:books.db?table=payments'
        encours check "postgresql://server/books?query=SELECT * FROM sales WHERE company = 7"
        encours check ledger.csv --show months --format csv
        encours check ledger.csv --show rejected --format csv > rejected.csv
        encours check ledger.csv --suggest > encours.yml

      Of a FEC it shows the balances of the clients' accounts, the open items rebuilt from them, that the two tie, and how \
      payments found their invoices: by lettering, reference, exact amount or oldest first.

      Of a database, what stands behind query= or table=, up to the end, is taken as typed. It is read in a transaction that \
      can change nothing; who connects, and the password, come from PGUSER, PGPASSWORD and the like or from ~/.pgpass, never \
      from the address. Lines are counted from the first row; ORDER BY fixes their order.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var declared: AttributeOptions
  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp(
      "One part only: understanding, rows, reasons, rejected, suspicious, all-suspicious or months. Default: in tables for "
        + "people understanding, rows, reasons, suspicious and months; in csv and json understanding.",
      valueName: "part"))
  var show: CheckPart?

  @Flag(help: "The same as --show rejected.")
  var rejected = false

  @Flag(help: "Write a first encours.yml from the header of the file instead: which column means what.")
  var suggest = false

  func validate() throws {
    if rejected, let show, show != .rejected {
      throw ValidationError("--rejected is --show rejected: leave out one of the two.")
    }
    if !suggest { return }
    if rejected || show != nil || format.isGiven {
      throw ValidationError("--suggest writes an encours.yml: it goes without --show, --rejected and --format.")
    }
    if ledger.ledgers.count > 1 { throw ValidationError("--suggest reads one file: name the one to map.") }
  }

  func run() throws {
    if suggest { return try Terminal.write(Array(ledger.suggestion().yaml.utf8)) }
    let reading = try ledger.read(attributes: declared.attributes, needsDueDays: false)
    let currency = reading.ledger.currency
    func table(_ part: CheckPart) throws -> Table {
      try Failure.sentence { try part.table(reading, ledger.language, isForPeople: format.isForPeople) }
    }
    if let part = show ?? (rejected ? .rejected : format.isForPeople ? nil : .understanding) {
      try format.print(table(part), ledger.language, currency)
    } else {
      for part in CheckPart.page {
        let table = try table(part)
        if table.rowCount == 0 { continue }
        try format.print(table, title: part.title(ledger.language), ledger.language, currency)
      }
    }
    try ledger.exitIfTooManyRejected(reading)
  }
}

extension CheckPart: ExpressibleByArgument {}
