/// All cells as text, with the width each column needs; the two ends of an interval are one.
struct TextGrid {
  let columns: [Column]
  /// The titles, then the rows.
  let rows: [[String]]
  let widths: [Int]

  init(_ table: Table, _ language: Language, minimumWidth: Int = 0, text: (Cell) -> String) {
    columns = table.columns.filter { !$0.endsInterval }
    let rows =
      [columns.map(\.title)]
      + (0..<table.rowCount).map { TextGrid.withIntervals(table.columns, table.row($0).map(text), language) }
    widths = columns.indices.map { column in max(rows.map { $0[column].count }.max() ?? 0, minimumWidth) }
    self.rows = rows
  }

  /// `12.0 to 14.5` for the two ends of an interval.
  private static func withIntervals(_ columns: [Column], _ cells: [String], _ language: Language) -> [String] {
    var texts: [String] = []
    for (column, text) in zip(columns, cells) {
      if !column.endsInterval {
        texts.append(text)
      } else if let low = texts.popLast() {
        texts.append(low.isEmpty && text.isEmpty ? "" : low + language(en: " to ", fr: " à ") + text)
      }
    }
    return texts
  }

  func line(_ row: Int, before: String, between: String, after: String) -> String {
    let cells = zip(zip(columns, widths), rows[row]).map { column, text in
      let padding = String(repeating: " ", count: max(0, column.1 - text.count))
      return column.0.isNumeric ? padding + text : text + padding
    }
    var line = before + cells.joined(separator: between) + after
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
