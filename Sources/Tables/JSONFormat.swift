public import Receivables

/// A JSON array with one object a row. Money is a string, so that no reader rounds it; a missing figure is `null`.
public struct JSONFormat: TableFormat {
  private let currency: Currency

  public init(_ currency: Currency) { self.currency = currency }

  public func write(_ table: Table, to output: inout OutputBuffer) {
    output.write("[")
    for row in 0..<table.rowCount {
      output.write(row == 0 ? "\n  {" : ",\n  {")
      for (index, (column, cell)) in zip(table.columns, table.row(row)).enumerated() {
        if index > 0 { output.write(", ") }
        output.write(JSONText.quoted(column.key) + ": " + value(cell))
      }
      output.write("}")
    }
    output.write(table.rowCount == 0 ? "]\n" : "\n]\n")
  }

  private func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): JSONText.quoted(text)
    case .integer(let value): String(value)
    case .money(let money): JSONText.quoted(PlainNumber.money(money, currency))
    case .days(let value), .atLeastDays(let value), .share(let value), .number(let value):
      PlainNumber.fixed(value, decimals: 6)
    case .day(let day): JSONText.quoted(day.description)
    case .withheld, .blank: "null"
    }
  }
}
