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
    /// Headers of the columns that a model may use, each known when a document is issued.
    public var attributes: [String] = []
    /// The software that wrote the files, when its headers mean more than elsewhere.
    public var preset: ColumnPreset?
    /// Of presentation, and of rows that give none; `nil` for the ledger's own, or EUR when it gives none.
    public var currency: Currency?
    /// Of workbooks; `nil` for the only visible one with rows.
    public var sheet: String?
    /// Days from issue to due for rows that give neither a due day nor terms; `nil` to reject them.
    public var defaultTerms: Int?
    public var rates: [ExchangeRate] = []
    /// Nothing dated later is used. `nil` for the last day the ledger knows.
    public var asOf: Day?

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
    var files: [FileRows] = []
    for path in paths { files.append(try FileRows(path: path, options, executor)) }
    if files.allSatisfy({ $0.recordCount == 0 }) { throw .noRows(file: files[0].source.name) }
    let known = files.map(\.dayRange)
    let firstIssue = known.compactMap(\.firstIssue).min()
    let asOf = options.asOf ?? known.compactMap(\.lastKnown).max() ?? Day(number: 0)
    if let firstIssue, asOf < firstIssue { throw .nothingIssuedYet(asOf: asOf, firstIssue: firstIssue) }

    let currency = try presentationCurrency(files, asOf: asOf)
    var reading = LedgerReading.Parts(asOf: asOf, currency: currency)
    var builder = LedgerBuilder(attributes: options.attributes)
    for index in files.indices {
      let rows = files[index]
      files[index].chunks = []
      try add(rows, file: index, to: &builder, &reading)
    }
    if builder.rowCount == 0, let first = reading.rejected.first {
      throw .nothingUsable(
        rejected: reading.rejected.count,
        first: "\(reading.files[first.row.file].source.name):\(first.row.line): \(first.explanation)")
    }
    files = []
    let result = builder.build(asOf: asOf, currency: currency, executor: executor)
    return LedgerReading(reading, result, options)
  }

  /// Converts one file's chunks on all threads and appends them in order.
  private func add(
    _ rows: consuming FileRows, file: Int, to builder: inout LedgerBuilder, _ reading: inout LedgerReading.Parts
  ) throws(IngestError) {
    let converter = RowConverter(
      file: file, reading: rows.reading, asOf: reading.asOf, currency: reading.currency, rates: options.rates,
      defaultTerms: options.defaultTerms)
    let firstLines = rows.firstLines
    builder.reserveCapacity(
      rows: builder.rowCount + rows.chunks.reduce(0) { $0 + $1.invoice.count },
      invoiceIDBytes: rows.chunks.reduce(0) { $0 + $1.invoice.bytes.count })
    reading.files.append(rows.summary)
    let waiting = Mutex(rows.chunks)
    rows.chunks = []
    let state = Mutex((builder: exchange(&builder, with: LedgerBuilder()), reading: reading))
    executor.forEach(firstLines.count - 1) { index in
      // Each chunk is let go as soon as it is converted.
      let rows = waiting.withLock { exchange(&$0[index], with: RawRows()) }
      return converter.convert(rows, firstLine: firstLines[index])
    } inOrder: { chunk in
      state.withLock { state in
        state.reading.count(chunk)
        var batch = chunk.batch
        let codes = state.builder.codes(ofClients: chunk.clientIDs)
        for row in batch.client.indices { batch.client[row] = codes[Int(batch.client[row])] }
        if batch.count > 0 { state.builder.append(batch) }
      }
    }
    (builder, reading) = state.withLock { $0 }
    if reading.magnitude > LedgerReading.Parts.largestMagnitude { throw .amountsTooLarge }
  }

  /// The currency to report in: the one asked for, the only one, or the only one without a rate.
  private func presentationCurrency(_ files: [FileRows], asOf: Day) throws(IngestError) -> Currency {
    let found = files.reduce(into: Set<Currency>()) { $0.formUnion($1.currencies(asOf: asOf)) }
    let unrated = found.subtracting(options.rates.map(\.currency))
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
