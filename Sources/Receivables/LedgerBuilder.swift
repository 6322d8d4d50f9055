/// Gathers invoice rows from any number of sources and orders them into a ``Ledger``.
///
/// Append batches in the order in which the input should be read. The finished ledger does not depend on that order,
/// except that of two rows with one invoice number the first is kept.
public struct LedgerBuilder: Sendable {
  private var batches: [InvoiceBatch] = []
  private var clients = ByteInterner()

  public init() {}

  public var rowCount: Int { batches.reduce(0) { $0 + $1.count } }

  /// The code by which batches name a client: the same for equal ids, across all sources.
  public mutating func code(ofClient id: String) -> Int32 {
    let bytes = Array(id.utf8)
    return clients.code(bytes.span, 0..<bytes.count)
  }

  /// The codes of many clients at once.
  public mutating func codes(ofClients ids: PackedStrings) -> [Int32] {
    (0..<ids.count).map { clients.code(ids.bytes.span, ids.range($0)) }
  }

  public mutating func append(_ batch: InvoiceBatch) { batches.append(batch) }

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
    let sources = Sources(batches)
    let issued = take(\.issued)
    let clientCodes = take(\.client)
    let ids = takeIDs()

    var rows: [Int32] = []
    rows.reserveCapacity(issued.count)
    for row in issued.indices where issued[row] <= day { rows.append(Int32(row)) }
    let laterRows = issued.count - rows.count
    var index = InvoiceIndex(capacity: rows.count)
    var repeats: [(row: Int, first: Int)] = []
    rows.removeAll { row in
      guard let first = index.insert(Int(row), ids: ids) else { return false }
      repeats.append((Int(row), first))
      return true
    }

    let due = take(\.due)
    let amount = take(\.amount)
    let flags = take(\.flags)
    let duplicates = repeats.map { row, first in
      let isIdentical =
        clientCodes[row] == clientCodes[first] && issued[row] == issued[first] && due[row] == due[first]
        && amount[row] == amount[first] && flags[row].kind == flags[first].kind
      return Duplicate(
        row: sources.location(of: row), first: sources.location(of: first), isIdentical: isIdentical,
        amount: amount[row])
    }

    // Credit notes known by the day, with the invoices they reduce.
    var credits = Credits()
    for (note, invoiceID) in sources.links where issued[note] <= day {
      guard let invoice = index.row(of: invoiceID, ids: ids), clientCodes[invoice] == clientCodes[note],
        flags[invoice].kind != .creditNote
      else {
        credits.unmatched += 1
        continue
      }
      credits.add(note: note, invoice: invoice, amount: -amount[note], on: max(issued[note], issued[invoice]))
    }
    index = InvoiceIndex(capacity: 0)

    let (order, firstDocument, codes) = canonicalOrder(of: rows, clientCodes, issued, due, ids)
    let names = codes.indices.map { client -> Client in
      let documents = order[Int(firstDocument[client])..<Int(firstDocument[client + 1])]
      return Client(
        id: clients.strings[Int(codes[client])], name: sources.latest(\.name, \.names, documents),
        segment: sources.latest(\.segment, \.segments, documents))
    }
    let issuedInOrder = order.map { issued[Int($0)] }
    let amountInOrder = order.map { amount[Int($0)] }
    let paidOn = take(\.paidOn)
    let paidAmount = take(\.paidAmount)
    let allocations = AllocationColumns(
      order: order, issued: issuedInOrder, amount: amountInOrder, paidOn: paidOn, paidAmount: paidAmount,
      credits: credits, asOf: day)
    batches = []
    clients = ByteInterner()
    let ledger = Ledger(
      currency: currency, knownUntil: day, clients: names, issued: issuedInOrder, due: order.map { due[Int($0)] },
      amount: amountInOrder, flags: order.map { flags[Int($0)].bits }, invoiceIDs: ids.reordered(order),
      firstDocument: firstDocument, firstAllocation: allocations.first, allocationDay: allocations.day,
      allocationAmount: allocations.amount, allocationKind: allocations.kind)
    return Result(
      ledger: ledger, duplicates: duplicates, laterRows: laterRows, unmatchedCreditNotes: credits.unmatched)
  }

  /// One column of all batches in a row, dropped from the batches at once: peak memory stays near one copy of the data.
  private mutating func take<Element>(_ column: WritableKeyPath<InvoiceBatch, [Element]>) -> [Element] {
    if batches.count == 1 {
      let only = batches[0][keyPath: column]
      batches[0][keyPath: column] = []
      return only
    }
    var all: [Element] = []
    all.reserveCapacity(batches.reduce(0) { $0 + $1[keyPath: column].count })
    for batch in batches.indices {
      all.append(contentsOf: batches[batch][keyPath: column])
      batches[batch][keyPath: column] = []
    }
    return all
  }

  private mutating func takeIDs() -> PackedStrings {
    var all = PackedStrings()
    all.reserveCapacity(
      strings: batches.reduce(0) { $0 + $1.invoiceID.count },
      bytes: batches.reduce(0) { $0 + $1.invoiceID.bytes.count })
    for batch in batches.indices {
      all.append(contentsOf: batches[batch].invoiceID)
      batches[batch].invoiceID = PackedStrings()
    }
    return all
  }

  /// Rows by client id, then issue day, due day and invoice id; each client's first row; and the clients' codes.
  private func canonicalOrder(
    of rows: [Int32], _ client: [Int32], _ issued: [Day], _ due: [Day], _ ids: PackedStrings
  ) -> (order: [Int32], firstDocument: [Int32], codes: [Int32]) {
    let strings = clients.strings
    var count = Array(repeating: Int32(0), count: strings.count)
    for row in rows { count[Int(client[Int(row)])] += 1 }
    let codes = (0..<strings.count).filter { count[$0] > 0 }.sorted(by: strings.isOrderedBefore).map { Int32($0) }

    var firstDocument: [Int32] = [0]
    var next = count
    for code in codes {
      next[Int(code)] = firstDocument.last!
      firstDocument.append(firstDocument.last! + count[Int(code)])
    }
    var order = Array(repeating: Int32(0), count: rows.count)
    for row in rows {
      let code = Int(client[Int(row)])
      order[Int(next[code])] = row
      next[code] += 1
    }

    func precedes(_ first: Int32, _ second: Int32) -> Bool {
      let (a, b) = (Int(first), Int(second))
      if issued[a] != issued[b] { return issued[a] < issued[b] }
      if due[a] != due[b] { return due[a] < due[b] }
      return ids.isOrderedBefore(a, b)
    }
    for client in codes.indices {
      let range = Int(firstDocument[client])..<Int(firstDocument[client + 1])
      // Exports are usually in issue order already.
      let isSorted = range.dropFirst().allSatisfy { precedes(order[$0 - 1], order[$0]) }
      if !isSorted { order[range].sort(by: precedes) }
    }
    return (order, firstDocument, codes)
  }
}

