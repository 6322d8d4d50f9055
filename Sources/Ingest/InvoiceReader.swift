public import Execution
public import Receivables
internal import Synchronization

/// Reads invoice tables in CSV into one ledger.
///
/// Each file is read once, in chunks, on all threads; what only a whole column can tell (the order of its dates, its
/// decimal mark) is settled when the file has been seen to its end.
public struct InvoiceReader: Sendable {
  public struct Options: Sendable {
    /// Said by the user; `nil` to recognise.
    public var dateOrder: DateOrder?
    public var decimalMark: DecimalMark?
    /// Headers for meanings that are not recognised, or not uniquely.
    public var columns: [ColumnMeaning: String] = [:]
    /// The same for tables of payments and of clients.
    public var tableColumns: [TableColumn: String] = [:]
    /// Headers of the columns that a model may use, each known when a document is issued.
    public var attributes: [String] = []
    /// The software that wrote the files, when its headers mean more than elsewhere.
    public var preset: ColumnPreset?
    /// Of presentation, and of rows that give none; `nil` for the ledger's own, or EUR when it gives none.
    public var currency: Currency?
    /// Of workbooks, by name, or ``allSheets``; none for the only visible one with rows.
    public var sheets: [String] = []
    /// Of the whole ledger.
    public var rates: [ExchangeRate] = []
    /// By day, of the currencies that ``rates`` does not have.
    public var rateTable: RateTable?
    /// Nothing dated later is used. `nil` for the last day the ledger knows.
    public var asOf: Day?
    /// Payment terms of invoices that give neither a due day nor terms; `nil` to reject them.
    public var terms: PaymentTerms?
    /// What becomes of payments that name no invoice.
    public var allocation = AllocationRule.none
    /// Whether a source without due days is refused when no terms are given.
    public var needsDueDays = true

    /// Every visible sheet with rows.
    public static let allSheets = "all"

    public init() {}
  }

  public let options: Options
  public let executor: Executor

  public init(options: Options = Options(), executor: Executor) {
    self.options = options
    self.executor = executor
  }

  /// Reads every file and builds the ledger as known at the as-of day.
  public func read(paths: [String]) throws(IngestError) -> LedgerReading {
    var inputs: [InputFile] = []
    for path in paths { inputs += try InputFile.all(path: path, options) }
    func files(_ kinds: InputKind...) -> [InputFile] { inputs.filter { kinds.contains($0.kind) } }
    let (books, payments) = (files(.fec), files(.payments))
    let invoices = files(.invoices, .creditNotes)
    let clients = try ClientDirectory(
      files(.clients), options, firstFile: inputs.count - inputs.count { $0.kind == .clients })
    if let book = books.first {
      if let other = (invoices + payments).first { throw .booksAndTables(book.source.name, other.source.name) }
      return try FECReader(options: options, clients: clients, executor: executor).read(books)
    }
    guard let first = invoices.first else { throw .noInvoices(file: inputs[0].source.name, kind: inputs[0].kind) }
    return try read(invoices, payments, clients, first.source.name)
  }

  private func read(
    _ invoices: [InputFile], _ payments: [InputFile], _ clients: ClientDirectory, _ firstName: String
  ) throws(IngestError) -> LedgerReading {
    let terms = TermsByClient(standard: options.terms, clients: clients)
    var files: [FileRows] = []
    for input in invoices { files.append(try FileRows(input, options, hasTerms: !terms.isEmpty, executor)) }
    if files.allSatisfy({ $0.recordCount == 0 }) { throw .noRows(file: firstName) }
    var tables: [PaymentTable] = []
    for input in payments { tables.append(try PaymentTable(input, options)) }
    let known = files.map { $0.dayRange(withPayments: payments.isEmpty, executor) }
    let firstIssue = known.compactMap(\.firstIssue).min()
    let lastKnown = (known.map(\.lastKnown) + tables.map(\.lastDay)).compactMap(\.self).max()
    let asOf = options.asOf ?? lastKnown ?? Day(number: 0)
    if let firstIssue, asOf < firstIssue { throw .nothingIssuedYet(asOf: asOf, firstIssue: firstIssue) }

    let found = files.map { $0.currencies(asOf: asOf) } + tables.map { $0.currencies(asOf: asOf) }
    let currency = try presentationCurrency(found)
    let conversion = MoneyConversion(target: currency, options, asOf: asOf)
    var reading = LedgerReading.Parts(asOf: asOf, currency: currency)
    let foreign = found.reduce(into: Set<Currency>()) { $0.formUnion($1) }.subtracting([currency])
    reading.isCurrencyAssumed = options.currency == nil && found.allSatisfy(\.isEmpty)
    reading.rates = conversion.rates.filter { foreign.contains($0.rate.currency) }
    var builder = LedgerBuilder(attributes: options.attributes)
    builder.clientLabels = clients.labels
    var batches: [InvoiceBatch] = []
    for index in files.indices {
      let rows = files[index]
      files[index].chunks = []
      batches += try add(rows, file: index, conversion, terms, keepsBatches: !payments.isEmpty, to: &builder, &reading)
    }
    if builder.rowCount == 0, batches.isEmpty, let first = reading.rejected.first {
      throw .nothingUsable(
        rejected: reading.rejected.count,
        first: "\(reading.files[first.row.file].source.name):\(first.row.line): \(first.explanation)")
    }
    files = []
    reading.isOneTable = tables.isEmpty && clients.files.isEmpty
    let settlement = try settle(&batches, tables, conversion, &builder, &reading)
    for batch in batches { builder.append(batch) }
    batches = []
    reading.files += clients.files
    reading.rejected += clients.rejected
    let result = builder.build(asOf: asOf, currency: currency, executor: executor)
    reading.usedRows =
      result.ledger.documentCount + result.merged.count - (settlement?.waitingRows ?? 0)
      + (settlement?.usedPayments ?? 0) + clients.usedRows
    try settlement?.check(result.ledger)
    let answer = LedgerReading(reading, result, options)
    try answer.checkRows()
    return answer
  }

