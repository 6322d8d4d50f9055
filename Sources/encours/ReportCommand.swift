import ArgumentParser
import Execution
import Foundation
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the monthly report: a page, the ranking of clients, and the tables behind them.",
    discussion: """
      Examples:
        encours report ledger.csv --as-of 2025-12-31 --out report
        encours report factures.csv --language fr --out rapport
        encours report 732829320FEC20251231.txt --terms 30 --out report
        encours report invoices.csv payments.csv clients.csv --out report
        encours report 'sqlite:books.db?table=invoices' --out report
        encours report ledger.csv --control-account 125034.50 --out report

      The folder holds report.md (the page, with monthly.svg and decay.svg), clients.csv (one row a client, ranked), \
      items.csv (one row an open item), monthly.csv (one row a month of the ledger's life), changes.csv (what moved \
      since a month and a year before), aging.csv, disputed.csv, dso.csv, concentration.csv, decay.csv, model.csv, \
      rejected.csv and run.json. It is written whole or not at all, and replaces an earlier report.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var declared: AttributeOptions

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var out: String

  @Option(help: "An invoice is late when unpaid this many days after its due day.")
  var lateAfter: Int = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Balance of the control account (411) to tie to, such as 125034.50.", valueName: "amount"))
  var controlAccount: String?

  func validate() throws {
    if out.isEmpty { throw ValidationError("--out must name a folder.") }
    if !(0...365).contains(lateAfter) { throw ValidationError("--late-after must be between 0 and 365.") }
    if let controlAccount, PlainAmount.read(controlAccount, decimals: 3) == nil {
      throw ValidationError("--control-account '\(controlAccount)' is not an amount such as 125034.50.")
    }
  }

  func run() throws {
    let folder = try Failure.sentence { try ReportFolder(path: out) }
    Terminal.progress("reading…")
    let reading = try ledger.read(attributes: declared.attributes)
    var settings = MonthlyAnalysis.Settings()
    settings.lateAfter = lateAfter
    settings.maximumRejected = ledger.maxRejected
    let currency = reading.ledger.currency
    if let controlAccount {
      guard let amount = PlainAmount.read(controlAccount, decimals: currency.decimals) else {
        throw ValidationError("--control-account '\(controlAccount)' has more decimals than \(currency).")
      }
      settings.controlAccount = amount
    }
    let analysis = try Failure.sentence {
      do {
        return try MonthlyAnalysis(reading, settings: settings, executor: ledger.executor) { stage in
          switch stage {
          case .figures: Terminal.progress("computing figures, fitting and testing the risk model…")
          case .ranking: Terminal.progress("ranking clients…")
          }
        }
      } catch let mismatch as Reconciliation.Mismatch {
        throw MismatchSentence(mismatch: mismatch, currency: currency)
      }
    }
    Terminal.progress("writing…")
    try Failure.sentence {
      let texts = try reading.rejectedTexts()
      let report = MonthlyReport(analysis, language: ledger.language)
      try folder.write(report.files(rejectedTexts: texts), executor: ledger.executor)
    }
    Terminal.progress("")
    // Ending here spares taking a large ledger apart, array by array, before the process goes.
    withExtendedLifetime(analysis) { Foundation.exit(analysis.hasTooManyRejected ? 2 : 0) }
  }
}
