internal import Ingest
internal import Receivables
internal import Tables

/// Control totals by month, to compare with the books.
enum MonthsTable {
  private struct Month {
    var documents = 0
    var invoiced = Money.zero
    var credited = Money.zero
    var paid = Money.zero
    var writtenOff = Money.zero
  }

  static func table(_ ledger: Ledger, _ language: Language) -> Table {
    let snapshot = Snapshot(of: ledger, asOf: ledger.knownUntil)
    var months: [Day: Month] = [:]
    for client in snapshot.clients.indices {
      let account = snapshot.account(client)
      for (index, document) in account.enumerated() {
        let issued = document.issued.firstOfMonth
        months[issued, default: Month()].documents += 1
        if document.kind == .creditNote {
          months[issued, default: Month()].credited -= document.amount
        } else {
          months[issued, default: Month()].invoiced += document.amount
        }
        for allocation in account.allocations(ofDocument: index) {
          let month = allocation.effective.firstOfMonth
          switch allocation.kind {
          case .payment, .undatedPayment: months[month, default: Month()].paid += allocation.amount
          case .writeOff: months[month, default: Month()].writtenOff += allocation.amount
          case .credit: break  // counted when the note was issued
          }
        }
      }
    }
    var balance = Money.zero
    let rows = months.sorted { $0.key < $1.key }.map { first, month -> [Cell] in
      balance += month.invoiced - month.credited - month.paid - month.writtenOff
      return [
        .text(String("\(first)".prefix(7))), .integer(month.documents), .money(month.invoiced), .money(month.credited),
        .money(month.paid), .money(month.writtenOff), .money(balance),
      ]
    }
    return Table(
      [
        Column("month", language(en: "Month", fr: "Mois"), isNumeric: false),
        Column("documents", language(en: "Documents", fr: "Pièces")),
        Column("invoiced", language(en: "Invoiced", fr: "Facturé")),
        Column("credited", language(en: "Credit notes", fr: "Avoirs")),
        Column("paid", language(en: "Paid", fr: "Encaissé")),
        Column("written_off", language(en: "Written off", fr: "Irrécouvrable")),
        Column("balance", language(en: "Balance at its end", fr: "Solde en fin de mois")),
      ], rows: rows)
  }
}
