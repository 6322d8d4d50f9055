public import Execution
public import Receivables

/// Looks through a ledger as it was read for what is probably a mistake.
public struct LedgerAudit: Sendable {
  /// In order of sort, then as the ledger has them.
  public let suspicions: [Suspicion]

  private static let daysFarAhead = 366
  private static let longestTerms = 2 * 366

  /// - Parameters:
  ///   - day: Up to which the ledger is looked at; all of it by default.
  ///   - documentsAlone: Without what a client's documents do not tell: two spellings of a client, and gaps in numbers.
  public init(
    _ reading: LedgerReading, asOf day: Day? = nil, documentsAlone: Bool = false,
    executor: Executor = Executor(threads: 1)
  ) {
    let ledger = reading.ledger
    let snapshot = Snapshot(of: ledger, asOf: day ?? ledger.knownUntil)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let usualEnd = LedgerAudit.usualEnd(snapshot)
    var found: [Suspicion.Sort: [Suspicion]] = [:]
    func add(_ suspicion: Suspicion) { found[suspicion.sort, default: []].append(suspicion) }
    let parts = executor.map(plan.blocks.count) { block in
      snapshot.accounts(plan.blocks[block]).flatMap { LedgerAudit.suspicions(of: $0, snapshot, usualEnd) }
    }
    for suspicion in parts.joined() { add(suspicion) }
    for suspicion in reading.suspicions { add(suspicion) }
    if !documentsAlone {
      for pair in Spelling.pairs(of: snapshot.clients) { add(Suspicion(.spelling, pair)) }
      var numbers = NumberSeries()
      for client in snapshot.clients.indices {
        for document in snapshot.account(client) where document.kind != .payment {
          numbers.add(snapshot.invoiceID(of: document))
        }
      }
      for gap in numbers.gaps { add(Suspicion(.numberGap, gap)) }
    }
    suspicions = Suspicion.Sort.allCases.flatMap { found[$0] ?? [] }
  }

  /// Of one client's documents. Numbers are looked up only where something is found.
  private static func suspicions(of account: Account, _ snapshot: Snapshot, _ usualEnd: Day) -> [Suspicion] {
    let longAgo = Day(year: 1990, month: 1, day: 1)!
    var found: [Suspicion] = []
    // Documents are in order of issue: those of one day follow each other.
    var amounts = FirstOfAmount()
    for (index, document) in account.enumerated() {
      func add(_ sort: Suspicion.Sort, _ day: Day?) {
        found.append(Suspicion(sort, [snapshot.invoiceID(of: document)], amount: document.amount, day: day))
      }
      if document.issued > usualEnd + daysFarAhead { add(.issuedFarAhead, document.issued) }
      if document.issued < longAgo { add(.issuedLongAgo, document.issued) }
      if document.issued.days(until: document.due) > longestTerms { add(.dueFarAhead, document.due) }
      if document.isSale, document.balance < .zero {
        let isCredited = account.allocations(ofDocument: index).contains { $0.kind == .credit }
        let sort = isCredited ? Suspicion.Sort.overcredited : .overpaid
        found.append(Suspicion(sort, [snapshot.invoiceID(of: document)], amount: -document.balance))
      }
      let isFirstOfDay = index == 0 || account[index - 1].issued != document.issued
      let isLastOfDay = index == account.count - 1 || account[index + 1].issued != document.issued
      if isFirstOfDay && isLastOfDay { continue }
      if isFirstOfDay { amounts.removeAll() }
      guard let earlier = amounts.first(document.amount, orElse: index) else { continue }
      let first = account[earlier]
      let (id, other) = (snapshot.invoiceID(of: document), snapshot.invoiceID(of: first))
      // Parts of one invoice, `F1/1` and `F1/2`, are due on days of their own.
      let areInstalments = first.due != document.due && stem(other) == stem(id)
      if !areInstalments {
        found.append(Suspicion(.probableDuplicate, [other, id], amount: document.amount, day: document.issued))
      }
    }
    return found
  }

  /// What stands before the number of an instalment; the whole number where there is none.
  private static func stem(_ id: String) -> Substring { id.lastIndex(of: "/").map { id[..<$0] } ?? id[...] }

  /// The day by which all but a hundredth of the documents were issued, and at least all but one.
  private static func usualEnd(_ snapshot: Snapshot) -> Day {
    let documents = snapshot.issuedByDay
    let total = documents.reduce(0, +)
    guard total > 1, let firstDay = snapshot.firstIssueDay else { return snapshot.asOf }
    var after = max(1, total / 100)
    for (day, count) in documents.enumerated().reversed() {
      if after < count { return firstDay + day }
      after -= count
    }
    preconditionFailure("a hundredth of the documents are all of them")
  }
}

/// The first document of each amount, of some that are looked at in order.
private struct FirstOfAmount {
  /// Looking through so many takes less time than hashing one.
  private static let few = 16
  private var first: [(amount: Money, document: Int)] = []
  private var others: [Money: Int] = [:]

  mutating func removeAll() {
    first.removeAll(keepingCapacity: true)
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
  }

  /// The first document of an amount; `nil` for `document` itself, when it is that.
  mutating func first(_ amount: Money, orElse document: Int) -> Int? {
    if let earlier = first.first(where: { $0.amount == amount }) { return earlier.document }
    if first.count < FirstOfAmount.few {
      first.append((amount, document))
      return nil
    }
    if let earlier = others[amount] { return earlier }
    others[amount] = document
    return nil
  }
}
