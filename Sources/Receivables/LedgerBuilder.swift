/// Gathers invoice rows from any number of sources and orders them into a ``Ledger``.
///
/// Append batches in the order in which the input should be read. The finished ledger does not depend on that order,
/// except that of two rows with one invoice number the first is kept.
public struct LedgerBuilder: Sendable {
  private var batches: [InvoiceBatch] = []
  private var clientIDs: [String] = []
  private var codeOfClient: [String: Int32] = [:]

  public init() {}

  public var rowCount: Int { batches.reduce(0) { $0 + $1.count } }

  /// The code by which batches name a client: the same for equal ids, across all sources.
  public mutating func code(ofClient id: String) -> Int32 {
    if let code = codeOfClient[id] { return code }
    let code = Int32(clientIDs.count)
    codeOfClient[id] = code
    clientIDs.append(id)
    return code
  }

  /// - Precondition: a batch holds at most ``InvoiceBatch/maximumRows`` rows.
  public mutating func append(_ batch: InvoiceBatch) {
    precondition(batch.count <= InvoiceBatch.maximumRows, "\(batch.count) rows in one batch")
    precondition(batches.count < InvoiceBatch.maximumRows, "more than \(InvoiceBatch.maximumRows) batches")
    batches.append(batch)
  }

  /// The last issue or payment day of any row: what the sources know up to. `nil` without rows.
  public var lastKnownDay: Day? {
    batches.flatMap { batch in
      [batch.issued.max(), batch.paidOn.lazy.filter { $0 != .never }.max()].compactMap(\.self)
    }.max()
  }

  /// The first issue day of any row. `nil` without rows.
  public var firstIssueDay: Day? { batches.compactMap { $0.issued.min() }.min() }

  /// A row left out because its invoice number was already read.
  public struct Duplicate: Hashable, Sendable {
    public let row: RowLocation
    public let first: RowLocation
    /// Same client, days, amount and kind as the first; otherwise the two rows conflict. Payments are not compared,
    /// because they may lie after the as-of day.
    public let isIdentical: Bool
    public let amount: Money
  }

  public struct Result: Sendable {
    public let ledger: Ledger
    public let duplicates: [Duplicate]
    /// Rows issued after the as-of day: nobody could know them on it.
    public let laterRows: Int
    /// Credit notes that name an invoice the ledger does not have. They stay as unallocated credit.
    public let unmatchedCreditNotes: Int
  }

  /// The ledger as known at the end of `day`: rows issued later, and payments made later, are left out. The builder is
  /// empty afterwards.
  public mutating func build(asOf day: Day, currency: Currency) -> Result {
    let all = rowCount
    let ids = batches.map(\.invoiceID)
    var rows: [RowLocator] = []
    rows.reserveCapacity(all)
    for (batch, columns) in batches.enumerated() {
      for row in 0..<columns.count where columns.issued[row] <= day { rows.append(RowLocator(batch: batch, row: row)) }
    }
    let laterRows = all - rows.count

    var index = InvoiceIndex(capacity: rows.count)
    var duplicates: [Duplicate] = []
    rows.removeAll { row in
      guard let first = index.insert(row, ids: ids) else { return false }
      duplicates.append(duplicate(row, of: first))
      return true
    }
    let (credits, unmatched) = creditNotes(index: index, ids: ids, asOf: day)
    return Result(
      ledger: ledger(of: rows, ids: ids, credits: credits, asOf: day, currency: currency), duplicates: duplicates,
      laterRows: laterRows, unmatchedCreditNotes: unmatched)
  }

  private func location(_ row: RowLocator) -> RowLocation {
    RowLocation(file: batches[row.batch].file, line: Int(batches[row.batch].line[row.row]))
  }

  private func duplicate(_ row: RowLocator, of first: RowLocator) -> Duplicate {
    let (a, b) = (batches[first.batch], batches[row.batch])
    let (i, j) = (first.row, row.row)
    let isIdentical =
      a.client[i] == b.client[j] && a.issued[i] == b.issued[j] && a.due[i] == b.due[j] && a.amount[i] == b.amount[j]
      && a.flags[i].kind == b.flags[j].kind
    return Duplicate(row: location(row), first: location(first), isIdentical: isIdentical, amount: b.amount[j])
  }

