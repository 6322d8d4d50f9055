/// The header of one file, column by column: what is recognised, and what the others hold. From it a person writes the
/// mapping of a file whose header is not understood; nothing here is used to read one.
public struct ColumnSuggestion: Sendable {
  public struct Header: Sendable, Equatable {
    public let name: String
    public let meaning: ColumnMeaning?
    public let content: Content
  }

  /// What most of a column's first fields are.
  public enum Content: Sendable, Equatable {
    case empty, dates, amounts, texts
  }

  public let headers: [Header]
  /// Meanings a ledger needs that no header has. Either a due day or terms will do.
  public let missing: [ColumnMeaning]

  public init(path: String, options: InvoiceReader.Options) throws(IngestError) {
    let table = try SourceTable(path: path, options)
    let head = try table.text.read(ChunkReader.maximumRecord, at: 0)
    if head.isEmpty { throw .empty(file: table.text.name) }
    let columns = table.declaredColumns(options)
    let line = try TableHeader.mostLikely(head: head, delimiter: table.delimiter, columns, file: table.text.name)
    let known = ColumnMapping.recognised(line.headers, columns)
    let meanings = Dictionary(known.map { ($0.value, $0.key) }) { first, _ in first }

    typealias Count = (dates: Int, amounts: Int, filled: Int)
    var counts: [Count] = Array(repeating: (dates: 0, amounts: 0, filled: 0), count: line.headers.count)
    var splitter = RecordSplitter(dialect: line.dialect)
    var (position, records) = (line.end, 0)
    while position < head.count, records < 50 {
      position = splitter.split(head.span, from: position)
      records += 1
      for (column, field) in splitter.fields.enumerated() where column < counts.count && !field.isEmpty {
        let bytes = head.span.extracting(field)
        counts[column].filled += 1
        let date = DateField(bytes, order: nil, days: table.days)
        if date != .missing, date != .unreadable { counts[column].dates += 1 }
        switch AmountField(bytes, mark: nil).reading {
        case .thousandths, .open: counts[column].amounts += 1
        case .missing, .unreadable: break
        }
      }
    }
    headers = line.headers.enumerated().map { column, name in
      let (dates, amounts, filled) = counts[column]
      let content: Content =
        filled == 0 ? .empty : dates * 10 >= filled * 8 ? .dates : amounts * 10 >= filled * 8 ? .amounts : .texts
      return Header(name: name, meaning: meanings[column], content: content)
    }
    missing = ColumnMapping.missing(from: known, hasStandardTerms: options.terms != nil)
  }

  /// The suggestion as the `columns:` of a configuration. What is not recognised is commented out.
  public var yaml: String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    var lines = [
      "# Which header means what. Lines behind # are not in force: complete them and take the # away.", "columns:",
    ]
    for meaning in ColumnMeaning.allCases {
      if let header = headers.first(where: { $0.meaning == meaning }) {
        lines.append("  \(meaning.rawValue): \(quoted(header.name))")
      } else if missing.contains(meaning) {
        let wanted: Content =
          switch meaning {
          case .issued, .due: .dates
          case .amount: .amounts
          default: .texts
          }
        let candidates = headers.filter { $0.meaning == nil && $0.content == wanted && !$0.name.isEmpty }
        if candidates.isEmpty { lines.append("  # \(meaning.rawValue): ''  # needed") }
        for header in candidates {
          lines.append("  # \(meaning.rawValue): \(quoted(header.name))  # needed; holds \(wanted)")
        }
      }
    }
    let others = headers.filter { $0.meaning == nil && !$0.name.isEmpty }
    if !others.isEmpty { lines.append("# Not recognised: " + others.map { quoted($0.name) }.joined(separator: ", ")) }
    return lines.joined(separator: "\n") + "\n"
  }
}
