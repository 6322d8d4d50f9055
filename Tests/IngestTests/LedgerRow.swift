import Ingest
import Receivables

/// The columns of a table of invoices in tests.
let ledgerHeader =
  "invoice,client,name,segment,issued,due,terms,amount,kind,related_to,paid_on,paid_amount,status,disputed\n"

/// One row under ``ledgerHeader``.
func ledgerRow(
  _ invoice: String, client: String = "C1", name: String = "", issued: String = "2025-01-01",
  due: String = "2025-01-31",
  terms: String = "", amount: String = "100.00", kind: String = "", relatedTo: String = "", paidOn: String = "",
  paid: String = "", status: String = "", disputed: String = ""
) -> String {
  [invoice, client, name, "", issued, due, terms, amount, kind, relatedTo, paidOn, paid, status, disputed]
    .joined(separator: ",") + "\n"
}

/// Documents by number.
func documentsByID(_ reading: LedgerReading) -> [String: (document: Document, allocations: [Allocation])] {
  let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
  var found: [String: (document: Document, allocations: [Allocation])] = [:]
  for client in reading.ledger.clients.indices {
    let account = snapshot.account(client)
    for (index, document) in account.enumerated() {
      found[snapshot.invoiceID(of: document)] = (document, Array(account.allocations(ofDocument: index)))
    }
  }
  return found
}