  /// A credit note and the invoice it reduces.
  private struct Credit {
    let invoice: RowLocator
    let amount: Money
    let day: Day
  }

  /// Linked credit notes known by `day`, by credit note and by invoice; and how many name an unknown invoice.
  private func creditNotes(
    index: InvoiceIndex, ids: [PackedStrings], asOf day: Day
  ) -> (byNote: [RowLocator: Credit], unmatched: Int) {
    var byNote: [RowLocator: Credit] = [:]
    var unmatched = 0
    for (batch, columns) in batches.enumerated() {
      for (row, invoiceID) in columns.relatedTo where columns.issued[row] <= day {
        guard let invoice = index.row(of: invoiceID, ids: ids),
          batches[invoice.batch].client[invoice.row] == columns.client[row],
          batches[invoice.batch].flags[invoice.row].kind != .creditNote
        else {
          unmatched += 1
          continue
        }
        let effective = max(columns.issued[row], batches[invoice.batch].issued[invoice.row])
        byNote[RowLocator(batch: batch, row: row)] = Credit(
          invoice: invoice, amount: -columns.amount[row], day: effective)
      }
    }
    return (byNote, unmatched)
  }

  /// Sorts the rows and lays the columns out. Each column is reordered in turn and the input's copy dropped at once, so
  /// that peak memory stays near one copy of the data.
  private mutating func ledger(
    of rows: [RowLocator], ids: [PackedStrings], credits: [RowLocator: Credit], asOf day: Day, currency: Currency
  ) -> Ledger {
    let (order, firstDocument, codes) = canonicalOrder(of: rows, ids: ids)
    let clients = (0..<codes.count).map { client in
      let documents = order[Int(firstDocument[client])..<Int(firstDocument[client + 1])]
      func latest(
        _ column: KeyPath<InvoiceBatch, [UInt16]>, of texts: KeyPath<InvoiceBatch, PackedStrings>
      ) -> String {
        for row in documents.reversed() where !batches[row.batch][keyPath: column].isEmpty {
          let code = Int(batches[row.batch][keyPath: column][row.row])
          let texts = batches[row.batch][keyPath: texts]
          if !texts.range(code).isEmpty { return texts[code] }
        }
        return ""
      }
      return Client(
        id: clientIDs[Int(codes[client])], name: latest(\.name, of: \.names),
        segment: latest(\.segment, of: \.segments))
    }
    for batch in batches.indices {
      batches[batch].client = []
      batches[batch].line = []
      batches[batch].name = []
      batches[batch].names = PackedStrings()
      batches[batch].segment = []
      batches[batch].segments = PackedStrings()
    }

    var invoiceIDs = PackedStrings()
    invoiceIDs.reserveCapacity(strings: order.count, bytes: ids.reduce(0) { $0 + $1.bytes.count })
    for row in order { invoiceIDs.append(ids[row.batch].utf8(row.row)) }

    let issued = take(\.issued, order)
    let due = take(\.due, order)
    let amount = take(\.amount, order)
    let flags = take(\.flags, order).map(\.bits)
    var allocations = AllocationColumns(documents: order.count)
    let creditsOfInvoice = Dictionary(grouping: credits.values, by: \.invoice)
    let paidOn = batches.map(\.paidOn)
    let paidAmount = batches.map(\.paidAmount)
    for (position, row) in order.enumerated() {
      let paid = (day: paidOn[row.batch][row.row], amount: paidAmount[row.batch][row.row])
      if credits.isEmpty {
        allocations.append(
          payment: paid, of: amount[position], issued: issued[position], asOf: day, credits: [])
      } else if let credit = credits[row] {
        // The note is used up by its invoice: whatever the row says of its own settlement is that same event.
        allocations.append(note: -credit.amount, usedOn: credit.day, asOf: day)
      } else {
        let own = (creditsOfInvoice[row] ?? []).map { (day: $0.day, amount: $0.amount) }
        allocations.append(
          payment: paid, of: amount[position], issued: issued[position], asOf: day, credits: own)
      }
    }
    batches = []
    return Ledger(
      currency: currency, knownUntil: day, clients: clients, issued: issued, due: due, amount: amount, flags: flags,
      invoiceIDs: invoiceIDs, firstDocument: firstDocument, firstAllocation: allocations.first,
      allocationDay: allocations.day, allocationAmount: allocations.amount, allocationKind: allocations.kind)
  }

