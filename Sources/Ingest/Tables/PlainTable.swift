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
  /// Lines that are no data, by sort.
  private var layout: [LayoutLine: LayoutLines] = [:]
  private var totals: [Total] = []
  /// In the file's bytes, without quotes and outer blanks; empty where the column is not kept.
  private var columns: [PackedStrings]
  /// By column, the rows in which a sheet has a number with decimals: its mark is the point, whatever the texts use.
  private var numbers: [Set<Int>]
  private let days: ExcelDays

  /// By the names that `--column` has for them.
  private var declared: [String: String] = [:]

  /// A total line, with what it shows in the columns kept.
  private struct Total {
    let line: Int
    let rowsAbove: Int
    let cells: [Int: [UInt8]]
  }

  /// - Parameters:
  ///   - known: Headers of the columns to keep, normalized, beside those that the user named.
  ///   - summed: Of which those that a total line may fill; it leaves the others empty.
  init(
    _ input: InputFile, _ options: InvoiceReader.Options, keeping known: Set<String>, summed: Set<String> = []
  ) throws(IngestError) {
    for (column, header) in options.tableColumns where column.table == input.kind { declared[column.name] = header }
    (source, form, firstLine) = (input.source, input.table.form, input.table.firstLine)
    guard let header = input.header else { preconditionFailure("a table of \(input.kind) without a header") }
    (dialect, headers) = (header.dialect, header.headers)
    let headers = headers
    days = input.table.days
    let named = Set(declared.values)
    let kept = headers.indices.filter {
      known.contains(ColumnMeaning.normalized(headers[$0])) || named.contains(headers[$0])
    }
    let keys = kept.filter {
      !summed.contains(ColumnMeaning.normalized(headers[$0]))
        && headers[$0] != options.tableColumns[TableColumn(input.kind, "amount")]
    }
    columns = Array(repeating: PackedStrings(), count: headers.count)
    numbers = Array(repeating: [], count: headers.count)
    var reader = ChunkReader(file: source, dialect: dialect)
    var splitter = RecordSplitter(dialect: dialect)
    var line = firstLine
    var records = 0
    var headerCells: [[UInt8]] = []
    while let chunk = try reader.next() {
      let bytes = chunk.bytes.span.extracting(..<chunk.end)
      if !FieldText.isUTF8(chunk.bytes[..<chunk.end]) { encoding = .windows1252 }
      var position = chunk.offset == 0 ? dialect.markLength : 0
      while position < bytes.count {
        position = splitter.split(bytes, from: position)
        let start = line
        line += 1 + splitter.innerLines
        records += 1
        let found = splitter.fields.count
        let isBlank = splitter.fields.allSatisfy(\.isEmpty)
        if records <= header.recordsAbove || isBlank {
          layout[isBlank ? .blank : .title, default: LayoutLines()].add(line: start)
        } else if records == header.recordsAbove + 1 {
          headerCells = splitter.fields.indices.map { splitter.text(bytes, $0) }
          layout[.header, default: LayoutLines()].add(line: start)
        } else if splitter.repeats(headerCells, bytes) {
          layout[.repeatedHeader, default: LayoutLines()].add(line: start)
        } else if splitter.isTotal(bytes, keys) {
          layout[.total, default: LayoutLines()].add(line: start)
          let cells = kept.filter { $0 < found }.map { ($0, splitter.text(bytes, $0)) }
          totals.append(Total(line: start, rowsAbove: lines.count, cells: Dictionary(uniqueKeysWithValues: cells)))
        } else if splitter.hasTextAfterQuote {
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
    let told = layout.values.reduce(self.records) { $0 + $1.count }
    precondition(told == records, "\(told) records are rows or lines of the layout, of \(records)")
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

  /// The total lines compared with the rows above them; `nil` for a table without any.
  ///
  /// - Parameter areIncomparable: Whether sums of rows tell nothing, because the rows are of several kinds.
  func totals(_ amount: Int, mark: DecimalMark?, areIncomparable: Bool) -> TotalLines? {
    var row = 0
    return TotalLines(
      totals.map { total in
        var sum: Int64 = 0
        while row < total.rowsAbove {
          sum &+= TotalLines.shown(self.amount(row, amount, mark: mark).reading, mark) ?? 0
          row += 1
        }
        let text = total.cells[amount, default: []]
        let shown = AmountField(text.span, mark: mark).reading
        return (total.line, TotalLines.shown(shown, mark), sum)
      }, areIncomparable: areIncomparable)
  }

  func summary(
    _ kind: InputKind, _ columns: [(name: String, column: Int?)], totals: TotalLines? = nil
  ) -> FileSummary {
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
      records: records, layout: layout, totals: totals, firstLine: firstLine, details: details)
  }
}

extension RecordSplitter {
  /// Whether the record is the header again, as paged exports print it.
  fileprivate func repeats(_ header: [[UInt8]], _ bytes: Span<UInt8>) -> Bool {
    fields.count == header.count && fields[0].count == header[0].count
      && fields.indices.allSatisfy { text(bytes, $0) == header[$0] }
  }

  /// Whether the record's first text says total and nothing stands in the columns that rows are known by.
  fileprivate func isTotal(_ bytes: Span<UInt8>, _ keys: [Int]) -> Bool {
    guard let first = fields.firstIndex(where: { !$0.isEmpty }),
      "tsg".utf8.contains(bytes[fields[first].lowerBound] | 0x20)
    else { return false }
    return LayoutRecognition.isTotal(FieldText.decode(text(bytes, first), .windows1252))
      && keys.allSatisfy { $0 == first || $0 >= fields.count || fields[$0].isEmpty }
  }
}
