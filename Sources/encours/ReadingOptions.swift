import ArgumentParser
import Execution
import Foundation
import Ingest
import Receivables
import Reports
import Tables

/// How to read a ledger and show what comes of it.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Settings that stay the same: columns, preset and others. Default: encours.yml, if there is one.")
  var config: String?

  @Option(help: "The day to report on, as YYYY-MM-DD or DD/MM/YYYY. Default: the last day the ledger knows.")
  var asOf: Day?

  @Option(help: "Order of dates such as 03/04/2025 where the ledger leaves it open: dmy or mdy.")
  var dateOrder: DateOrder?

  @Option(help: "Decimal mark where the ledger leaves it open: ',' or '.'.")
  var decimalMark: DecimalMark?

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "Which header means what, such as --column issued='Doc date', or in another table than the invoices' --column "
        + "payments.amount=Somme, --column clients.terms=Jours. Repeatable.", valueName: "name=header"))
  var columns: [ColumnDeclaration] = []

  @Option(
    name: .customLong("sheet"),
    help: ArgumentHelp(
      "Which sheet of a workbook, or all. Repeatable: invoices on one, payments on another. Default: the only visible one "
        + "with rows.", valueName: "sheet"))
  var sheets: [String] = []

  @Option(help: "Currency of presentation, and of rows that give none. Default: the ledger's, or EUR.")
  var currency: Currency?

  @Option(
    name: .customLong("rate"),
    help: ArgumentHelp("Price of one unit of a currency in that of presentation. Repeatable.", valueName: "CAD=0.67"))
  var rates: [ExchangeRate] = []

  @Option(
    name: .customLong("rates"),
    help: ArgumentHelp(
      "Table of rates with the columns currency, day, and rate (price of one unit) or units (as the ECB publishes them). The "
        + "rate of the as-of day is used, or the latest of the \(RateTable.longestAge) days before it.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var rateTable: String?

  @Option(
    help: ArgumentHelp(
      "Payment terms of invoices that give neither a due day nor terms, such as 30, '45 end of month' or 'end of month 45'.",
      valueName: "terms"))
  var terms: PaymentTerms?

  @Option(
    help: ArgumentHelp(
      "Payments that name no invoice: none leaves them unallocated, legal uses them on debts that are due, then the oldest, "
        + "then in proportion (C. civ. 1342-10)."))
  var allocation: AllocationRule = .none

  @Option(parsing: .unconditional, help: "Rows that may be rejected before the exit status is 2.")
  var maxRejected: Int = 0

  @Option(parsing: .unconditional, help: "Threads. The result does not depend on them.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Language of words, numbers and dates: en or fr.")
  var language: Language = .english

  mutating func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if maxRejected < 0 { throw ValidationError("--max-rejected must not be negative.") }
  }

  var executor: Executor { Executor(threads: threads) }

  /// The first option given that says how to read a ledger.
  var ledgerOption: String? {
    let given: [(name: String, isGiven: Bool)] = [
      ("--date-order", dateOrder != nil), ("--column", !columns.isEmpty),
      ("--sheet", !sheets.isEmpty), ("--rate", !rates.isEmpty), ("--rates", rateTable != nil),
      ("--terms", terms != nil), ("--allocation", allocation != .none),
    ]
    return given.first(where: \.isGiven)?.name
  }

  func configuration() throws -> Configuration { try Failure.sentence { try Configuration(path: config) } }

  /// How to read ledgers: as the command line says, else as the configuration does.
  private func options() throws -> InvoiceReader.Options {
    let configuration = try configuration()
    var options = InvoiceReader.Options()
    options.asOf = asOf
    options.dateOrder = dateOrder ?? configuration.dateOrder
    options.decimalMark = decimalMark ?? configuration.decimalMark
    options.columns = configuration.columns
    options.tableColumns = configuration.tableColumns
    for declaration in columns {
      switch declaration.column {
      case .documents(let meaning): options.columns[meaning] = declaration.header
      case .table(let column): options.tableColumns[column] = declaration.header
      }
    }
    options.preset = configuration.preset
    options.currency = currency
    options.sheets = sheets.isEmpty ? configuration.sheets : sheets
    options.rates = rates
    if let path = rateTable ?? configuration.rateTable {
      options.rateTable = try Failure.sentence { try RateTable(path: path, dateOrder: options.dateOrder) }
    }
    options.terms = terms ?? configuration.terms
    options.allocation = allocation
    return options
  }

  /// What a ledger's header says, for a first configuration.
  func suggestion(_ ledger: String) throws -> ColumnSuggestion {
    let options = try options()
    return try Failure.sentence { try ColumnSuggestion(path: ledger, options: options) }
  }

  /// Reads the ledgers and says on standard error what a reader of the result should know.
  ///
  /// - Parameters:
  ///   - attributes: Headers of the columns that the late-payment model may use.
  ///   - needsDueDays: Whether a source without due days is refused when no terms are given.
  func read(_ ledgers: [String], attributes: [String] = [], needsDueDays: Bool = true) throws -> LedgerReading {
    var options = try options()
    options.attributes = attributes
    options.needsDueDays = needsDueDays
    let reading = try Failure.sentence { try InvoiceReader(options: options, executor: executor).read(paths: ledgers) }
    for note in ReadingNotes.sentences(reading, isDayChosen: asOf != nil, language) { Terminal.note(note) }
    for note in IdleOptions(self, reading).sentences { Terminal.note(note) }
    return reading
  }

  /// Ends with status 2 when more rows were rejected than allowed.
  func exitIfTooManyRejected(_ reading: LedgerReading) throws {
    if reading.rejected.count > maxRejected { throw ExitCode(2) }
  }
}
