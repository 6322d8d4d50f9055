internal import Receivables

/// A small table read whole, record by record: payments, clients.
struct PlainTable {
  let source: SourceFile
  /// As a person names it; `nil` for text.
  let form: String?
  /// Of the header.
  let firstLine: Int
  let dialect: CSVDialect
  let headers: [String]
  private(set) var encoding = TextEncoding.utf8
  private(set) var sha256 = ""
  private(set) var rows: [Row] = []
  /// Rows that are no records of this table.
  private(set) var broken: [(line: Int, problem: RowError.Problem)] = []

  struct Row {
    let line: Int
    /// In the file's bytes, without quotes and outer blanks.
    let fields: [[UInt8]]
    let days: ExcelDays

    func date(_ column: Int, order: DateOrder?) -> DateField {
      let field = fields[column]
      return DateField(field.span, order: order, days: days)
    }

    func amount(_ column: Int, mark: DecimalMark?) -> AmountField {
      let field = fields[column]
      return AmountField(field.span, mark: mark)
    }
  }

  /// By the names that `--column` has for them.
  private var declared: [String: String] = [:]

  init(_ input: InputFile, _ options: InvoiceReader.Options) throws(IngestError) {
    for (column, header) in options.tableColumns where column.table == input.kind { declared[column.name] = header }
    (source, form, firstLine) = (input.source, input.table.form, input.table.firstLine)
    dialect = CSVDialect(head: input.head)
    headers = InputFile.headers(input.head, dialect)
    var reader = ChunkReader(file: source, dialect: dialect)
    var splitter = RecordSplitter(dialect: dialect)
    var line = firstLine
    while let chunk = try reader.next() {
      let bytes = chunk.bytes.span.extracting(..<chunk.end)
      if !FieldText.isUTF8(chunk.bytes[..<chunk.end]) { encoding = .windows1252 }
      var position = chunk.offset == 0 ? dialect.markLength : 0
      while position < bytes.count {
        position = splitter.split(bytes, from: position)
        let start = line
        line += 1 + splitter.innerLines
        let found = splitter.fields.count
        if start == firstLine || (found == 1 && splitter.fields[0].isEmpty) { continue }
        if splitter.hasTextAfterQuote {
          broken.append((start, .textAfterQuote(lines: line - start)))
        } else if found != headers.count, !(found == headers.count + 1 && splitter.fields[found - 1].isEmpty) {
          broken.append((start, .fieldCount(found: found, expected: headers.count)))
        } else {
          let fields = headers.indices.map { splitter.text(bytes, $0) }
          rows.append(Row(line: start, fields: fields, days: input.table.days))
        }
      }
    }
    sha256 = reader.sha256
  }

  var records: Int { rows.count + broken.count }

  func text(_ row: Row, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = FieldText.decode(row.fields[column], encoding)
    return FieldText.id(text)
  }

  /// The column that the user named, else the first one whose header is one of these.
  func column(_ name: String, _ known: [String]) throws(IngestError) -> Int? {
    if let header = declared[name] {
      guard let column = headers.firstIndex(of: header) else {
        throw .noSuchColumn(file: source.name, header: header, found: headers)
      }
      return column
    }
    return headers.indices.first {
      known.contains(ColumnMeaning.normalized(headers[$0])) && !declared.values.contains(headers[$0])
    }
  }

  func summary(_ kind: InputKind, _ columns: [(name: String, column: Int?)]) -> FileSummary {
    let used = columns.compactMap(\.column)
    var details = columns.compactMap { name, column in
      column.map { column in
        FileSummary.Detail("column \(name)", headers[column] + (declared[name] == nil ? "" : " (as declared)"))
      }
    }
    let unused = headers.indices.filter { !used.contains($0) }.map { headers[$0] }.joined(separator: ", ")
    details.append(FileSummary.Detail("columns not used", unused))
    return FileSummary(
      source: source, kind: kind, form: form, sha256: sha256, dialect: dialect, encoding: encoding,
      mapping: ColumnMapping(headers: headers), dateOrder: [:], dateForms: [:], decimalMark: [:],
      records: records, layout: [:], firstLine: firstLine, details: details)
  }
}
