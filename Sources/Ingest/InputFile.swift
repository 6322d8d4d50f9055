/// What a file of a ledger holds.
public enum InputKind: String, Sendable, CaseIterable {
  case invoices, payments, clients
  case creditNotes = "credit notes"
  /// A *fichier des écritures comptables*: the books of a year.
  case fec = "FEC"
}

/// A file, opened, and what its beginning says it is.
struct InputFile: Sendable {
  let table: SourceTable
  let head: [UInt8]
  let kind: InputKind

  /// The table's text.
  var source: SourceFile { table.text }

  init(path: String, _ options: InvoiceReader.Options) throws(IngestError) {
    table = try SourceTable(path: path, options)
    let source = table.text
    head = try source.read(ChunkReader.maximumRecord, at: 0)
    if head.isEmpty { throw .empty(file: source.name) }
    kind = table.form == nil || table.columns == nil ? try InputFile.kind(head, source.name, options) : .invoices
  }

  /// The kind whose columns the header has; a table of invoices when nothing else claims it.
  private static func kind(
    _ head: [UInt8], _ name: String, _ options: InvoiceReader.Options
  ) throws(IngestError) -> InputKind {
    if FECLayout(head: head) != nil { return .fec }
    let headers = headers(head, CSVDialect(head: head))
    let normalized = Set(headers.map(ColumnMeaning.normalized))
    func has(_ meaning: ColumnMeaning) -> Bool {
      options.columns[meaning].map(headers.contains) ?? !normalized.isDisjoint(with: meaning.knownHeaders)
    }
    func has(_ table: InputKind, _ name: String, _ known: [String]) -> Bool {
      options.tableColumns[TableColumn(table, name)].map(headers.contains) ?? !normalized.isDisjoint(with: known)
    }
    /// Whether the user named a column of such a table, and the file has it.
    func isDeclared(_ table: InputKind) -> Bool {
      options.tableColumns.contains { $0.key.table == table && headers.contains($0.value) }
    }
    let hasPayments =
      has(.payments, "paid_on", PaymentTable.dateHeaders) && has(.payments, "amount", PaymentTable.amountHeaders)
    if hasPayments, isDeclared(.payments) { return .payments }
    let hasClients = has(.clients, "client", ColumnMeaning.client.knownHeaders) && !has(.amount)
    if hasClients, isDeclared(.clients) { return .clients }
    if has(.due) || (has(.terms) && has(.amount)) { return .invoices }
    if !normalized.isDisjoint(with: ColumnMeaning.creditNoteHeaders), has(.amount) { return .creditNotes }
    if has(.issued) { return .invoices }
    if hasPayments { return .payments }
    if hasClients, has(.clientName) || has(.segment) || has(.terms) { return .clients }
    return .invoices
  }

  /// The cells of the first record.
  static func headers(_ head: [UInt8], _ dialect: CSVDialect) -> [String] {
    var splitter = RecordSplitter(dialect: dialect)
    let end = splitter.split(head.span, from: dialect.markLength)
    let encoding: TextEncoding = FieldText.isUTF8(head[..<end]) ? .utf8 : .windows1252
    return splitter.fields.indices.map { FieldText.decode(splitter.text(head.span, $0), encoding) }
  }
}
