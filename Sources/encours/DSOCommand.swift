import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct DSOCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dso",
    abstract: "Days sales outstanding (délai moyen de règlement), in its variants.",
    discussion: """
      Examples:
        encours dso ledger.csv --as-of 2025-12-31
        encours dso ledger.csv --window 365 --all --format csv
        encours dso ledger.csv --monthly --by segment --format csv

      CSV columns: variant, days, note. Receivables and sales both include tax. Count-back: the sales of each month, \
      latest first, are taken off the receivables and their days added up. Simple: receivables / sales of the window × \
      window. With --monthly or --by, a column a \
      variant and a row a month end, a client or a segment: each month as it stood at its own end, the last one on the \
      as-of day. CSV and JSON then have every variant; a table has the main ones, and with --all the others too. A client or \
      a segment with fewer than 3 invoices in the window has no figure.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "Days of sales in the simple variants.")
  var window: Int = 90

  @Option(help: ArgumentHelp("Days of payments in the direct payment delay. Default: all.", valueName: "days"))
  var paymentWindow: Int?

  @Option(
    help: ArgumentHelp(
      "Month ends of receivables and months of sales in the rolling average.", valueName: "months,months"))
  var rolling: RollingMonths = RollingMonths(receivables: 3, sales: 3)

  @Flag(help: "Also without disputed items, on 30-day months, on daily sales, and the rolling average.")
  var all = false

  @Flag(help: "A row for each month of the ledger's life.")
  var monthly = false

  @Option(help: "A row for each client or each segment: client or segment.")
  var by: Breakdown?

  func validate() throws {
    if !(1...3_660).contains(window) { throw ValidationError("--window must be between 1 and 3660.") }
    if let paymentWindow, !(1...36_600).contains(paymentWindow) {
      throw ValidationError("--payment-window must be between 1 and 36600.")
    }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    ledger.notePaymentDays(snapshot)
    try format.print(table(snapshot), ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }

  private func table(_ snapshot: Snapshot) -> Table {
    let windows = DaysSalesOutstanding.Windows(
      sales: window, averagedReceivables: rolling.receivables, averagedSales: rolling.sales, payments: paymentWindow)
    if monthly || by != nil {
      let series = DSOSeries(monthly: snapshot, latest: monthly ? .max : 1, windows: windows)
      let tables = DSOSeriesTable(
        windows, by: by, format.isForPeople ? ledger.language : .english, snapshot.datedPayments)
      let table =
        by.map { tables.table(snapshot.evaluate(series, by: $0, on: ledger.executor)) }
        ?? tables.table(snapshot.evaluate(series, on: ledger.executor))
      return format.isForPeople && !all ? tables.main(table) : table
    }
    let metric = DaysSalesOutstanding(
      asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay ?? snapshot.asOf, windows: windows)
    let family = snapshot.evaluate(metric, on: ledger.executor)
    return format.isForPeople
      ? DSOTable.readable(family, ledger.language, all ? .all : .undisputed, snapshot.datedPayments)
      : DSOTable.table(family, .english, all ? .all : .main, snapshot.datedPayments)
  }
}

extension Breakdown: ExpressibleByArgument {}

/// `3,12`: months of receivables, months of sales.
struct RollingMonths: ExpressibleByArgument {
  let receivables: Int
  let sales: Int

  init(receivables: Int, sales: Int) {
    self.receivables = receivables
    self.sales = sales
  }

  init?(argument: String) {
    let months = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard months.count == 2, months.allSatisfy({ (1...120).contains($0) }) else { return nil }
    self.init(receivables: months[0], sales: months[1])
  }

  var defaultValueDescription: String { "\(receivables),\(sales)" }
}
