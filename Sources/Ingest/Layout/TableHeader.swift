/// Where a table's header is, and which columns it names.
///
/// Most files begin with it. Others have titles above: then it is the first record that names every column a ledger needs,
/// else the one that names the most.
struct TableHeader {
  let dialect: CSVDialect
  let mapping: ColumnMapping
  /// Records above the header, blank ones included.
  let recordsAbove: Int
  /// Whether clients stand in headings above their rows instead of in the rows.
  let hasClientHeadings: Bool

  /// How many records to look through; a longer preamble is no table.
  private static let recordsSearched = 60

  init(head: [UInt8], delimiter: UInt8?, _ declared: DeclaredColumns, file: String) throws(IngestError) {
    var search = Search(head, delimiter, declared, file)
    while let candidate = try search.next() {
      if search.isBest, let header = try? candidate.header(head, declared, file) {
        self = header
        return
      }
    }
    guard let best = search.best else { throw .empty(file: file) }
    self = try best.header(head, declared, file)
  }

  /// The line that names the most columns, whether or not they are enough.
  static func mostLikely(
    head: [UInt8], delimiter: UInt8?, _ declared: DeclaredColumns, file: String
  ) throws(IngestError) -> Candidate {
    var search = Search(head, delimiter, declared, file)
    while try search.next() != nil {}
    guard let best = search.best else { throw .empty(file: file) }
    return best
  }

  /// The records that may be the header, one after the other.
  private struct Search {
    private let head: [UInt8]
    private let delimiter: UInt8?
    private let declared: DeclaredColumns
    private let file: String
    private let whole: CSVDialect
    private var start: Int
    private var recordsAbove = 0
    private(set) var best: Candidate?
    private var mostMeanings = -1
    /// Whether the last record names more columns than any before.
    private(set) var isBest = false

    init(_ head: [UInt8], _ delimiter: UInt8?, _ declared: DeclaredColumns, _ file: String) {
      self.head = head
      self.delimiter = delimiter
      self.declared = declared
      self.file = file
      whole = CSVDialect(head: head)
      start = whole.markLength
    }

    mutating func next() throws(IngestError) -> Candidate? {
      guard start < head.count, recordsAbove < TableHeader.recordsSearched else { return nil }
      let candidate = Candidate(head, start, whole, delimiter, recordsAbove)
      if candidate.endsInsideQuotes {
        if recordsAbove == 0 { throw .unclosedQuote(file: file, line: 1) }
        return nil
      }
      if candidate.end == head.count, head.count == ChunkReader.maximumRecord {
        if recordsAbove == 0 { throw .recordTooLong(file: file, line: 1) }
        return nil
      }
      start = candidate.end
      recordsAbove += 1
      let meanings = ColumnMapping.recognised(candidate.headers, declared).count
      isBest = meanings > mostMeanings
      if isBest { (best, mostMeanings) = (candidate, meanings) }
      return candidate
    }
  }

  private init(_ candidate: Candidate, _ mapping: ColumnMapping, hasClientHeadings: Bool) {
    dialect = candidate.dialect
    recordsAbove = candidate.recordsAbove
    self.mapping = mapping
    self.hasClientHeadings = hasClientHeadings
  }

  /// One record that may be the header.
  struct Candidate {
    let dialect: CSVDialect
    let headers: [String]
    let recordsAbove: Int
    let end: Int
    let endsInsideQuotes: Bool

    init(_ head: [UInt8], _ start: Int, _ whole: CSVDialect, _ delimiter: UInt8?, _ recordsAbove: Int) {
      dialect = recordsAbove == 0 && delimiter == nil ? whole : whole.withDelimiter(ofHeaderAt: start, head, delimiter)
      var splitter = RecordSplitter(dialect: dialect)
      end = splitter.split(head.span, from: start)
      let line = head[start..<end]
      let encoding = FieldText.isUTF8(line) ? .utf8 : LegacyBytes(line).encoding
      // A header over two lines of a cell is typed with a blank.
      headers = splitter.fields.indices.map { field in
        FieldText.decode(splitter.text(head.span, field), encoding).split(whereSeparator: \.isNewline)
          .joined(separator: " ")
      }
      endsInsideQuotes = splitter.endsInsideQuotes
      self.recordsAbove = recordsAbove
    }

    func header(
      _ head: [UInt8], _ declared: DeclaredColumns, _ file: String
    ) throws(IngestError) -> TableHeader {
      let headings = ClientHeadings.Sample(head, from: end, dialect)
      do {
        let mapping = try ColumnMapping(headers: headers, declared, file: file)
        return TableHeader(self, mapping, hasClientHeadings: headings.fill(mapping))
      } catch .missingColumns(_, [.client], _) {
        // The column that the headings fill is written behind the others.
        let mapping = try ColumnMapping(headers: headers + [ClientHeadings.column], declared, file: file)
        if headings.fill(mapping) { return TableHeader(self, mapping, hasClientHeadings: true) }
        throw .missingColumns(file: file, missing: [.client], found: headers)
      }
    }
  }
}
