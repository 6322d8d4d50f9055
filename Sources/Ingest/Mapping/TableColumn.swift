/// A column of a table beside the invoices, as `--column payments.amount=HEADER` names it.
public struct TableColumn: Hashable, Sendable {
  /// Payments or clients.
  public let table: InputKind
  let name: String

  private static let names: [InputKind: [String]] = [
    .payments: ["payment", "client", "invoice", "paid_on", "amount", "currency", "kind"],
    .clients: ["client", "client_name", "segment", "terms", "company_number"],
  ]

  /// All there are, as they are typed.
  public static var all: [String] {
    [InputKind.payments, .clients].flatMap { table in names[table]!.map { TableColumn(table, $0).text } }
  }

  init(_ table: InputKind, _ name: String) { (self.table, self.name) = (table, name) }

  /// Reads `payments.amount`; `nil` for no such column.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let table = InputKind(rawValue: parts[0]),
      TableColumn.names[table]?.contains(parts[1]) == true
    else { return nil }
    self.init(table, parts[1])
  }

  public var text: String { "\(table.rawValue).\(name)" }
}
