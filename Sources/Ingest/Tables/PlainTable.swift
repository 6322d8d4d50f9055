internal import Receivables

/// A table read record by record, of which only the columns that are used are kept: payments, clients.
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
  /// The line of each row.
  private(set) var lines: [Int] = []
  /// Rows that are no records of this table.
  private(set) var broken: [(line: Int, problem: RowError.Problem)] = []
  /// In the file's bytes, without quotes and outer blanks; empty where the column is not kept.
  private var columns: [PackedStrings]
  /// By column, the rows in which a sheet has a number with decimals: its mark is the point, whatever the texts use.
  private var numbers: [Set<Int>]
  private let days: ExcelDays

  /// By the names that `--column` has for them.
  private var declared: [String: String] = [:]

  /// - Parameter known: Headers of the columns to keep, normalized, beside those that the user named.
  init(_ input: InputFile, _ options: InvoiceReader.Options, keeping known: Set<String>) throws(IngestError) {
    for (column, header) in options.tableColumns where column.table == input.kind { declared[column.name] = header }
    (source, form, firstLine) = (input.source, input.table.form, input.table.firstLine)
    dialect = CSVDialect(head: input.head)
    let headers = InputFile.headers(input.head, dialect)
    self.headers = headers
    days = input.table.days
    let named = Set(declared.values)
    let kept = headers.indices.filter {
      known.contains(ColumnMeaning.normalized(headers[$0])) || named.contains(headers[$0])
    }
    columns = Array(repeating: PackedStrings(), count: headers.count)
    numbers = Array(repeating: [], count: headers.count)
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
          for column in kept {
            if input.table.isSheet, SheetRows.isNumber(splitter.fields[column], bytes) {
              numbers[column].insert(lines.count)
            }
            columns[column].append(splitter.text(bytes, column))
          }
          lines.append(start)
        }
      }
    }
    sha256 = source.sourceSHA256 ?? reader.sha256
  }

  var rows: Range<Int> { lines.indices }
  var records: Int { lines.count + broken.count }

  /// A field as written; empty where there is no such column.
  func field(_ row: Int, _ column: Int?) -> String {
    column.map { FieldText.decode(Array(columns[$0].utf8(row)), encoding) } ?? ""
  }

  /// A field that is a code or a name.
  func text(_ row: Int, _ column: Int?) -> String { FieldText.id(field(row, column)) }

  func date(_ row: Int, _ column: Int, order: DateOrder?) -> DateField {
    let column = columns[column]
    return DateField(column.bytes.span.extracting(column.range(row)), order: order, days: days)
  }

  func amount(_ row: Int, _ column: Int, mark: DecimalMark?) -> AmountField {
    let mark = numbers[column].contains(row) ? .point : mark
    let column = columns[column]
    return AmountField(column.bytes.span.extracting(column.range(row)), mark: mark)
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
        FileSummary.Detail.column(name: name, header: headers[column], isDeclared: declared[name] != nil)
      }
    }
    details.append(.columnsNotUsed(headers.indices.filter { !used.contains($0) }.map { headers[$0] }))
    return FileSummary(
      source: source, kind: kind, form: form, sha256: sha256, dialect: dialect, encoding: encoding,
      mapping: ColumnMapping(headers: headers), dateOrder: [:], dateForms: [:], decimalMark: [:],
      records: records, layout: [:], firstLine: firstLine, details: details)
  }
}
