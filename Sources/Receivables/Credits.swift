/// Credit notes known by a day, and the invoices they reduce.
struct Credits: Sendable {
  typealias Credit = (day: Day, amount: Money)
  private(set) var ofInvoice: [Int32: [Credit]] = [:]
  private(set) var ofNote: [Int32: Credit] = [:]
  /// Notes that name an invoice the ledger does not have, or not of that client.
  private(set) var unmatched = 0

  /// - Parameter links: Notes by row, with the invoice numbers they name.
  init(
    _ links: [(note: Int32, invoiceID: String)], _ rows: Rows, _ index: InvoiceIndex, ids: InvoiceIDs, asOf last: Day
  ) {
    for (note, invoiceID) in links where rows[note].issued <= last {
      guard let invoice = index.row(of: invoiceID, ids: ids), rows[invoice].client == rows[note].client,
        rows[invoice].flags.kind != .creditNote
      else {
        unmatched += 1
        continue
      }
      let credit = (day: max(rows[note].issued, rows[invoice].issued), amount: -rows[note].amount)
      ofNote[note] = credit
      ofInvoice[invoice, default: []].append(credit)
    }
  }

  var isEmpty: Bool { ofNote.isEmpty }
}
