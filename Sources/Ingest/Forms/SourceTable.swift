internal import Crypto

/// The text of a table, whatever form the file has.
struct SourceTable {
  let text: SourceFile
  /// As a person names it; `nil` for a text that is read as it is.
  var form: String?
  var delimiter: UInt8?
  /// Of the form itself, where it settles them; else the user's.
  var columns: [ColumnMeaning: String]?
  /// Whether fields may end with ``SheetRows/numberMark``.
  var isSheet = false
  /// How numbers are read as days.
  var days = ExcelDays.from1900
  /// The line of the text's first record: 1, unless the form adds a header that the file does not have.
  var firstLine = 1

  static var forms: [any SourceForm.Type] {
    [EInvoice.self, InvoicePDF.self, SQLiteFile.self, UTF16Text.self, EBCDICText.self, Workbook.self]
  }

  /// What the form settles about the columns, or else the user.
  func declaredColumns(_ options: InvoiceReader.Options) -> DeclaredColumns {
    DeclaredColumns(
      columns ?? options.columns, preset: columns == nil ? options.preset : nil, attributes: options.attributes,
      hasStandardTerms: options.terms != nil)
  }

  init(text: SourceFile, form: String?) {
    self.text = text
    self.form = form
  }

  /// - Parameter path: Of a file, or the address of a table in a database.
  init(path: String, _ options: InvoiceReader.Options) throws(IngestError) {
    if let address = try DatabaseAddress(path) {
      self = try address.table(options)
    } else {
      try self.init(SourceFile(path: path), options)
    }
  }

  private init(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) {
    let head = try file.read(1 << 12, at: 0)
    for form in SourceTable.forms where form.recognises(head) {
      self = try form.table(file, options)
      return
    }
    self.init(text: file, form: nil)
  }

  /// All tables of a file that the user asked for.
  static func all(path: String, _ options: InvoiceReader.Options) throws(IngestError) -> [SourceTable] {
    if let address = try DatabaseAddress(path) { return [try address.table(options)] }
    let file = try SourceFile(path: path)
    let head = try file.read(1 << 12, at: 0)
    for form in SourceTable.forms where form.recognises(head) { return try form.tables(file, options) }
    return [SourceTable(text: file, form: nil)]
  }
}
