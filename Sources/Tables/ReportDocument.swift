/// A report as typed blocks; a format decides how they look.
public struct ReportDocument: Sendable {
  public enum Block: Sendable {
    /// Level 1 is the report's title.
    case heading(level: Int, String)
    case paragraph(String)
    /// Text set apart because the reader must not miss it.
    case warning(String)
    case list([String])
    case table(Table)
    /// A file beside the report.
    case image(file: String, caption: String)
  }

  public var blocks: [Block]

  public init(_ blocks: [Block]) { self.blocks = blocks }
}

extension MarkdownFormat {
  /// Texts of blocks are Markdown already; cells of tables are escaped.
  public func write(_ document: ReportDocument, to output: inout OutputBuffer) {
    for (index, block) in document.blocks.enumerated() {
      if index > 0 { output.write("\n") }
      switch block {
      case .heading(let level, let text): output.write(String(repeating: "#", count: level) + " \(text)\n")
      case .paragraph(let text): output.write(text + "\n")
      case .warning(let text): output.write("> **\(text)**\n")
      case .list(let items): for item in items { output.write("- \(item)\n") }
      case .table(let table): write(table, to: &output)
      case .image(let file, let caption): output.write("![\(caption)](\(file))\n")
      }
    }
  }
}
