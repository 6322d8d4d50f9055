/// A ledger as it stood at the end of one day. It cannot see past that day.
///
/// Metrics and features are given a snapshot, never the ledger, so nothing dated later can reach them.
public struct Snapshot: Sendable {
  public let asOf: Day
  private let ledger: Ledger

  /// - Precondition: `day` is not after ``Ledger/knownUntil``, beyond which the ledger cannot tell what was known.
  public init(of ledger: Ledger, asOf day: Day) {
    precondition(day <= ledger.knownUntil, "the ledger is known until \(ledger.knownUntil), not \(day)")
    self.ledger = ledger
    asOf = day
  }

  /// The same ledger on an earlier day.
  public func earlier(_ day: Day) -> Snapshot { Snapshot(of: ledger, asOf: min(day, asOf)) }

  public var currency: Currency { ledger.currency }
  /// Clients of the whole ledger; some may have no document yet.
  public var clients: [Client] { ledger.clients }
  /// The columns declared as attributes, in the order of the declaration.
  public var attributes: [Attribute] { ledger.attributes }
  /// The first issue day of the ledger.
  public var firstIssueDay: Day? { ledger.firstIssueDay }
  /// The first day at whose end all that was open is in the ledger: the latest on which an opening item entered it, or the first
  /// issue day. Of days before only what stayed unpaid is known.
  public var followedFrom: Day? {
    ledger.blocks.compactMap { $0.lastEntered(by: asOf) }.max() ?? firstIssueDay
  }
  /// One offset a client, and one more: the weights of a block plan, the same for every day of a ledger.
  public var documentOffsets: [Int32] { ledger.firstDocument }

  /// Open items of all clients less unallocated credit: what the control account shows.
  public var netReceivables: Money { ledger.blocks.reduce(.zero) { $0 + $1.netReceivables(on: asOf) } }
  /// How many documents were issued on each day, from ``firstIssueDay`` to the as-of day.
  public var issuedByDay: [Int] { ledger.issuedByDay(until: asOf) }

  /// The last day before the as-of day on which something was issued or settled; `nil` when nothing was. A day long past
  /// tells of an as-of day that is too late, or of a day in the ledger that is a slip.
  public var lastEntryBefore: Day? { ledger.lastEntry(before: asOf) }
  /// Days without an entry from which that is worth saying.
  public static let longSilence = 92

  /// Of one client; `nil` while it has no document.
  public func firstIssueDay(ofClient client: Int) -> Day? { ledger.firstIssueDay(ofClient: client, by: asOf) }

  /// How much of what was paid by the as-of day has a day.
  public var datedPayments: DatedPayments { ledger.datedPayments(until: asOf) }

  /// The same where enough payments have a day to learn from how clients pay; else the ledger before its first document, which
  /// teaches nothing.
  public var teachable: Snapshot {
    guard let firstIssueDay, !datedPayments.suffice else { return self }
    return earlier(firstIssueDay - 1)
  }

  public func invoiceID(of document: Document) -> String { ledger.invoiceID(at: document.position) }

  /// One client's documents issued by the as-of day.
  public func account(_ client: Int) -> Account {
    let documents = ledger.documents(ofClient: client, issuedBy: asOf)
    let records = AccountRecords(CollectionOfOne(documents), asOf: asOf)
    return Account(asOf: asOf, client: client, records, 0..<documents.places.count)
  }

  /// Those of neighbouring clients: faster than one client at a time.
  public func accounts(_ clients: Range<Int>) -> [Account] {
    let documents = clients.map { ledger.documents(ofClient: $0, issuedBy: asOf) }
    let records = AccountRecords(documents, asOf: asOf)
    var first = 0
    return zip(clients, documents).map { client, documents in
      defer { first += documents.places.count }
      return Account(asOf: asOf, client: client, records, first..<(first + documents.places.count))
    }
  }
}

extension Ledger {
  fileprivate func firstIssueDay(ofClient client: Int, by day: Day) -> Day? {
    let (block, places) = documents(ofClient: client)
    return places.first.flatMap { block.issued[$0] <= day ? block.issued[$0] : nil }
  }

  fileprivate func issuedByDay(until last: Day) -> [Int] {
    guard let firstIssueDay, firstIssueDay <= last else { return [] }
    var documents = Array(repeating: 0, count: firstIssueDay.days(until: last) + 1)
    for block in blocks {
      for day in block.issued where day <= last { documents[firstIssueDay.days(until: day)] += 1 }
    }
    return documents
  }

  /// Where one client's documents issued by the end of `day` are.
  fileprivate func documents(ofClient client: Int, issuedBy day: Day) -> (block: DocumentBlock, places: Range<Int>) {
    let (block, places) = documents(ofClient: client)
    // Documents are in issue order, so the known ones are a prefix; later ones are few for recent days.
    var end = places.upperBound
    while end > places.lowerBound, block.issued[end - 1] > day { end -= 1 }
    return (block, places.lowerBound..<end)
  }
}
