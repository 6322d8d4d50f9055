public import Ingest

/// Financial statements of a table, one a row, by plain names or by boxes of the French tax return.
public struct StatementTable: Sendable {
  public let table: CSVTable
  private let items: [(item: StatementItem, column: Int)]
  private let boxes: [(code: String, column: Int)]
  private let mark: DecimalMark
  private let keys: [Int]

  /// A field that cannot be read. Its text is not repeated.
  public struct UnreadableField: Error, Sendable, Equatable {
    public let line: Int
    public let column: String
  }

  /// - Parameter decimalMark: Said by the user; `nil` to recognise.
  public init(_ table: CSVTable, decimalMark: DecimalMark? = nil) throws(IngestError) {
    self.table = table
    let items = StatementItem.allCases.compactMap { item in table.column(item.headers).map { (item: item, column: $0) }
    }
    let boxes = TaxReturn.boxes.compactMap { code in
      // Codes are read as written: `CA` is a box, `ca` the turnover.
      table.headers.firstIndex(of: code).map { (code: code, column: $0) }
    }
    (self.items, self.boxes) = (items, boxes)
    keys = [
      table.column("siren"), table.column("siret"),
      table.column("candidate", "client", "id", "code", "code client"),
    ].compactMap(\.self)
    let places = items.map(\.column) + boxes.map(\.column)
    mark = if let decimalMark { decimalMark } else { try table.decimalMark(of: places) }
  }

  /// Columns that are figures of a statement, or name its company.
  var usedColumns: Set<Int> { Set(items.map(\.column) + boxes.map(\.column) + keys) }

  /// Whether any column is a figure of a statement.
  public var hasFigures: Bool { !items.isEmpty || !boxes.isEmpty }

  /// Where a figure is given both ways, the plain name is used.
  public func statement(_ row: Int) throws(UnreadableField) -> FinancialStatement {
    var values: [String: Double] = [:]
    for (code, column) in boxes { values[code] = try number(row, column) }
    let made = TaxReturn.items(values)
    var plain: [StatementItem: Double] = [:]
    for (item, column) in items { plain[item] = try number(row, column) }
    return FinancialStatement(
      plain.merging(made) { given, _ in given }, fromBoxes: Set(made.keys).subtracting(plain.keys))
  }

  /// Rows by what names their company: SIREN, SIRET or code, each without blanks.
  public func rowsByKey() -> [String: Int] {
    var rows: [String: Int] = [:]
    for row in 0..<table.rowCount {
      for column in keys {
        let key = CompanyNumberText.plain(table.text(row, column))
        if !key.isEmpty, rows[key] == nil { rows[key] = row }
      }
    }
    return rows
  }

  /// In any currency and unit; more is no figure of a company.
  private static let largestFigure = 1e18

  private func number(_ row: Int, _ column: Int) throws(UnreadableField) -> Double? {
    switch table.number(row, column, mark) {
    case .missing: return nil
    case .value(let value) where abs(value) <= StatementTable.largestFigure: return value
    case .value, .unreadable: throw UnreadableField(line: table.lines[row], column: table.headers[column])
    }
  }
}
