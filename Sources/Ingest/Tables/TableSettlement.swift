internal import Receivables

/// Sets a table of payments against the invoices and credit notes of other tables.
struct TableSettlement {
  private var matching: ItemMatching
  /// Of each item: its batch and row, or `nil` for a payment.
  private var rows: [(batch: Int, row: Int)?] = []
  /// Documents by number; of a number that repeats, the first.
  private var documents: [String: Int] = [:]
  /// The instalments `F1/1`, `F1/2` of an invoice `F1`.
  private var instalments: [Substring: [Int]] = [:]
  private var clientCodes: [String: Int32] = [:]
  private var names: [String] = []
  /// Items that name a document.
  private var uses: [(item: Int, document: Int)] = []
  /// Payments that came back, such as an unpaid direct debit.
  private var returned: Set<Int> = []
  private(set) var unmatchedCreditNotes = 0
  private(set) var rejected: [RowError] = []
  private(set) var notices: [RowNotice: Notice] = [:]
  private(set) var usedPayments = 0
  private(set) var waitingRows = 0
  /// What the items come to; the ledger has to come to it as well.
  private(set) var total = Money.zero
  private var batches: [InvoiceBatch]

  init(_ batches: [InvoiceBatch], _ rule: AllocationRule) {
    self.batches = batches
    matching = ItemMatching(rule == .legal ? .legal : .none)
    for (index, batch) in batches.enumerated() { add(batch, index) }
    linkCreditNotes()
  }

  var matches: [MatchMethod: MatchCount] { matching.counts(until: .never) }

  func roundTrips(until last: Day) -> [Suspicion] { RoundTrips.suspicions(among: matching.items, until: last) }

  private mutating func add(_ batch: InvoiceBatch, _ index: Int) {
    for (row, figures) in batch.rows.enumerated() {
      let id = batch.invoiceID[row]
      // The builder rejects the second of two rows with one number.
      if documents[id] != nil { continue }
      let item = matching.append(
        AccountItem(
          nature: AccountItem.Nature(figures.flags.kind), client: figures.client, day: figures.issued,
          due: figures.due, amount: figures.amount, reference: id,
          row: RowLocation(file: batch.file, line: Int(figures.line))))
      rows.append((index, row))
      names.append("")
      total += figures.amount
      documents[id] = item
      if let slash = id.lastIndex(of: "/") { instalments[id[..<slash], default: []].append(item) }
    }
  }

  /// Notes that name an invoice.
  private mutating func linkCreditNotes() {
    for index in batches.indices {
      for (row, invoice) in batches[index].relatedTo {
        guard let note = documents[batches[index].invoiceID[row]], rows[note].map({ $0 == (index, row) }) ?? false
        else { continue }
        guard let other = documents[invoice], matching.items[other].client == matching.items[note].client,
          matching.items[other].isDebit
        else {
          unmatchedCreditNotes += 1
          continue
        }
        uses.append((note, other))
      }
      batches[index].relatedTo = []
    }
  }

  // MARK: - Payments

  mutating func add(_ payments: [PaymentTable.Payment], file: Int, code: (String) -> Int32) {
    for payment in payments { add(payment, file: file, code: code) }
  }

  private mutating func add(_ payment: PaymentTable.Payment, file: Int, code: (String) -> Int32) {
    let place = RowLocation(file: file, line: payment.line)
    func reject(_ problem: RowError.Problem) {
      rejected.append(RowError(row: place, problem: problem, amount: payment.amount))
    }
    let named = named(payment.invoice)
    let owner = named.first.map { matching.items[$0].client }
    let client: Int32
    if payment.client.isEmpty {
      guard let owner else {
        reject(.unknownInvoice)
        return
      }
      client = owner
    } else {
      client = clientCodes[payment.client] ?? code(payment.client)
      clientCodes[payment.client] = client
      if let owner, owner != client {
        reject(.invoiceOfAnotherClient)
        return
      }
      if named.isEmpty, !payment.invoice.isEmpty {
        notices[.unknownInvoice, default: Notice()].add(line: payment.line, amount: payment.amount)
      }
    }
    usedPayments += 1
    total -= payment.amount
    let item = matching.append(
      AccountItem(
        nature: payment.nature, client: client, day: payment.day, due: payment.day, amount: -payment.amount,
        reference: payment.id, row: place))
    rows.append(nil)
    if payment.kind == .returned { returned.insert(item) }
    names.append(payment.id.isEmpty ? "payment, line \(payment.line)" : payment.id)
    uses += named.map { (item, $0) }
  }

  /// The document with this number, or its instalments in order of due day.
  private func named(_ invoice: String) -> [Int] {
    if invoice.isEmpty { return [] }
    if let document = documents[invoice] { return [document] }
    return (instalments[invoice[...]] ?? []).sorted {
      (matching.items[$0].due, $0) < (matching.items[$1].due, $1)
    }
  }

  // MARK: - The result

