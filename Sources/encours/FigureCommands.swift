import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read only: how columns were understood, which rows cannot be used, and the totals.",
    discussion: """
      Examples:
        encours check ledger.csv
        encours check ledger.csv --rejected --format csv > rejected.csv
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Flag(help: "List the rejected rows instead.")
  var rejected = false

  func run() throws {
    let reading = try ledger.read()
    let table =
      rejected
      ? RejectedTable.table(reading, texts: try Failure.sentence { try reading.rejectedTexts() }, ledger.language)
      : CheckReport.table(reading, ledger.language)
    try format.print(table, ledger.language, reading.ledger.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}

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

  @Option(help: ArgumentHelp("Last day of each bucket, increasing.", valueName: "days"))
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
    guard !days.contains(nil), zip(days, days.dropFirst()).allSatisfy({ $0! < $1! }) else { return nil }
    self.days = days.compactMap(\.self)
  }

  var defaultValueDescription: String { days.map(String.init).joined(separator: ",") }
}

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