/// What stays with the batches while their columns are taken: where rows come from, and their labels.
private struct Sources {
  private let batches: [InvoiceBatch]
  /// The number of each batch's first row among all.
  private let firstRow: [Int]

  init(_ batches: [InvoiceBatch]) {
    self.batches = batches.map(\.labels)
    firstRow = batches.reduce(into: [0]) { $0.append($0.last! + $1.count) }
  }

  func location(of row: Int) -> RowLocation {
    let batch = self.batch(of: row)
    return RowLocation(file: batches[batch].file, line: Int(batches[batch].line[row - firstRow[batch]]))
  }

  /// Credit notes by their row, with the invoice numbers they name.
  var links: [(note: Int, invoiceID: String)] {
    zip(batches, firstRow).flatMap { batch, first in batch.relatedTo.map { (first + $0.row, $0.invoiceID) } }
  }

  /// The last text that is not empty among a client's rows in order.
  func latest(
    _ column: KeyPath<InvoiceBatch, [UInt16]>, _ texts: KeyPath<InvoiceBatch, PackedStrings>,
    _ rows: ArraySlice<Int32>
  ) -> String {
    for row in rows.reversed() {
      let batch = self.batch(of: Int(row))
      let codes = batches[batch][keyPath: column]
      if codes.isEmpty { continue }
      let code = Int(codes[Int(row) - firstRow[batch]])
      let text = batches[batch][keyPath: texts]
      if !text.range(code).isEmpty { return text[code] }
    }
    return ""
  }

  private func batch(of row: Int) -> Int {
    var (low, high) = (0, batches.count)
    while low < high {
      let middle = (low + high) / 2
      if firstRow[middle + 1] <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Credit notes and the invoices they reduce.
private struct Credits {
  typealias Credit = (day: Day, amount: Money)
  private(set) var ofInvoice: [Int32: [Credit]] = [:]
  private(set) var ofNote: [Int32: Credit] = [:]
  var unmatched = 0

  var isEmpty: Bool { ofNote.isEmpty }

  mutating func add(note: Int, invoice: Int, amount: Money, on day: Day) {
    ofNote[Int32(note)] = (day, amount)
    ofInvoice[Int32(invoice), default: []].append((day, amount))
  }
}

/// The allocations of a ledger as they are laid out, document by document.
private struct AllocationColumns {
  private(set) var first: [Int32] = [0]
  private(set) var day: [Day] = []
  private(set) var amount: [Money] = []
  private(set) var kind: [AllocationKind] = []

  init(
    order: [Int32], issued: [Day], amount totals: [Money], paidOn: [Day], paidAmount: [Money], credits: Credits,
    asOf last: Day
  ) {
    first.reserveCapacity(order.count + 1)
    day.reserveCapacity(order.count)
    amount.reserveCapacity(order.count)
    kind.reserveCapacity(order.count)
    for (position, row) in order.enumerated() {
      if let use = credits.isEmpty ? nil : credits.ofNote[row] {
        // The note is used up by its invoice: whatever the row says of its own settlement is that same event.
        if use.day <= last { add(use.day, -use.amount, .credit) }
      } else {
        let own = credits.isEmpty ? [] : credits.ofInvoice[row] ?? []
        add(
          payment: (paidOn[Int(row)], paidAmount[Int(row)]), of: totals[position], issued: issued[position],
          credits: own, asOf: last)
      }
      first.append(Int32(day.count))
    }
  }

  /// One document's payment and credits known by `last`, in order of effect; a credit precedes a payment of its day.
  private mutating func add(
    payment: (day: Day, amount: Money), of total: Money, issued: Day, credits: [Credits.Credit], asOf last: Day
  ) {
    let isUndated = payment.day == .never
    let effective = isUndated ? issued : max(payment.day, issued)
    let isKnown = payment.amount != .zero && effective <= last
    var credited = Money.zero
    let known = credits.isEmpty ? [] : credits.filter { $0.day <= last }.sorted { ($0.day, $0.amount) < ($1.day, $1.amount) }
    for credit in known where !isKnown || credit.day <= effective {
      add(credit.day, credit.amount, .credit)
      credited += credit.amount
    }
    if !isKnown { return }
    let paid = payment.amount == InvoiceBatch.settlesTheRest ? total - credited : payment.amount
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
