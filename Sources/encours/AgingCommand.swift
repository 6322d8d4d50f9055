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
        encours aging ledger.csv --since issue --bounds 30,60,90
        encours aging ledger.csv --by client --format csv

      CSV columns: bucket, items, amount, share of the open balance. After the buckets: unallocated (credit not used \
      against an invoice, which reduces the net) and net. With --by a row each: client and client_name, or segment, then \
      items, open, a column a bucket, disputed, unallocated, net.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "The day that age runs from: due or issue.")
  var since: AgingAxis?

  @Option(help: "A row for each client or each segment: client or segment. (due and issue are taken as --since.)")
  var by: AgingBreakdown?

  @Option(help: ArgumentHelp("Last day of each bucket, increasing, none negative.", valueName: "days"))
  var bounds: DayBounds = DayBounds([0, 30, 60, 90, 180])

  func validate() throws {
    if let since, let axis = by?.axis, axis != since.axis {
      throw ValidationError("--since \(since) and --by \(by!) contradict each other: give one of them.")
    }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let settings = AgingSchedule(
      asOf: reading.asOf, bounds: bounds.days, by: since?.axis ?? by?.axis ?? AgingSchedule.Axis.due)
    try format.print(table(reading, snapshot, settings), ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }

  private func table(_ reading: LedgerReading, _ snapshot: Snapshot, _ settings: AgingSchedule) -> Table {
    if let parts = by?.parts {
      let schedules = snapshot.evaluate(settings, by: parts, on: ledger.executor)
      let disputed = schedules.reduce(Money.zero) { $0 + $1.value.gross.disputed }
      return AgingPartsTable.table(
        schedules, settings, by: parts, DisputeCells(reading, disputed: disputed), ledger.language)
    }
    let schedule = snapshot.evaluate(settings, on: ledger.executor)
    let disputes = DisputeCells(reading, disputed: schedule.gross.disputed)
    return format.isForPeople
      ? AgingTable.readable(schedule, settings, disputes, ledger.language)
      : AgingTable.table(schedule, settings, ledger.language)
  }
}

enum AgingAxis: String, ExpressibleByArgument, CaseIterable {
  case due, issue

  var axis: AgingSchedule.Axis { self == .due ? .due : .issue }
}

/// What `--by` takes: the parts of a portfolio, as in other commands, or what `--since` takes, as scripts have it.
enum AgingBreakdown: String, ExpressibleByArgument, CaseIterable {
  case client, segment, due, issue

  var parts: Breakdown? { Breakdown(rawValue: rawValue) }
  var axis: AgingSchedule.Axis? { AgingAxis(rawValue: rawValue)?.axis }
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
