/// What becomes of rows whose invoice number an earlier row has.
///
/// Some exports have a row for each payment of an invoice. Rows that say the same of the invoice and give different
/// payments, each with its day, are one invoice with several payments. Only payments known by the as-of day are here to be
/// compared, so that none after it decides anything.
struct RepeatedRows: Sendable {
  /// What further rows paid, by the row that is kept.
  private(set) var payments: [Int32: [Reduction]] = [:]
  private(set) var merged: [LedgerBuilder.MergedRow] = []
  private(set) var duplicates: [LedgerBuilder.Duplicate] = []
  /// What the rows used so far say of an invoice's payments.
  private var known: [Int32: [RowPayment]] = [:]

  init(_ repeats: [InvoiceIndex.Repeat], _ rows: Rows, _ sources: RowSources) {
    for entry in repeats {
      let row = sources.location(of: entry.row, rows)
      let amount = rows[entry.row].amount
      if let difference = difference(entry, rows) {
        duplicates.append(
          LedgerBuilder.Duplicate(
            row: row, first: sources.location(of: entry.first, rows), difference: difference, amount: amount))
      } else {
        let payment = RowPayment(entry.row, rows)
        known[entry.first, default: [RowPayment(entry.first, rows)]].append(payment)
        if !payment.isNone {
          payments[entry.first, default: []].append(payment.reduction(issued: rows[entry.first].issued))
        }
        merged.append(LedgerBuilder.MergedRow(row: row, amount: amount))
      }
    }
  }

  /// Why the row cannot be a further payment of the invoice; `nil` when it is one.
  private func difference(_ entry: InvoiceIndex.Repeat, _ rows: Rows) -> LedgerBuilder.Duplicate.Difference? {
    guard rows.sameInvoice(entry.row, entry.first) else { return .invoice }
    let payment = RowPayment(entry.row, rows)
    let earlier = known[entry.first] ?? [RowPayment(entry.first, rows)]
    if earlier.contains(payment) { return .nothing }
    let all = (earlier + [payment]).filter { !$0.isNone }
    if all.count < 2 { return nil }
    // An amount without a day is what was paid so far, and may hold the other payments.
    let areApart = all.allSatisfy { $0.day != .never } && all.count(where: \.settlesTheRest) < 2
    let sum = all.filter { !$0.settlesTheRest }.reduce(Money.zero) { $0 + $1.amount.magnitude }
    return areApart && sum <= rows[entry.first].amount.magnitude ? nil : .payment
  }
}

/// What one row says was paid.
private struct RowPayment: Hashable {
  let day: Day
  let amount: Money

  init(_ row: Int32, _ rows: Rows) { (day, amount) = (rows[row].paidOn, rows[row].paidAmount) }

  var isNone: Bool { day == .never && amount == .zero }
  var settlesTheRest: Bool { amount == InvoiceBatch.settlesTheRest }

  func reduction(issued: Day) -> Reduction {
    Reduction(
      day: day == .never ? issued : day, amount: amount, kind: day == .never ? .undatedPayment : .payment)
  }
}