  /// Sets the tables of payments against the invoices; `nil` when there is none and nothing is to be guessed.
  private func settle(
    _ batches: inout [InvoiceBatch], _ tables: [PaymentTable], _ conversion: MoneyConversion,
    _ builder: inout LedgerBuilder, _ reading: inout LedgerReading.Parts
  ) throws(IngestError) -> TableSettlement? {
    if tables.isEmpty { return nil }
    var settlement = TableSettlement(batches, options.allocation)
    let firstFile = reading.files.count
    var payments: [[PaymentTable.Payment]] = []
    for (index, table) in tables.enumerated() {
      reading.files.append(table.summary)
      let found = table.payments(file: firstFile + index, asOf: reading.asOf, conversion)
      reading.control.add(found.control)
      reading.rejected += found.rejected
      reading.laterRows += found.later
      payments.append(found.payments)
      try reading.count(found.rejected.compactMap(\.amount))
    }
    PaymentTable.convertAsParts(&payments, conversion)
    for (index, payments) in payments.enumerated() {
      try reading.count(payments.map(\.amount))
      for payment in payments { reading.control.addUsed(payment.amount) }
      settlement.add(payments, file: firstFile + index) { builder.code(ofClient: $0) }
    }
    batches = settlement.settled()
    reading.rejected += settlement.rejected
    reading.control.leaveOut(settlement.rejected)
    reading.matches = settlement.matches
    reading.suspicions += settlement.roundTrips(until: reading.asOf)
    reading.unmatchedCreditNotes = settlement.unmatchedCreditNotes
    for (notice, seen) in settlement.notices { reading.notices[notice, default: Notice()].merge(seen) }
    return settlement
  }

  /// Converts one file's chunks on all threads, and appends them in order.
  ///
  /// - Parameter keepsBatches: Whether payments have to be set against the rows first. They are returned instead, and the
  ///   rows' own payments are not looked into.
  private func add(
    _ rows: consuming FileRows, file: Int, _ conversion: MoneyConversion, _ terms: TermsByClient, keepsBatches: Bool,
    to builder: inout LedgerBuilder, _ reading: inout LedgerReading.Parts
  ) throws(IngestError) -> [InvoiceBatch] {
    let codes = rows.clientCodes { builder.code(ofClient: $0, of: $1) }
    let converter = RowConverter(
      file: file, rows.reading, rows.vocabularies, clientCodes: codes, asOf: reading.asOf, conversion, terms: terms,
      ignoresPayments: keepsBatches)
    let clientIDs = builder.clientIDs
    let firstLines = rows.firstLines
    reading.files.append(rows.summary)
    let waiting = Mutex(rows.chunks)
    rows.chunks = []
    let state = Mutex((builder: exchange(&builder, with: LedgerBuilder()), reading: reading, kept: [InvoiceBatch]()))
    executor.forEach(firstLines.count - 1) { index in
      // Each chunk is let go as soon as it is converted.
      let rows = waiting.withLock { exchange(&$0[index], with: RawRows()) }
      return converter.convert(rows, firstLine: firstLines[index])
    } inOrder: { chunk in
      state.withLock { state in
        state.reading.count(chunk, clientIDs)
        if chunk.batch.count == 0 { return }
        if keepsBatches { state.kept.append(chunk.batch) } else { state.builder.append(chunk.batch) }
      }
    }
    let kept: [InvoiceBatch]
    (builder, reading, kept) = state.withLock { $0 }
    if reading.magnitude > LedgerReading.Parts.largestMagnitude { throw .amountsTooLarge }
    return kept
  }

  /// The currency to report in: the one asked for, the only one, or the only one without a rate.
  private func presentationCurrency(_ currencies: [Set<Currency>]) throws(IngestError) -> Currency {
    let found = currencies.reduce(into: Set<Currency>()) { $0.formUnion($1) }
    let unrated = found.subtracting(options.rates.map(\.currency)).subtracting(options.rateTable?.currencies ?? [])
    if found.isEmpty { return options.currency ?? .euro }
    let presentation = options.currency ?? (found.count == 1 ? found.first : unrated.count == 1 ? unrated.first : nil)
    guard let presentation else { throw .mixedCurrencies(found.map(\.code).sorted()) }
    let missing = unrated.subtracting([presentation]).map(\.code).sorted()
    if !missing.isEmpty { throw .noRate(from: missing, to: presentation.code) }
    return presentation
  }
}

private func exchange<Value>(_ place: inout Value, with value: Value) -> Value {
  let old = place
  place = value
  return old
}
