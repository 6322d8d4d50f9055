/// A GitHub-flavoured Markdown table, its columns padded so that the source reads as well as the page.
public struct MarkdownFormat: TableFormat {
  private let style: CellStyle

  public init(_ style: CellStyle) { self.style = style }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    // A rule is three characters at least, so a column is too.
    let grid = TextGrid(table, style.language, minimumWidth: 3) { MarkdownFormat.escaped(style.text($0)) }
    output.write(grid.line(0, before: "| ", between: " | ", after: " |"))
    let rule = zip(grid.columns, grid.widths).map { column, width in
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
