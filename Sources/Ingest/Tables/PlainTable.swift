internal import Receivables

/// A small table read whole, record by record: payments, clients.
struct PlainTable {
  let source: SourceFile
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
    /// Fields that were numbers with decimals in a sheet.
    let numbers: [Int]

    func date(_ column: Int, order: DateOrder?) -> DateField {
      let field = fields[column]
      return DateField(field.span, order: order)
    }

    func amount(_ column: Int, mark: DecimalMark?) -> AmountField {
      let field = fields[column]
      return AmountField(field.span, mark: numbers.contains(column) ? .point : mark)
    }
  }

  init(_ input: InputFile) throws(IngestError) {
    source = input.source
    dialect = CSVDialect(head: input.head)
    headers = InputFile.headers(input.head, dialect)
    var reader = ChunkReader(file: source, dialect: dialect)
    var splitter = RecordSplitter(dialect: dialect)
    var line = 1
    while let chunk = try reader.next() {
      let bytes = chunk.bytes.span.extracting(..<chunk.end)
      if !FieldText.isUTF8(chunk.bytes[..<chunk.end]) { encoding = .windows1252 }
      var position = chunk.offset == 0 ? dialect.markLength : 0
      while position < bytes.count {
        position = splitter.split(bytes, from: position)
        let start = line
        line += 1 + splitter.innerLines
        let found = splitter.fields.count
        if start == 1 || (found == 1 && splitter.fields[0].isEmpty) { continue }
        if splitter.hasTextAfterQuote {
          broken.append((start, .textAfterQuote(lines: line - start)))
        } else if found != headers.count, !(found == headers.count + 1 && splitter.fields[found - 1].isEmpty) {
          broken.append((start, .fieldCount(found: found, expected: headers.count)))
        } else {
          let numbers = headers.indices.filter {
            input.table.isSheet && SheetRows.isNumber(splitter.fields[$0], bytes)
          }
          rows.append(Row(line: start, fields: headers.indices.map { splitter.text(bytes, $0) }, numbers: numbers))
        }
      }
    }
    sha256 = source.sourceSHA256 ?? reader.sha256
  }

  var records: Int { rows.count + broken.count }

  func text(_ row: Row, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = FieldText.decode(row.fields[column], encoding)
    return FieldText.id(text)
  }

  /// The first column whose header is one of these, among those not taken.
  func column(_ known: [String], not taken: [Int?] = []) -> Int? {
    headers.indices.first { known.contains(ColumnMeaning.normalized(headers[$0])) && !taken.contains($0) }
  }

  func summary(_ kind: InputKind, _ columns: [(name: String, column: Int?)]) -> FileSummary {
    let used = columns.compactMap(\.column)
    var details = columns.compactMap { name, column in
      column.map { FileSummary.Detail("column \(name)", headers[$0]) }
    }
    let unused = headers.indices.filter { !used.contains($0) }.map { headers[$0] }.joined(separator: ", ")
    details.append(FileSummary.Detail("columns not used", unused))
    return FileSummary(
      source: source, kind: kind, form: nil, sha256: sha256, dialect: dialect, encoding: encoding,
      mapping: ColumnMapping(headers: headers), dateOrder: [:], dateForms: [:], decimalMark: [:],
      records: records, layout: [:], firstLine: 1, details: details)
  }
}
