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

/// The allocations of a ledger as they are laid out, document by document.
struct AllocationColumns: Sendable {
  private(set) var first: [Int32] = [0]
  private(set) var day: [Day] = []
  private(set) var amount: [Money] = []
  private(set) var kind: [AllocationKind] = []

  init(capacity: Int) {
    first.reserveCapacity(capacity + 1)
    day.reserveCapacity(capacity)
    amount.reserveCapacity(capacity)
    kind.reserveCapacity(capacity)
  }

  /// - Parameters:
  ///   - issued: Of the documents in `order`, as their `amounts`.
  init(
    _ order: ArraySlice<Int32>, issued: [Day], amounts: [Money], _ rows: Rows, credits: Credits, asOf last: Day
  ) {
    self.init(capacity: order.count)
    // Rows of one client are far apart: fetching them in loops that do nothing else lets the processor fetch ahead.
    let paidOn = order.map { rows.paidOn[Int($0)] }
    let paidAmount = order.map { rows.paidAmount[Int($0)] }
    for (index, row) in order.enumerated() {
      let payment = (paidOn[index], paidAmount[index])
      if credits.isEmpty {
        add(payment: payment, of: amounts[index], issued: issued[index], asOf: last)
      } else if let use = credits.ofNote[row] {
        // The note is used up by its invoice: whatever the row says of its own settlement is that same event.
        if use.day <= last { add(use.day, -use.amount, .credit) }
      } else {
        add(
          payment: payment, of: amounts[index], issued: issued[index], credits: credits.ofInvoice[row] ?? [],
          asOf: last)
      }
      first.append(Int32(day.count))
    }
  }

  mutating func append(contentsOf later: AllocationColumns) {
    let base = Int32(day.count)
    first += later.first.dropFirst().lazy.map { $0 + base }
    day += later.day
    amount += later.amount
    kind += later.kind
  }

  /// One document's payment and credits known by `last`, in order of effect; a credit precedes a payment of its day.
  private mutating func add(
    payment: (day: Day, amount: Money), of total: Money, issued: Day, credits: [Credits.Credit] = [], asOf last: Day
  ) {
    let isUndated = payment.day == .never
    let effective = isUndated ? issued : max(payment.day, issued)
    let isKnown = payment.amount != .zero && effective <= last
    var credited = Money.zero
    let known =
      credits.isEmpty ? [] : credits.filter { $0.day <= last }.sorted { ($0.day, $0.amount) < ($1.day, $1.amount) }
    for credit in known where !isKnown || credit.day <= effective {
      add(credit.day, credit.amount, .credit)
      credited += credit.amount
    }
    if !isKnown { return }
    let rest = total > .zero ? max(total - credited, .zero) : total - credited
    let paid = payment.amount == InvoiceBatch.settlesTheRest ? rest : payment.amount
    add(isUndated ? issued : payment.day, paid, isUndated ? .undatedPayment : .payment)
    for credit in known where credit.day > effective { add(credit.day, credit.amount, .credit) }
  }

  private mutating func add(_ day: Day, _ amount: Money, _ kind: AllocationKind) {
    if amount == .zero { return }
    self.day.append(day)
    self.amount.append(amount)
    self.kind.append(kind)
  }
}
