import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct AgingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aging",
    abstract: "The aging schedule (balance âgée): open balance by days past due.",
    discussion: """
      Examples:
        encours aging ledger.csv --as-of 2025-12-31
        encours aging ledger.csv --format csv
        encours aging ledger.csv --by issue --bounds 30,60,90

      CSV columns: bucket, items, amount, share of the open balance. After the buckets: unallocated (credit not used \
      against an invoice, which reduces the net) and net.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "Age since the due day or the issue day: due or issue.")
  var by: AgingAxis = .due

  @Option(help: ArgumentHelp("Last day of each bucket, increasing, none negative.", valueName: "days"))
  var bounds: DayBounds = DayBounds([0, 30, 60, 90, 180])

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let settings = AgingSchedule(asOf: reading.asOf, bounds: bounds.days, by: by.axis)
    let schedule = snapshot.evaluate(settings, on: ledger.executor)
    let table =
      format.isForPeople
      ? AgingTable.readable(schedule, settings, ledger.language)
      : AgingTable.table(schedule, settings, ledger.language)
    try format.print(table, ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}

enum AgingAxis: String, ExpressibleByArgument, CaseIterable {
  case due, issue

  var axis: AgingSchedule.Axis { self == .due ? .due : .issue }
}

/// `0,30,60,90`.
struct DayBounds: ExpressibleByArgument {
  let days: [Int]

  init(_ days: [Int]) { self.days = days }

  init?(argument: String) {
    let days = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard days.allSatisfy({ $0.map { $0 >= 0 } ?? false }), zip(days, days.dropFirst()).allSatisfy({ $0! < $1! })
    else { return nil }
    self.days = days.compactMap(\.self)
  }

  var defaultValueDescription: String { days.map(String.init).joined(separator: ",") }
}
