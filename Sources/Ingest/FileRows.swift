internal import Execution
internal import Receivables
internal import Synchronization

/// One file, read to its end and understood, its rows not yet converted.
struct FileRows: Sendable {
  let source: SourceFile
  /// As a person names it; `nil` for text.
  let form: String?
  let dialect: CSVDialect
  let reading: FileReading
  let sha256: String
  var chunks: [RawRows]
  /// By number.
  private(set) var vocabularies: [Vocabulary]
  /// Data records; blank lines and the header apart.
  let recordCount: Int
  /// The file's line at each chunk's start.
  let firstLines: [Int]
  /// Lines that are no data.
  let layout: [LayoutLine: LayoutLines]
  let totals: TotalLines?

  init(
    _ input: InputFile, _ options: InvoiceReader.Options, hasTerms: Bool, _ executor: Executor
  ) throws(IngestError) {
    let table = input.table
    form = table.form
    var source = table.text
    let head = input.head
    if let nul = ByteSearch.first(0, in: head, 0..<head.count) {
      throw .nulByte(file: source.name, line: try source.line(at: nul, CSVDialect(head: head)))
    }
    var declared = table.declaredColumns(options)
    declared.kind = input.kind
    if hasTerms { declared.hasStandardTerms = true }
    let header = try TableHeader(head: head, delimiter: table.delimiter, declared, file: source.name)
    if header.hasClientHeadings { source = try ClientHeadings.filled(source, header, isSheet: table.isSheet) }
    self.source = source
    dialect = header.dialect
    var mapping = header.mapping
    let parser = ChunkParser(
      dialect: dialect, mapping: mapping, dateOrder: options.dateOrder, days: table.days,
      decimalMark: options.decimalMark,
      recordsAbove: header.recordsAbove, isSheet: table.isSheet,
      layout: LayoutRecognition(mapping, hasClientHeadings: header.hasClientHeadings))
    let reader = Mutex(ChunkReader(file: source, dialect: dialect))
    let pool = Mutex(VocabularyPool(mapping))
    chunks = try executor.pull(
      next: { () throws(IngestError) -> Chunk? in
        try reader.withLock { (reader) throws(IngestError) -> Chunk? in try reader.next() }
      },
      { (chunk: consuming Chunk) throws(IngestError) -> RawRows in
        let (rows, vocabulary) = parser.parse(chunk, pool.withLock { $0.take() })
        pool.withLock { $0.give(vocabulary) }
        let buffer = chunk.takeBytes()
        reader.withLock { $0.reuse(buffer) }
        return rows
      })
    vocabularies = pool.withLock { $0.all }
    sha256 = source.sourceSHA256 ?? reader.withLock { $0.sha256 }
    recordCount = chunks.reduce(0) { $0 + $1.recordCount }
    var lines = [table.firstLine]
    var layout: [LayoutLine: LayoutLines] = [:]
    for chunk in chunks {
      for (sort, seen) in chunk.layout { layout[sort, default: LayoutLines()].merge(seen, lineOffset: lines.last!) }
      lines.append(lines.last! + chunk.lineCount)
    }
    self.layout = layout
    firstLines = lines
    let encoding = FileRows.encoding(of: chunks)
    if mapping.isKindOpen, !KnownWords.areKinds(vocabularies.flatMap { $0.meanings(.kind, encoding) { $0 } }) {
      mapping = mapping.without(.kind)
      for chunk in chunks.indices { chunks[chunk].words[.kind] = nil }
      for vocabulary in vocabularies.indices { vocabularies[vocabulary].remove(.kind) }
    }
    reading = try FileRows.settle(chunks, lines, mapping, input, options)
    totals = TotalLines(chunks, vocabularies, firstLines: lines, mark: reading.decimalMark[.amount])
  }

  private static func encoding(of chunks: [RawRows]) -> TextEncoding {
    if chunks.allSatisfy(\.isUTF8) { return .utf8 }
    var legacyBytes = LegacyBytes()
    for chunk in chunks { legacyBytes.merge(chunk.legacyBytes) }
    return legacyBytes.encoding
  }

  /// The order of each date column: its own, or else that of the other columns, where these agree.
  private static func dates(
    _ chunks: [RawRows], _ firstLines: [Int], _ mapping: ColumnMapping, _ input: InputFile,
    _ options: InvoiceReader.Options
  ) throws(IngestError) -> (
    order: [ColumnMeaning: DateOrder], forms: [ColumnMeaning: DateForms], orderedBy: [ColumnMeaning: ColumnMeaning]
  ) {
    let name = input.source.name
    var order: [ColumnMeaning: DateOrder] = [:]
    var forms: [ColumnMeaning: DateForms] = [:]
    var open: [(meaning: ColumnMeaning, line: Int)] = []
    var settling: ColumnMeaning?
    for meaning in [ColumnMeaning.issued, .due, .paidOn, .enteredOn] {
      guard let column = mapping.columns[meaning] else { continue }
      var evidence = DateEvidence()
      for (chunk, line) in zip(chunks, firstLines) { evidence.merge(chunk.dateEvidence[meaning]!, lineOffset: line) }
      forms[meaning] = DateForms(
        serialLine: evidence.serialLine, days: input.table.days, shortYearLine: evidence.shortYearLine)
      if let declared = options.dateOrder {
        order[meaning] = declared
        continue
      }
      switch evidence.verdict {
      case .notNeeded: break
      case .order(let found):
        order[meaning] = found
        settling = settling ?? meaning
      case .open(let line): open.append((meaning, line))
      case .mixed(let day, let month):
        throw .dateOrderMixed(
          file: name, column: mapping.headers[column], dayFirstLine: day, monthFirstLine: month)
      }
    }
    guard let first = open.first else { return (order, forms, [:]) }
    guard let settling, let common = order[settling], order.values.allSatisfy({ $0 == common }) else {
      throw .dateOrderOpen(file: name, column: mapping.headers[mapping.columns[first.meaning]!], line: first.line)
    }
    for column in open { order[column.meaning] = common }
    return (order, forms, Dictionary(uniqueKeysWithValues: open.map { ($0.meaning, settling) }))
  }

