/// Credit notes known by a day, and the invoices they reduce.
struct Credits: Sendable {
  typealias Credit = (day: Day, amount: Money)
  private(set) var ofInvoice: [Int32: [Credit]] = [:]
  private(set) var ofNote: [Int32: Credit] = [:]
  /// Notes that name an invoice the ledger does not have, or not of that client.
  private(set) var unmatched = 0

  /// - Parameter links: Notes by row, with the invoice numbers they name.
  init(_ links: [(note: Int, invoiceID: String)], _ rows: Rows, _ index: InvoiceIndex, asOf last: Day) {
    for (note, invoiceID) in links where rows.issued[note] <= last {
      guard let invoice = index.row(of: invoiceID, ids: rows.ids), rows.client[invoice] == rows.client[note],
        rows.flags[invoice].kind != .creditNote
      else {
        unmatched += 1
        continue
      }
      let credit = (day: max(rows.issued[note], rows.issued[invoice]), amount: -rows.amount[note])
      ofNote[Int32(note)] = credit
      ofInvoice[Int32(invoice), default: []].append(credit)
    }
  }

  var isEmpty: Bool { ofNote.isEmpty }
}