  /// - Throws: When a cent of the tables is not in the ledger, which is a fault of the program.
  func check(_ ledger: Ledger) throws(IngestError) {
    let snapshot = Snapshot(of: ledger, asOf: ledger.knownUntil)
    let net = ledger.clients.indices.reduce(Money.zero) { sum, client in
      snapshot.account(client).reduce(sum) { $0 + $1.balance }
    }
    if net != total { throw .doesNotTie(control: total, bookedLater: .zero, net: net) }
  }

  /// What names a document is used on it, in the order in which both were there; a credit note goes before a payment of
  /// its day, and what is given back after it.
  private mutating func useOnNamed() {
    let items = matching.items
    func key(_ use: (item: Int, document: Int)) -> (Day, Int, Day, Int) {
      let item = items[use.item]
      let rank = item.isDebit ? 2 : item.nature == .creditNote ? 0 : 1
      return (max(item.day, items[use.document].day), rank, item.day, use.item)
    }
    let order = uses.indices.sorted {
      let (first, second) = (key(uses[$0]), key(uses[$1]))
      return first == second ? $0 < $1 : first < second
    }
    let credits = uses.contains { items[$0.item].isDebit } ? creditsByClient() : [:]
    var payments: [Int: [Int]] = [:]
    for index in order {
      let (item, document) = uses[index]
      if !items[item].isDebit {
        payments[document, default: []].append(item)
      } else if items[document].isDebit {
        useExcess(of: payments[document] ?? [], credits, for: item)
      }
      matching.use(item, on: document)
    }
  }

  /// What is given back on an invoice is first what its payments left over, and then what the client has in credit. With
  /// the legal order, that credit goes on debts instead; and a payment that came back was never the client's to keep.
  private mutating func useExcess(of payments: [Int], _ credits: [Int32: [Int]], for refund: Int) {
    let items = matching.items
    let isOfClient = matching.rule != .legal && !returned.contains(refund)
    let ofClient = isOfClient ? credits[items[refund].client] ?? [] : []
    for credit in payments + ofClient.prefix(while: { items[$0].day <= items[refund].day }) {
      matching.match(refund, credit, .reference)
    }
  }

  /// Credit notes and payments of each client, the oldest first.
  private func creditsByClient() -> [Int32: [Int]] {
    let items = matching.items
    let credits = items.indices.filter { !items[$0].isDebit }.sorted { (items[$0].day, $0) < (items[$1].day, $1) }
    return Dictionary(grouping: credits) { items[$0].client }
  }

  /// The batches with what settled them, and one more a table of payments for money that waited.
  mutating func settled() -> [InvoiceBatch] {
    useOnNamed()
    matching.settle(matching.items.indices)
    let settlement = Settlement(matching.items, matching.matches)
    var waiting: [Int: (batch: Int, row: Int)] = [:]
    var batchOfFile: [Int: Int] = [:]
    var ids = Set(documents.keys)
    for item in matching.items.indices where rows[item] == nil {
      let value = matching.items[item]
      let kind = value.nature.document
      guard kind != nil || settlement.waiting[item] != nil else { continue }
      let file = value.row.file
      let batch = batchOfFile[file] ?? batches.count
      if batch == batches.count {
        batches.append(InvoiceBatch(file: file))
        batchOfFile[file] = batch
      }
      var (id, number) = (names[item], 1)
      while !ids.insert(id).inserted {
        number += 1
        id = "\(names[item]) (\(number))"
      }
      waiting[item] = (batch, batches[batch].count)
      batches[batch].append(
        value, id: id, client: value.client, amount: settlement.waiting[item] ?? value.amount, kind: kind ?? .payment,
        isDisputed: false)
    }
    waitingRows = waiting.count
    for allocation in settlement.allocations {
      let place = rows[allocation.item] ?? waiting[allocation.item]!
      batches[place.batch].allocations.append(
        RowAllocation(row: place.row, day: allocation.day, amount: allocation.amount, kind: allocation.kind))
    }
    return batches
  }
}

extension ItemMatching {
  /// Sets an item against the document it names. What is given back on an invoice opens it again.
  fileprivate mutating func use(_ item: Int, on document: Int) {
    if items[item].isDebit, items[document].isDebit {
      reopen(document, by: item)
    } else if items[item].isDebit {
      match(item, document, .reference)
    } else if items[document].isDebit {
      match(document, item, .reference)
    }
  }
}

extension PaymentTable.Payment {
  fileprivate var nature: AccountItem.Nature {
    switch kind {
    case .payment, .refund, .returned: .payment
    case .writeOff: .writeOff
    case .credit: amount > .zero ? .creditNote : .payment
    }
  }
}

extension AccountItem.Nature {
  fileprivate init(_ kind: DocumentKind) {
    switch kind {
    case .invoice: self = .invoice
    case .deposit: self = .deposit
    case .creditNote: self = .creditNote
    case .payment: self = .payment
    }
  }
}
