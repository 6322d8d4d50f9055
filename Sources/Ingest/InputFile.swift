/// A file, opened, and what its beginning says it is.
struct InputFile: Sendable {
  let table: SourceTable
  let head: [UInt8]
  let kind: InputKind
  /// The record that names a table's columns; `nil` for a FEC, and for a form that has its own.
  let header: TableHeader.Candidate?

  /// The table's text.
  var source: SourceFile { table.text }

  /// The tables of a file: of a workbook, one of each sheet that the user asked for.
  static func all(path: String, _ options: InvoiceReader.Options) throws(IngestError) -> [InputFile] {
    var inputs: [InputFile] = []
    for table in try SourceTable.all(path: path, options) { inputs.append(try InputFile(table, options)) }
    return inputs
  }

  private init(_ table: SourceTable, _ options: InvoiceReader.Options) throws(IngestError) {
    self.table = table
    let source = table.text
    head = try source.read(ChunkReader.maximumRecord, at: 0)
    if head.isEmpty { throw .empty(file: source.name) }
    if table.form != nil, table.columns != nil {
      (kind, header) = (.invoices, nil)
    } else if let layout = FECLayout(head: head), !layout.isGeneralLedger || !InputFile.isDeclared(layout, options) {
      (kind, header) = (.fec, nil)
    } else {
      let header = try TableHeader.mostLikely(
        head: head, delimiter: table.delimiter, table.declaredColumns(options), file: source.name)
      (kind, self.header) = (InputFile.kind(header.headers, options), header)
    }
  }

  /// Whether the user said what a column of such a file means: then it is a table like others.
  private static func isDeclared(_ layout: FECLayout, _ options: InvoiceReader.Options) -> Bool {
    let declared = Array(options.columns.values) + Array(options.tableColumns.values)
    return declared.contains(where: layout.headers.contains)
  }

  /// The kind whose columns the header has; a table of invoices when nothing else claims it.
  private static func kind(_ headers: [String], _ options: InvoiceReader.Options) -> InputKind {
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
}
