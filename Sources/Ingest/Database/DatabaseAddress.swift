/// A table or a query of a database, as an address in the place of a file names it: `sqlite:FILE?table=invoices`.
///
/// What stands behind `table=` or `query=`, up to the end, is taken as typed: no character of it has to be escaped.
struct DatabaseAddress {
  /// As typed. It holds no password.
  let text: String
  /// What stands between the scheme and the table or query: where the database is.
  let place: String
  let rows: Rows?
  private let scheme: String
  private let database: any Database.Type

  enum Rows {
    case table(String)
    case query(String)
  }

  private static var databases: [any Database.Type] { [SQLite.self, PostgreSQL.self] }

  /// - Returns: `nil` for the path of a file.
  init?(_ text: String) throws(IngestError) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = String(text[..<colon])
    guard let database = DatabaseAddress.databases.first(where: { $0.schemes.contains(scheme.lowercased()) }) else {
      // What follows may hold a password, and is not repeated.
      if text[colon...].hasPrefix("://") { throw .database("\(scheme)://…", .unknownScheme) }
      return nil
    }
    let rest = text[text.index(after: colon)...]
    let marks = ["?table=", "&table=", "?query=", "&query="].compactMap { rest.firstRange(of: $0) }
    let mark = marks.min { $0.lowerBound < $1.lowerBound }
    place = String(rest[..<(mark?.lowerBound ?? rest.endIndex)])
    if let fault = database.fault(ofPlace: place) { throw .database("\(scheme)://…", fault) }
    (self.text, self.scheme, self.database) = (text, scheme, database)
    guard let mark else {
      rows = nil
      return
    }
    let named = String(rest[mark.upperBound...])
    rows = rest[mark].hasSuffix("table=") ? .table(named) : .query(named)
    if case .query(let query) = rows, !DatabaseAddress.reads(query) { throw failure(.notAReadingQuery) }
  }

  /// The rows as a table: a header of the columns' names, and then a line each.
  func table(_ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    var text = TableText(name: self.text, title: title, mark: options.decimalMark ?? .point)
    try database.read(self, into: &text)
    let form =
      switch rows {
      case .table(let name)?: "\(database.name), table '\(name)'"
      default: "\(database.name), query"
      }
    var table = SourceTable(text: try text.finished(), form: form)
    table.delimiter = TableText.dialect.delimiter
    // The header is of our making: the first row is line 1.
    table.firstLine = 0
    return table
  }

  func failure(_ fault: DatabaseFault) -> IngestError { .database(text, fault) }

  /// The address without the way to the database, which differs from machine to machine.
  private var title: String {
    let path = place.prefix { $0 != "?" }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let read =
      switch rows {
      case .table(let table)?: "?table=\(table)"
      case .query(let query)?: "?query=\(query)"
      case nil: ""
      }
    return "\(scheme):\(name)\(read)"
  }

  /// Whether the first word, behind blanks, comments and brackets, is one that reads. The database itself is asked to
  /// change nothing as well; this is for a sentence that says so before it is called.
  private static func reads(_ query: String) -> Bool {
    var rest = query[...]
    while let first = rest.first {
      if first.isWhitespace || first == "(" {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.firstRange(of: "*/") else { return false }
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    return ["SELECT", "WITH", "VALUES"].contains(rest.prefix(while: \.isLetter).uppercased())
  }
}
