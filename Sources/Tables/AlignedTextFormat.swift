/// Columns aligned with blanks, for a terminal.
public struct AlignedTextFormat: TableFormat {
  private let style: CellStyle

  public init(_ style: CellStyle) { self.style = style }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    let grid = TextGrid(table, style.language) { text in
      String(style.text(text).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
    output.write(grid.line(0, before: "", between: "  ", after: ""))
    output.write(grid.widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n")
    for row in 1..<grid.rows.count { output.write(grid.line(row, before: "", between: "  ", after: "")) }
  }
}
