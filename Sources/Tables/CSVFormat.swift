public import Receivables

/// CSV for scripts and spreadsheets: RFC 4180 quoting, LF, UTF-8, ISO dates, dot decimals, keys as headers.
///
/// A text that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an
/// apostrophe in front, as OWASP's "CSV Injection" page advises.
public struct CSVFormat: TableFormat {
  private let currency: Currency

  public init(_ currency: Currency) { self.currency = currency }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    for (index, column) in table.columns.enumerated() {
      if index > 0 { output.write(byte: UInt8(ascii: ",")) }
      writeText(column.key, to: &output)
    }
    output.write(byte: UInt8(ascii: "\n"))
    for row in 0..<table.rowCount {
      for (index, cell) in table.row(row).enumerated() {
        if index > 0 { output.write(byte: UInt8(ascii: ",")) }
        writeCell(cell, to: &output)
      }
      output.write(byte: UInt8(ascii: "\n"))
    }
  }

  private func writeCell(_ cell: Cell, to output: inout OutputBuffer) {
    switch cell {
    case .text(let text): writeText(text, to: &output)
    case .integer(let value): PlainNumber.write(value, to: &output)
    case .money(let money): PlainNumber.write(money, currency, to: &output)
    case .days(let value), .atLeastDays(let value), .share(let value), .number(let value):
      PlainNumber.write(value, decimals: 6, to: &output)
    case .day(let day): PlainNumber.write(day, to: &output)
    case .withheld, .blank: break
    }
  }

  private func writeText(_ text: String, to output: inout OutputBuffer) {
    var text = text
    text.withUTF8 { utf8 in
      let isFormula = unsafe utf8.first.map(CSVFormat.startsFormula) ?? false
      let needsQuotes = unsafe utf8.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
      }
      if needsQuotes { output.write(byte: UInt8(ascii: "\"")) }
      if isFormula { output.write(byte: UInt8(ascii: "'")) }
      if needsQuotes {
        for index in utf8.indices {
          let byte = unsafe utf8[index]
          if byte == UInt8(ascii: "\"") { output.write(byte: byte) }
          output.write(byte: byte)
        }
        output.write(byte: UInt8(ascii: "\""))
      } else {
        unsafe output.append(utf8)
      }
    }
  }

  /// Whether a spreadsheet takes a cell that starts so for a formula.
  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }
}
