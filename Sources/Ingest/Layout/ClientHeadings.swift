/// Aged-balance exports that name each client once, above its rows: rewrites them so that every row names its client.
///
/// Each record keeps its lines, so that messages still point at the line of the file that was given.
enum ClientHeadings {
  /// The header of the column written behind the others when the table has none for clients.
  static let column = "client"

  /// The first records under a header.
  struct Sample {
    private let records: [[String]]

    init(_ head: [UInt8], from start: Int, _ dialect: CSVDialect) {
      var splitter = RecordSplitter(dialect: dialect)
      var records: [[String]] = []
      var position = start
      while position < head.count, records.count < 200 {
        position = splitter.split(head.span, from: position)
        records.append(
          splitter.fields.indices.map { String(decoding: splitter.text(head.span, $0), as: UTF8.self) })
      }
      self.records = records
    }

    /// Whether a heading stands above a row without a client, and no row above names its own.
    func fill(_ mapping: ColumnMapping) -> Bool {
      let columns = Columns(mapping)
      var sawHeading = false
      for record in records {
        if columns.isRow(record) {
          return sawHeading && columns.text(columns.client, record).isEmpty
        }
        if columns.heading(record) != nil { sawHeading = true }
      }
      return false
    }
  }

  /// The file again, each row with the client of the heading above it.
  static func filled(
    _ file: SourceFile, _ header: TableHeader, isSheet: Bool
  ) throws(IngestError) -> SourceFile {
    let columns = Columns(header.mapping)
    var output = TextFile(for: file)
    var reader = ChunkReader(file: file, dialect: header.dialect)
    var splitter = RecordSplitter(dialect: header.dialect)
    var record = -1
    var addsColumn = false
    var client: (id: String, name: String?) = ("", nil)
    while let chunk = try reader.next() {
      let bytes = chunk.bytes.span
      // A mark belongs to the first record; the splitter would take it for text.
      var position = chunk.offset == 0 ? header.dialect.markLength : 0
      while position < chunk.end {
        let start = position
        position = splitter.split(bytes.extracting(..<chunk.end), from: start)
        record += 1
        let line = chunk.bytes[start..<position]
        let encoding = FieldText.isUTF8(line) ? .utf8 : LegacyBytes(line).encoding
        var fields = splitter.fields.indices.map { field in
          let isNumber = isSheet && SheetRows.isNumber(splitter.fields[field], bytes)
          return FieldText.decode(splitter.text(bytes, field), encoding) + (isNumber ? "\r" : "")
        }
        if record == header.recordsAbove {
          addsColumn = fields.count < header.mapping.headers.count
          if addsColumn { fields.append(ClientHeadings.column) }
        } else if record > header.recordsAbove {
          if addsColumn, fields.count == header.mapping.headers.count - 1 { fields.append("") }
          if let heading = columns.heading(fields) {
            client = heading
          } else if columns.isRow(fields), !client.id.isEmpty {
            columns.fill(client, into: &fields)
          }
        }
        try output.write(record: fields, header.dialect)
      }
    }
    return try output.finished(sha256: file.sourceSHA256 ?? reader.sha256)
  }

  /// Where the columns are that tell headings from rows.
  private struct Columns {
    let invoice, client, issued, amount: Int
    let name: Int?

    init(_ mapping: ColumnMapping) {
      invoice = mapping.columns[.invoice]!
      client = mapping.columns[.client]!
      issued = mapping.columns[.issued]!
      amount = mapping.columns[.amount]!
      name = mapping.columns[.clientName]
    }

    func text(_ column: Int, _ record: [String]) -> String { column < record.count ? record[column] : "" }

    func isRow(_ record: [String]) -> Bool {
      !text(invoice, record).isEmpty && !text(issued, record).isEmpty && !text(amount, record).isEmpty
    }

    /// The client a heading names: a code and a name in two cells, or one cell such as `Client : C001 - Durand SA`.
    func heading(_ record: [String]) -> (id: String, name: String?)? {
      guard text(issued, record).isEmpty else { return nil }
      let texts = record.indices.filter { $0 != amount && !record[$0].isEmpty }.map { record[$0] }
      guard (1...3).contains(texts.count), !LayoutRecognition.isTotal(texts[0]) else { return nil }
      guard text(invoice, record).isEmpty || text(invoice, record) == texts[0] else { return nil }
      let label = withoutWord(texts[0])
      if texts.count > 1, !label.isEmpty { return (label, texts[1]) }
      let code = label.isEmpty ? texts.dropFirst().first ?? "" : label
      for dash in [" - ", " – ", " : "] {
        let parts = code.split(separator: dash, maxSplits: 1)
        if parts.count == 2, !parts[0].contains(" ") { return (String(parts[0]), String(parts[1])) }
      }
      return code.isEmpty ? nil : (code, nil)
    }

    /// The text without a word that says it is a client.
    private func withoutWord(_ text: String) -> String {
      for word in ["client", "customer", "compte", "tiers"] where text.lowercased().hasPrefix(word) {
        let rest = text.dropFirst(word.count).drop { $0 == " " || $0 == "\u{A0}" }
        if rest.isEmpty { return "" }
        if rest.first == ":" { return String(rest.dropFirst().drop { $0 == " " || $0 == "\u{A0}" }) }
      }
      return text
    }

    func fill(_ heading: (id: String, name: String?), into record: inout [String]) {
      if client < record.count, record[client].isEmpty { record[client] = heading.id }
      if let name, let text = heading.name, name < record.count, record[name].isEmpty { record[name] = text }
    }
  }
}
