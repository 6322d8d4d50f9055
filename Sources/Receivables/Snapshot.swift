/// A ledger as it stood at the end of one day. It cannot see past that day.
///
/// Metrics and features are given a snapshot, never the ledger, so nothing dated later can reach them.
@frozen public struct Snapshot: Sendable {
  public let asOf: Day
  @usableFromInline let ledger: Ledger

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
  /// The first issue day of the ledger.
  public var firstIssueDay: Day? { ledger.firstIssueDay }
  /// One offset a client, and one more: the weights of a block plan, the same for every day of a ledger.
  public var documentOffsets: [Int32] { ledger.firstDocument }

  public func invoiceID(of document: Document) -> String { ledger.invoiceID(at: document.position) }

  /// One client's documents issued by the as-of day.
  @inlinable public func account(_ client: Int) -> Account { Account(snapshot: self, client: client) }
}

/// The documents one client has been issued by the as-of day, in order of issue.
@frozen public struct Account: RandomAccessCollection, Sendable {
  public let snapshot: Snapshot
  /// Index into ``Snapshot/clients``.
  public let client: Int
  public let startIndex: Int
  public let endIndex: Int

  @inlinable init(snapshot: Snapshot, client: Int) {
    let ledger = snapshot.ledger
    let first = Int(ledger.firstDocument[client])
    var end = Int(ledger.firstDocument[client + 1])
    // Documents are in issue order, so the visible ones are a prefix; later ones are few for recent days.
    while end > first, ledger.issued[end - 1] > snapshot.asOf { end -= 1 }
    self.snapshot = snapshot
    self.client = client
    startIndex = first
    endIndex = end
  }

  @inlinable public subscript(position: Int) -> Document {
    let ledger = snapshot.ledger
    let flags = ledger.flags[position]
    let issued = ledger.issued[position]
    let amount = ledger.amount[position]
    var balance = amount
    var credited = Money.zero
    var closing: Document.Closing?
    for index in Int(ledger.firstAllocation[position])..<Int(ledger.firstAllocation[position + 1]) {
      let day = ledger.allocationDay[index]
      let effective = Swift.max(day, issued)
      if effective > snapshot.asOf { break }
      balance -= ledger.allocationAmount[index]
      if ledger.allocationKind[index] == .credit { credited += ledger.allocationAmount[index] }
      if closing == nil, amount > .zero, balance <= .zero {
        closing = Document.Closing(day: day, effective: effective, kind: ledger.allocationKind[index])
      }
    }
    return Document(
      position: position, kind: DocumentKind(rawValue: flags & 3).unsafelyUnwrapped, isDisputed: flags & 4 != 0,
      issued: issued, due: ledger.due[position], amount: amount, balance: balance, credited: credited,
      closing: closing)
  }

  /// A document's allocations in effect by the as-of day, in order of effect.
  @inlinable public func forEachAllocation(of position: Int, _ body: (Allocation) -> Void) {
    let ledger = snapshot.ledger
    let issued = ledger.issued[position]
    for index in Int(ledger.firstAllocation[position])..<Int(ledger.firstAllocation[position + 1]) {
      let day = ledger.allocationDay[index]
      let effective = Swift.max(day, issued)
      if effective > snapshot.asOf { break }
      body(
        Allocation(
          day: day, effective: effective, amount: ledger.allocationAmount[index], kind: ledger.allocationKind[index]))
    }
  }
}
