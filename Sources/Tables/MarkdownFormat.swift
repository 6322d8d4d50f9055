/// A GitHub-flavoured Markdown table, its columns padded so that the source reads as well as the page.
public struct MarkdownFormat: TableFormat {
  private let style: CellStyle

  public init(_ style: CellStyle) { self.style = style }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    let grid = TextGrid(table) { MarkdownFormat.escaped(style.text($0)) }
    output.write(grid.line(0, before: "| ", between: " | ", after: " |"))
    let rule = zip(table.columns, grid.widths).map { column, width in
      column.isNumeric
        ? String(repeating: "-", count: max(width - 1, 2)) + ":" : String(repeating: "-", count: max(width, 3))
    }
    output.write("| " + rule.joined(separator: " | ") + " |\n")
    for row in 1..<grid.rows.count { output.write(grid.line(row, before: "| ", between: " | ", after: " |")) }
  }

  /// Text of the ledger must not become markup.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "*", "_", "`", "<", "[", "]", "\\", "#": result += "\\" + String(character)
      case let character where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}

/// Columns aligned with blanks, for a terminal.
public struct AlignedTextFormat: TableFormat {
  private let style: CellStyle

  public init(_ style: CellStyle) { self.style = style }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    let grid = TextGrid(table) { text in
      String(style.text(text).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
    output.write(grid.line(0, before: "", between: "  ", after: ""))
    output.write(grid.widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n")
    for row in 1..<grid.rows.count { output.write(grid.line(row, before: "", between: "  ", after: "")) }
  }
}

/// All cells as text, with the width each column needs.
private struct TextGrid {
  let columns: [Column]
  /// The titles, then the rows.
  let rows: [[String]]
  let widths: [Int]

  init(_ table: Table, text: (Cell) -> String) {
    let rows = [table.columns.map(\.title)] + (0..<table.rowCount).map { table.row($0).map(text) }
    columns = table.columns
    widths = table.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    self.rows = rows
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
