public import Receivables
public import Samples

/// What one simulated client was invoiced and paid, as its rows of a ledger.
public struct ClientRows: Sendable {
  public struct Invoice: Sendable {
    let issued: Day
    let due: Day
    let amount: Money
    let payment: (day: Day, amount: Money)?
    let credit: (day: Day, amount: Money)?
  }
  var invoices: [Invoice] = []
}

extension SampleLedger {
  /// The clients' rows as an export at the end of the as-of day shows them.
  public var rows: [ClientRows] {
    var rows = Array(repeating: ClientRows(), count: clients.count)
    for invoice in invoices {
      let credit = invoice.credit.flatMap { $0.day <= asOf ? ($0.day, $0.amount) : nil }
      rows[invoice.client].invoices.append(
        ClientRows.Invoice(
          issued: invoice.issued, due: invoice.due, amount: invoice.amount,
          payment: invoice.payment(knownAsOf: asOf).map { ($0.day, $0.amount) }, credit: credit))
    }
    return rows
  }
}

extension Snapshot {
  /// A ledger of these clients. A client drawn twice is two clients. An invoice's number is its client's and its own place:
  /// `12/3`.
  public init(_ clients: [ClientRows], asOf: Day) {
    var builder = LedgerBuilder()
    var batch = InvoiceBatch(file: 0)
    func append(
      _ id: String, _ client: Int32, _ kind: DocumentKind, _ issued: Day, _ due: Day, _ amount: Money,
      _ payment: (day: Day, amount: Money)?
    ) {
      batch.rows.append(
        InvoiceBatch.Row(
          line: batch.count + 2, client: client, issued: issued, due: due, amount: amount,
          paidOn: payment?.day ?? .never, paidAmount: payment?.amount ?? .zero,
          flags: InvoiceBatch.Flags(kind: kind, isDisputed: false)))
      batch.invoiceID.append(id.utf8)
    }
    for (number, rows) in clients.enumerated() {
      let client = builder.code(ofClient: "C\(number)")
      for (index, invoice) in rows.invoices.enumerated() {
        let id = "\(number)/\(index)"
        append(id, client, .invoice, invoice.issued, invoice.due, invoice.amount, invoice.payment)
        if let credit = invoice.credit {
          batch.relatedTo.append((batch.count, id))
          append("A" + id, client, .creditNote, credit.day, credit.day, Money.zero - credit.amount, nil)
        }
      }
    }
    builder.append(batch)
    self.init(of: builder.build(asOf: asOf, currency: .euro).ledger, asOf: asOf)
  }
}