  /// Rows by client id, then issue day, due day, and invoice id; the first row of each client; and clients' codes.
  private func canonicalOrder(
    of rows: [RowLocator], ids: [PackedStrings]
  ) -> (order: [RowLocator], firstDocument: [Int32], codes: [Int32]) {
    let client = batches.map(\.client)
    var count = Array(repeating: Int32(0), count: clientIDs.count)
    for row in rows { count[Int(client[row.batch][row.row])] += 1 }
    let codes = clientIDs.indices.filter { count[$0] > 0 }.sorted { clientIDs[$0] < clientIDs[$1] }.map { Int32($0) }

    var firstDocument: [Int32] = [0]
    var next = count
    for code in codes {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    var order = Array(repeating: RowLocator(packed: 0), count: rows.count)
    for row in rows {
      let code = Int(client[row.batch][row.row])
      order[Int(next[code])] = row
      next[code] += 1
    }

    let issued = batches.map(\.issued)
    let due = batches.map(\.due)
    func precedes(_ a: RowLocator, _ b: RowLocator) -> Bool {
      let (issuedA, issuedB) = (issued[a.batch][a.row], issued[b.batch][b.row])
      if issuedA != issuedB { return issuedA < issuedB }
      let (dueA, dueB) = (due[a.batch][a.row], due[b.batch][b.row])
      if dueA != dueB { return dueA < dueB }
      return ids[a.batch].utf8(a.row).lexicographicallyPrecedes(ids[b.batch].utf8(b.row))
    }
    for client in codes.indices {
      let range = Int(firstDocument[client])..<Int(firstDocument[client + 1])
      // Exports are usually in issue order already.
      let isSorted = range.dropFirst().allSatisfy { precedes(order[$0 - 1], order[$0]) }
      if !isSorted { order[range].sort(by: precedes) }
    }
    return (order, firstDocument, codes)
  }

  private mutating func take<Element>(
    _ column: WritableKeyPath<InvoiceBatch, [Element]>, _ order: [RowLocator]
  ) -> [Element] {
    let source = batches.map { $0[keyPath: column] }
    let ordered = order.map { source[$0.batch][$0.row] }
    for batch in batches.indices { batches[batch][keyPath: column] = [] }
    return ordered
  }
}

/// The allocations of a ledger as they are laid out, document by document.
private struct AllocationColumns {
  var first: [Int32] = [0]
  var day: [Day] = []
  var amount: [Money] = []
  var kind: [AllocationKind] = []

  init(documents: Int) {
    first.reserveCapacity(documents + 1)
    day.reserveCapacity(documents)
    amount.reserveCapacity(documents)
    kind.reserveCapacity(documents)
  }

  /// One invoice's payment and credits known by `last`, in order of effect; a credit precedes a payment of its day.
  mutating func append(
    payment: (day: Day, amount: Money), of total: Money, issued: Day, asOf last: Day,
    credits: [(day: Day, amount: Money)]
  ) {
    let known = credits.filter { $0.day <= last }.sorted { ($0.day, $0.amount) < ($1.day, $1.amount) }
    let isUndated = payment.day == .never
    let effective = isUndated ? issued : max(payment.day, issued)
    let isKnown = payment.amount != .zero && effective <= last
    for credit in known where !isKnown || credit.day <= effective { add(credit.day, credit.amount, .credit) }
    if isKnown {
      let credited = known.reduce(Money.zero) { $1.day <= effective ? $0 + $1.amount : $0 }
      let amount = payment.amount == InvoiceBatch.settlesTheRest ? total - credited : payment.amount
      add(isUndated ? issued : payment.day, amount, isUndated ? .undatedPayment : .payment)
      for credit in known where credit.day > effective { add(credit.day, credit.amount, .credit) }
    }
    first.append(Int32(day.count))
  }

  /// A credit note used against an invoice.
  mutating func append(note amount: Money, usedOn day: Day, asOf last: Day) {
    if day <= last { add(day, amount, .credit) }
    first.append(Int32(self.day.count))
  }

  private mutating func add(_ day: Day, _ amount: Money, _ kind: AllocationKind) {
    if amount == .zero { return }
    self.day.append(day)
    self.amount.append(amount)
    self.kind.append(kind)
  }
}
