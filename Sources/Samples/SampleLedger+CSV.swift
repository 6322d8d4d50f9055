import Receivables

extension SampleLedger {
  /// The ledger as an accounting package exports it at the end of ``asOf``: `;`, dd/mm/yyyy, decimal comma, UTF-8 and
  /// LF. One row a document, by issue day then number; a credit note's due day is its issue day.
  ///
  /// `payee_le` and `montant_paye` are the last payment's day and the total paid by ``asOf``, empty when nothing was.
  public func ledgerCSV() -> String {
    var text = "facture;client;nom;segment;nature;facture_liee;emise_le;echeance;montant_ttc;devise;"
    text += "payee_le;montant_paye;litige\n"
    var notes = creditNotes[...]
    for invoice in invoices {
      // "A…" sorts before "F…" on the same day.
      while let note = notes.first, note.issued <= invoice.issued {
        append(note, to: &text)
        notes.removeFirst()
      }
      append(invoice, to: &text)
    }
    for note in notes { append(note, to: &text) }
    return text
  }

  /// One row a client: the law it pays by. ISO dates, decimal points, and empty for what does not apply.
  public func truthCSV() -> String {
    var text = "client,behaviour,segment,terms_days,mean_days_late,p_late_30,stops_paying_on,first_invoice_on\n"
    for client in clients {
      let fields = [
        client.id, client.behaviour.rawValue, client.segment.rawValue, client.terms.rawValue,
        client.meanDaysLate.map { decimal($0, places: 2) } ?? "", decimal(client.probabilityUnpaidAt30, places: 4),
        client.stopsPayingOn?.description ?? "", client.firstInvoiceOn.description,
      ]
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// One row an invoice: the day it will be paid to the end, even after ``asOf``; empty when that never happens.
  public func eventsCSV() -> String {
    var text = "facture,true_payment_day\n"
    for invoice in invoices { text += "\(invoice.number),\(invoice.settledOn?.description ?? "")\n" }
    return text
  }

  private func append(_ invoice: SampleInvoice, to text: inout String) {
    let payment = invoice.payment(knownAsOf: asOf)
    let isDisputed = invoice.disputedOn.map { $0 <= asOf } ?? false
    appendRow(
      number: invoice.number, client: invoice.client, kind: "facture", reference: "", issued: invoice.issued,
      due: invoice.due, amount: invoice.amount, payment: payment, isDisputed: isDisputed, to: &text)
  }

  private func append(_ note: SampleCreditNote, to text: inout String) {
    appendRow(
      number: note.number, client: note.client, kind: "avoir",
      reference: note.invoice.map { invoices[$0].number } ?? "",
      issued: note.issued, due: note.issued, amount: note.amount, payment: nil, isDisputed: false, to: &text)
  }

  private func appendRow(
    number: String, client: Int, kind: String, reference: String, issued: Day, due: Day, amount: Money,
    payment: SampleInvoice.Event?, isDisputed: Bool, to text: inout String
  ) {
    let client = clients[client]
    let fields = [
      number, client.id, quotedIfNeeded(client.name), client.segment.rawValue, kind, reference, frenchDate(issued),
      frenchDate(due), frenchAmount(amount), "EUR", payment.map { frenchDate($0.day) } ?? "",
      payment.map { frenchAmount($0.amount) } ?? "", isDisputed ? "oui" : "non",
    ]
    text += fields.joined(separator: ";") + "\n"
  }
}

// MARK: - Fields

/// Doubles quotation marks within quotation marks, as RFC 4180 §2 has it.
private func quotedIfNeeded(_ field: String) -> String {
  guard field.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") }) else { return field }
  return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// `31/12/2025`.
private func frenchDate(_ day: Day) -> String {
  let (year, month, dayOfMonth) = day.calendar
  return "\(zeroPadded(dayOfMonth, digits: 2))/\(zeroPadded(month, digits: 2))/\(zeroPadded(year, digits: 4))"
}

/// `-1234,05`.
private func frenchAmount(_ amount: Money) -> String {
  let (euros, cents) = amount.minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
  return (amount < .zero ? "-" : "") + "\(euros)," + zeroPadded(Int(cents), digits: 2)
}

private func decimal(_ value: Double, places: Int) -> String {
  let scale = Int(Int64.powerOfTen(places))
  let scaled = Int((value * Double(scale)).rounded())
  let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
  return (scaled < 0 ? "-" : "") + "\(whole)." + zeroPadded(Int(rest), digits: places)
}
