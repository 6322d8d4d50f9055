internal import Receivables

/// A ledger's rows as a table of a database, and as the CSV file with the same rows.
public struct DatabaseTable {
  private let rows: [InvoiceRow]
  private let types: Types

  /// What a database keeps days, amounts and yes or no as.
  public struct Types: Sendable {
    let day, amount, truth: String

    /// - Parameters:
    ///   - amount: A type of cents divided by 100.
    public init(day: String, amount: String, truth: String = "boolean") {
      (self.day, self.amount, self.truth) = (day, amount, truth)
    }
  }

  public init(_ rows: [InvoiceRow], _ types: Types) { (self.rows, self.types) = (rows, types) }

  private static let columns = [
    "invoice", "client", "segment", "issued", "due", "entered_on", "amount", "paid_on", "paid_amount", "kind",
    "disputed",
    "related_to",
  ]

  public var csv: String {
    ([DatabaseTable.columns] + rows.map { fields($0) { $0 } }).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The statements that make the table.
  public func sql(_ name: String) -> String {
    let types = [
      "text", "text", "text", types.day, types.day, types.day, types.amount, types.day, types.amount, "text",
      types.truth,
      "text",
    ]
    let columns = zip(DatabaseTable.columns, types).map { "\($0) \($1)" }.joined(separator: ", ")
    let values = rows.map { row in
      let literals = fields(row) { $0 == "yes" ? "1" : $0 == "no" ? "0" : $0 }
      return "(" + zip(literals, types).map { $0.isEmpty ? "NULL" : "CAST('\($0)' AS \($1))" }.joined(separator: ", ")
        + ")"
    }
    return "CREATE TABLE \(name) (\(columns)); INSERT INTO \(name) VALUES \(values.joined(separator: ",\n"));"
  }

  private func fields(_ row: InvoiceRow, truth: (String) -> String) -> [String] {
    func text(_ number: Int?) -> String { number.map { "\(day($0))" } ?? "" }
    func text(_ cents: Int64?) -> String {
      cents.map { "\($0 < 0 ? "-" : "")\(abs($0) / 100).\("\(abs($0) % 100 + 100)".dropFirst())" } ?? ""
    }
    let kind =
      switch row.kind {
      case .creditNote: "credit note"
      case .deposit: "deposit"
      case .invoice, .payment: "invoice"
      }
    return [
      row.id, row.client, row.segment, text(row.issued), text(row.due), text(row.enteredOn), text(row.amount),
      text(row.paidOn), text(row.paidAmount), kind, truth(row.isDisputed ? "yes" : "no"), row.relatedTo ?? "",
    ]
  }
}
