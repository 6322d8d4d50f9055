import ArgumentParser
import Execution
import Reports

@main
struct Encours: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encours",
    abstract: "Receivables analytics: what clients owe, how old it is, how it comes in, and whom to chase.",
    discussion: """
      Start with the report of a ledger exported as CSV:

        encours report ledger.csv --as-of 2025-12-31 --out report
        encours report 732829320FEC20251231.txt --terms "45 end of month" --out report
        encours report invoices.csv payments.csv clients.csv --out report

      Exit status: 0 done; 1 the data cannot answer, or do not reconcile; 2 done, but more rows were rejected than \
      --max-rejected allows; 64 the command line is wrong. Results go to standard output, everything else to standard \
      error. Nothing leaves this machine.
      """,
    version: EncoursVersion.current,
    subcommands: [
      ReportCommand.self, CheckCommand.self, AgingCommand.self, DSOCommand.self, EffectivenessCommand.self,
      DelaysCommand.self, MigrationCommand.self, ConcentrationCommand.self, DecayCommand.self, ValidateCommand.self,
      FitCommand.self, ScoreCommand.self, AssessCommand.self, SampleCommand.self,
    ])

  static func main() {
    Memory.keepFreed()
    main(nil)
  }
}
