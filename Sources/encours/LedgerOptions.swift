import ArgumentParser
import Execution
import Foundation
import Ingest
import Receivables
import Reports
import Tables

/// Which ledger, and how to read it: common to every command but those that can do without a ledger.
struct LedgerOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Invoices, payments, credit notes and clients in CSV or Excel, a FEC, electronic invoices in XML or PDF, a table or "
        + "query of a database (sqlite:FILE?table=NAME, postgresql://HOST/DATABASE?query=SELECT ...); '-' is standard "
        + "input.",
      valueName: "ledger"),
    completion: .file(extensions: ["csv", "txt", "tsv", "xlsx", "xml", "pdf"]))
  var ledgers: [String]

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if ledgers.isEmpty { throw ValidationError("Name at least one ledger.") }
    if ledgers.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
  }

  var language: Language { reading.language }
  var maxRejected: Int { reading.maxRejected }
  var executor: Executor { reading.executor }

  func read(attributes: [String] = [], needsDueDays: Bool = true) throws -> LedgerReading {
    try reading.read(ledgers, attributes: attributes, needsDueDays: needsDueDays)
  }

  func suggestion() throws -> ColumnSuggestion { try reading.suggestion(ledgers[0]) }

  /// Refuses a figure about time where too few payments have a day, and says where some have none.
  func requirePaymentDays(_ snapshot: Snapshot) throws {
    let (payments, words) = (snapshot.datedPayments, PaymentDayWords(language))
    if let withheld = words.sentence(payments) {
      Terminal.note(withheld)
      throw ExitCode(1)
    }
    notePaymentDays(snapshot)
  }

  /// Says where some payments have no day.
  func notePaymentDays(_ snapshot: Snapshot) {
    let style = CellStyle(language: language, currency: snapshot.currency)
    if let part = PaymentDayWords(language).part(snapshot.datedPayments, style) { Terminal.note(part) }
  }

  func exitIfTooManyRejected(_ result: LedgerReading) throws { try reading.exitIfTooManyRejected(result) }
}

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

/// What the late-payment model may use of a ledger, beside what every ledger has.
struct AttributeOptions: ParsableArguments {
  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp(
      "Column that the late-payment model may use, by its header. Only what was known when the invoice was issued. Repeatable.",
      valueName: "header"))
  var attributes: [String] = []

  mutating func validate() throws {
    if Set(attributes).count < attributes.count { throw ValidationError("--attribute names a column twice.") }
  }
}

/// How to print a table.
struct FormatOptions: ParsableArguments {
  @Option(name: .customLong("format"), help: "table, csv, json or md. Default: table.")
  var chosen: TableFormatName?

  var format: TableFormatName { chosen ?? .table }
  var isGiven: Bool { chosen != nil }

  /// Names in words and units, rather than the stable names of files for scripts.
  var isForPeople: Bool { format == .table || format == .md }

  /// - Parameters:
  ///   - title: Above the table.
  ///   - notes: Below it, a line each.
  func print(
    _ table: Table, title: String? = nil, notes: [String] = [], _ language: Language, _ currency: Currency
  ) throws {
    var output = OutputBuffer()
    if let title { output.write(format == .md ? "## \(title)\n\n" : "\(title)\n\n") }
    format.format(CellStyle(language: language, currency: currency)).write(table, to: &output)
    if title != nil { output.write("\n") }
    if format == .md, !notes.isEmpty, title == nil { output.write("\n") }
    for note in notes { output.write(format == .md ? "- \(note)\n" : "\(note)\n") }
    try Terminal.write(output.bytes)
  }
}

extension Day: ExpressibleByArgument {
  /// `2025-12-31` or `31/12/2025`: of the second form the day is always first.
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      self.init(iso: argument)
      return
    }
    guard parts.map(\.utf8.count) == [2, 2, 4] else { return nil }
    self.init(iso: "\(parts[2])-\(parts[1])-\(parts[0])")
  }
}

extension ColumnDeclaration: ExpressibleByArgument {}

extension Currency: ExpressibleByArgument {
  public init?(argument: String) { self.init(code: argument) }
}

extension ExchangeRate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension PaymentTerms: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension AllocationRule: ExpressibleByArgument {}
extension DateOrder: ExpressibleByArgument {}
extension DecimalMark: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension TableFormatName: ExpressibleByArgument {}