  /// What the columns as wholes say, or why they leave it open.
  private static func settle(
    _ chunks: [RawRows], _ firstLines: [Int], _ mapping: ColumnMapping, _ input: InputFile,
    _ options: InvoiceReader.Options
  ) throws(IngestError) -> FileReading {
    let name = input.source.name
    let (dateOrder, dateForms, orderedBy) = try dates(chunks, firstLines, mapping, input, options)
    var decimalMark: [ColumnMeaning: DecimalMark] = [:]
    for meaning in [ColumnMeaning.amount, .paidAmount, .balance] {
      guard let column = mapping.columns[meaning] else { continue }
      var evidence = AmountEvidence()
      for (chunk, line) in zip(chunks, firstLines) { evidence.merge(chunk.amountEvidence[meaning]!, lineOffset: line) }
      switch evidence.verdict {
      case .notNeeded: decimalMark[meaning] = options.decimalMark
      case .mark(let mark): decimalMark[meaning] = mark
      case .open(let line): throw .decimalMarkOpen(file: name, column: mapping.headers[column], line: line)
      case .mixed(let first, let second):
        throw .decimalMarkMixed(file: name, column: mapping.headers[column], lines: [first, second].sorted())
      }
    }
    return FileReading(
      encoding: encoding(of: chunks), dateOrder: dateOrder, orderedBy: orderedBy, dateForms: dateForms,
      decimalMark: decimalMark, mapping: mapping, kind: input.kind)
  }

  /// The first issue day and the last day of any issue or payment. Rows that could not be read count by their issue day:
  /// else a bad row after the last good one would pass for a row of the future.
  ///
  /// - Parameter withPayments: Whether the rows' own payments are used.
  func dayRange(withPayments: Bool, _ executor: Executor) -> (firstIssue: Day?, lastKnown: Day?) {
    let (issuedOrder, paidOrder) = (reading.dateOrder[.issued], reading.dateOrder[.paidOn])
    let ranges = executor.map(chunks.count) { index -> (first: Day?, last: Day?) in
      var (first, last): (Day?, Day?) = (nil, nil)
      func see(_ issued: DateField) {
        guard let day = issued.day(in: issuedOrder) else { return }
        first = min(first ?? day, day)
        last = max(last ?? day, day)
      }
      for row in chunks[index].figures {
        see(row.issued)
        if withPayments, let day = row.paidOn.day(in: paidOrder) { last = max(last ?? day, day) }
      }
      for row in chunks[index].rejected { see(row.issued) }
      return (first, last)
    }
    return (ranges.compactMap(\.first).min(), ranges.compactMap(\.last).max())
  }

  /// Currencies of the rows issued by the as-of day; words that are no currency are rejected later, row by row.
  func currencies(asOf: Day) -> Set<Currency> {
    var found = Set<Currency>()
    let meanings = vocabularies.map { $0.meanings(.currency, reading.encoding, KnownWords.currency) }
    for chunk in chunks {
      let meanings = meanings[chunk.vocabulary]
      if meanings.count == 1, let only = meanings[0], found.contains(only) { continue }
      for (row, code) in (chunk.words[.currency] ?? []).enumerated() {
        guard let currency = meanings[Int(code)], !found.contains(currency) else { continue }
        if let issued = chunk.figures[row].issued.day(in: reading.dateOrder[.issued]), issued <= asOf {
          found.insert(currency)
        }
      }
    }
    return found
  }

  /// What `code` makes of each vocabulary's clients, asked in the order in which the rows name them: the same whichever thread
  /// read a row.
  func clientCodes(_ code: (_ client: Int, _ ids: PackedStrings) -> Int32) -> [[Int32]] {
    let ids = vocabularies.map { $0.clients.decoded(reading.encoding) }
    var codes = ids.map { Array(repeating: Int32(-1), count: $0.count) }
    for chunk in chunks {
      let number = chunk.vocabulary
      var known: [Int32] = []
      swap(&known, &codes[number])
      for client in chunk.client where known[Int(client)] < 0 {
        known[Int(client)] = code(Int(client), ids[number])
      }
      swap(&known, &codes[number])
    }
    return codes
  }

  var summary: FileSummary {
    FileSummary(
      source: source, kind: reading.kind, form: form, sha256: sha256, dialect: dialect, encoding: reading.encoding,
      mapping: reading.mapping,
      dateOrder: reading.dateOrder, orderedBy: reading.orderedBy, dateForms: reading.dateForms,
      decimalMark: reading.decimalMark,
      records: recordCount,
      layout: layout, totals: totals, firstLine: firstLines[0])
  }
}
