internal import Receivables

/// Rows with everything a real ledger has: several clients, partial payments, overpayments, payments in advance, without
/// a day or after the as-of day, opening items, refunds, instalments, write-offs, and credit notes that are linked, unlinked,
/// linked to another client's invoice or to one that does not exist. Clients are in three segments; documents have an
/// attribute of a few levels.
public struct RandomLedger: Sendable {
  public let rows: [InvoiceRow]

  /// Rows are issued on days 0 to `lastDay` of the tests' calendar; payments may come later.
  public static let lastDay = 400

  public init(seed: UInt64, clients: Int = 4, invoices: Int = 40) {
    var random = SeededGenerator(seed: seed)
    var rows: [InvoiceRow] = []
    for number in 0..<invoices {
      let client = "C\(Int.random(in: 1...clients, using: &random))"
      let id = "F\(1000 - number)"
      let issued = Int.random(in: 0...RandomLedger.lastDay, using: &random)
      let earlier = rows.filter { $0.kind != .creditNote }
      if random.chance(0.15), let invoice = earlier.randomElement(using: &random) {
        rows.append(RandomLedger.creditNote(id, issued: issued, for: invoice, client: client, using: &random))
      } else {
        rows.append(RandomLedger.invoice(id, issued: issued, client: client, using: &random))
      }
    }
    for number in 0..<(invoices / 10) {
      rows += RandomLedger.instalments(
        "S\(number)", client: "C\(Int.random(in: 1...clients, using: &random))", using: &random)
    }
    self.rows = rows.map { row in
      var row = row
      row.segment = "S\(row.client.utf8.last! % 3)"
      row.attributes = ["T\(abs(row.amount) % 3)"]
      if row.kind != .creditNote, random.chance(0.12) { RandomLedger.writeOff(&row, using: &random) }
      return row
    }
  }

  /// Gives up what is left, or a part of it, some time after the due day; the client may pay after that all the same.
  private static func writeOff(_ row: inout InvoiceRow, using random: inout SeededGenerator) {
    row.writtenOffOn = row.due + Int.random(in: -5...150, using: &random)
    if random.chance(0.3) { row.writtenOffAmount = Int64.random(in: 1...row.amount, using: &random) }
  }

  /// One sale to be paid in parts: items of the same issue day, each with its own due day.
  private static func instalments(
    _ id: String, client: String, using random: inout SeededGenerator
  ) -> [InvoiceRow] {
    let issued = Int.random(in: 0...RandomLedger.lastDay, using: &random)
    let amount = Int64.random(in: 1...100_000, using: &random)
    return (1...Int.random(in: 2...4, using: &random)).map { part in
      let due = issued + 30 * part
      return InvoiceRow(
        "\(id)/\(part)", client: client, issued: issued, due: due, amount: amount,
        paidOn: random.chance(0.7) ? due + Int.random(in: -10...50, using: &random) : nil)
    }
  }

  private static func invoice(
    _ id: String, issued: Int, client: String, using random: inout SeededGenerator
  ) -> InvoiceRow {
    let due = issued + [0, 15, 30, 30, 45, 60].randomElement(using: &random)!
    let amount = Int64.random(in: 1...(random.chance(0.1) ? 200 : 500_000), using: &random)
    var row = InvoiceRow(
      id, client: client, issued: issued, due: due, amount: amount, kind: random.chance(0.05) ? .deposit : .invoice,
      isDisputed: random.chance(0.1))
    let payment = Double.random(in: 0..<1, using: &random)
    if payment < 0.8 { row.paidOn = max(issued - 5, due + Int.random(in: -40...120, using: &random)) }
    switch payment {
    case ..<0.45: break  // settles the rest
    case ..<0.52: row.paidAmount = amount
    case ..<0.70: row.paidAmount = Int64.random(in: 1...amount, using: &random)
    case ..<0.80: row.paidAmount = amount + Int64.random(in: 1...5_000, using: &random)
    case ..<0.85: row.paidAmount = amount
    case ..<0.88: row.paidAmount = Int64.random(in: 1...amount, using: &random)
    default: break  // nothing paid
    }
    if random.chance(0.1) { row.enteredOn = issued + Int.random(in: -10...80, using: &random) }
    return row
  }

  private static func creditNote(
    _ id: String, issued: Int, for invoice: InvoiceRow, client: String, using random: inout SeededGenerator
  ) -> InvoiceRow {
    let isWhole = random.chance(0.3)
    let amount = isWhole ? -invoice.amount : -Int64.random(in: 1...(invoice.amount + 100), using: &random)
    var note = InvoiceRow(id, client: invoice.client, issued: issued, due: issued, amount: amount, kind: .creditNote)
    switch Double.random(in: 0..<1, using: &random) {
    case ..<0.6: note.relatedTo = invoice.id
    case ..<0.7: note.relatedTo = "F-unknown"
    case ..<0.8: (note.relatedTo, note.client) = (invoice.id, client)
    case ..<0.9:  // refunded
      note.paidOn = issued + Int.random(in: 0...60, using: &random)
      note.paidAmount = random.chance(0.5) ? amount : nil
    default: break
    }
    return note
  }
}
