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
    let entered = zip(ledger.enteredOn, ledger.issued).lazy.filter { $0 <= asOf && $0 >= $1 }.map(\.0).max()
    return entered ?? firstIssueDay
  }
  /// One offset a client, and one more: the weights of a block plan, the same for every day of a ledger.
  public var documentOffsets: [Int32] { ledger.firstDocument }

  /// Open items of all clients less unallocated credit: what the control account shows.
  public var netReceivables: Money { ledger.netReceivables(on: asOf) }
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
    ledger.account(client, asOf: asOf, first: Int(ledger.firstDocument[client]))
  }
}

extension Ledger {
  fileprivate func firstIssueDay(ofClient client: Int, by day: Day) -> Day? {
    let first = Int(firstDocument[client])
    return first < Int(firstDocument[client + 1]) && issued[first] <= day ? issued[first] : nil
  }

  fileprivate func netReceivables(on day: Day) -> Money {
    var net = Money.zero
    for document in issued.indices where issued[document] <= day {
      net += amount[document]
      for index in Int(firstAllocation[document])..<Int(firstAllocation[document + 1]) where allocationDay[index] <= day
      {
        net -= allocationAmount[index]
      }
    }
    return net
  }

  fileprivate func issuedByDay(until last: Day) -> [Int] {
    guard let firstIssueDay, firstIssueDay <= last else { return [] }
    var documents = Array(repeating: 0, count: firstIssueDay.days(until: last) + 1)
    for day in issued where day <= last { documents[firstIssueDay.days(until: day)] += 1 }
    return documents
  }

  /// What one client's account was at the end of `day`.
  fileprivate func account(_ client: Int, asOf day: Day, first: Int) -> Account {
    var end = Int(firstDocument[client + 1])
    // Documents are in issue order, so the known ones are a prefix; later ones are few for recent days.
    while end > first, issued[end - 1] > day { end -= 1 }
    let count = Int(firstAllocation[end] - firstAllocation[first])
    // Appended to, because Swift 6.3 looks up the type of an array made with a capacity at run time, three times an account.
    var (documents, firstAllocations, allocations): ([Document], [Int32], [Allocation]) = ([], [], [])
    allocations.append(addingCapacity: count) { allocations in
      firstAllocations.append(addingCapacity: end - first + 1) { firstAllocations in
        firstAllocations.append(0)
        documents.append(addingCapacity: end - first) { documents in
          for position in first..<end {
            documents.append(document(position, asOf: day, &allocations))
            firstAllocations.append(Int32(allocations.count))
          }
        }
      }
    }
    return Account(
      asOf: day, client: client, documents: documents, firstAllocation: firstAllocations, allocations: allocations)
  }

  /// A document as it was at the end of `day`, with what had reduced it by then appended to `allocations`.
  @inline(__always)
  private func document(
    _ position: Int, asOf day: Day, _ allocations: inout OutputSpan<Allocation>
  ) -> Document {
    let (issueDay, amount) = (issued[position], amount[position])
    var balance = amount
    var credited = Money.zero
    var closing: Document.Closing?
    for index in Int(firstAllocation[position])..<Int(firstAllocation[position + 1]) {
      let allocation = Allocation(
        day: allocationDay[index], effective: max(allocationDay[index], issueDay), amount: allocationAmount[index],
        kind: allocationKind[index])
      if allocation.effective > day { break }
      allocations.append(allocation)
      balance -= allocation.amount
      if allocation.kind == .credit { credited += allocation.amount }
      if closing == nil, amount > .zero, balance <= .zero {
        closing = Document.Closing(day: allocation.day, effective: allocation.effective, kind: allocation.kind)
      } else if closing != nil, balance > .zero {
        closing = nil  // a payment came back
      }
    }
    let flags = flags[position]
    return Document(
      position: position, kind: DocumentKind(rawValue: flags & 3)!, isDisputed: flags & 4 != 0,
      isDueAssumed: flags & 8 != 0, issued: issueDay, due: due[position], enteredOn: entryDay(position),
      amount: amount, balance: balance, credited: credited, closing: closing)
  }

  /// An item that entered before it was issued is followed from its issue on.
  private func entryDay(_ position: Int) -> Day? {
    if enteredOn.isEmpty { return nil }
    let day = enteredOn[position]
    return day == .never || day < issued[position] ? nil : day
  }
}
