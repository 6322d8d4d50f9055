import ArgumentParser
import Receivables
import Tables

/// How to print a table.
struct FormatOptions: ParsableArguments {
  @Option(name: .customLong("format"), help: "table, csv, json or md. Default: table.")
  var chosen: TableFormatName?

  var format: TableFormatName { chosen ?? .table }
  var isGiven: Bool { chosen != nil }

  /// Names in words and units, rather than the stable names of files for scripts.
  var isForPeople: Bool { format == .table || format == .md }

  /// - Parameters:
  ///   - title: Above the table.
  ///   - notes: Below it, a line each.
  func print(
    _ table: Table, title: String? = nil, notes: [String] = [], _ language: Language, _ currency: Currency
  ) throws {
    var output = OutputBuffer()
    if let title { output.write(format == .md ? "## \(title)\n\n" : "\(title)\n\n") }
    format.format(CellStyle(language: language, currency: currency)).write(table, to: &output)
    if title != nil { output.write("\n") }
    if format == .md, !notes.isEmpty, title == nil { output.write("\n") }
    for note in notes { output.write(format == .md ? "- \(note)\n" : "\(note)\n") }
    try Terminal.write(output.bytes)
  }
}
