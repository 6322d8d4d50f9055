/// A GitHub-flavoured Markdown table, its columns padded so that the source reads as well as the page.
public struct MarkdownFormat: TableFormat {
  private let style: CellStyle

  public init(_ style: CellStyle) { self.style = style }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    // A rule is three characters at least, so a column is too.
    let grid = TextGrid(table, minimumWidth: 3) { MarkdownFormat.escaped(style.text($0)) }
    output.write(grid.line(0, before: "| ", between: " | ", after: " |"))
    let rule = zip(table.columns, grid.widths).map { column, width in
      column.isNumeric ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
    }
    output.write("| " + rule.joined(separator: " | ") + " |\n")
    for row in 1..<grid.rows.count { output.write(grid.line(row, before: "| ", between: " | ", after: " |")) }
  }

  /// Text of the ledger must not become markup.
  public static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for index in text.indices {
      if text[index].isNewline {
        result.append(" ")
        continue
      }
      // By scalar: a mark that combines with a bar makes another character of it, and leaves it a bar to Markdown.
      for scalar in text[index].unicodeScalars {
        switch scalar {
        case "|", "*", "_", "`", "~", "<", "[", "]", "\\", "#": result.append("\\")
        case "&" where isReference(text[index...]): result.append("\\")
        default: break
        }
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a text that starts with an ampersand reads as a character reference, such as `&lt;` or `&#42;`.
  private static func isReference(_ text: Substring) -> Bool {
    let rest = text.dropFirst().drop { $0 == "#" || $0.isLetter || $0.isNumber }
    return rest.first == ";" && rest.startIndex > text.index(after: text.startIndex)
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

  init(_ table: Table, minimumWidth: Int = 0, text: (Cell) -> String) {
    let rows = [table.columns.map(\.title)] + (0..<table.rowCount).map { table.row($0).map(text) }
    columns = table.columns
    widths = table.columns.indices.map { column in max(rows.map { $0[column].count }.max() ?? 0, minimumWidth) }
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
