public import Execution
public import Receivables

/// Something that is probably a mistake in the books or in the export. The rows are kept; a person decides.
public struct Suspicion: Sendable, Equatable {
  public enum Sort: String, CaseIterable, Sendable {
    /// Issued more than a year after all but a hundredth of the documents.
    case issuedFarAhead = "issued far ahead"
    /// Issued before 1990: a placeholder such as 1900-01-01.
    case issuedLongAgo = "issued long ago"
    /// Due more than two years after issue.
    case dueFarAhead = "due far ahead"
    /// The same client, issue day and amount under another number.
    case probableDuplicate = "probable duplicate"
    /// Paid more than it was for. The amount is the excess, here and below.
    case overpaid
    /// Credited, or credited and paid, more than it was for.
    case overcredited
    /// A payment, and its amount given back.
    case roundTrip = "round trip"
    /// A status that is no known word: open, unless an amount or a day says otherwise.
    case unknownStatus = "unknown status"
    /// Partly paid by its status, and nothing says how much: all of it is open.
    case partlyPaidWithoutAmount = "partly paid, no amount"
    /// Paid by its status, and its amounts leave a balance: the amounts count.
    case paidWithBalance = "paid, with a balance"
    /// An entry of the books whose debits and credits differ. The amount is the difference.
    case unbalancedEntry = "unbalanced entry"
    /// Two clients whose codes or names differ only in spelling.
    case spelling = "two spellings"
    /// Numbers missing from a series that has nearly all of them.
    case numberGap = "gap in numbers"
  }

  public let sort: Sort
  /// The documents, clients or numbers in question.
  public let about: [String]
  /// Of the document in question.
  public let amount: Money?
  public let day: Day?
  /// Of an entry.
  public private(set) var sides: EntrySides?

  /// Of rows with a doubtful status, how many are listed; ``LedgerReading/notices`` counts all of them.
  static let mostOfRows = 10_000

  init(_ sort: Sort, _ about: [String], amount: Money? = nil, day: Day? = nil) {
    self.sort = sort
    self.about = about
    self.amount = amount
    self.day = day
  }

  init(_ entry: UnbalancedEntry, in file: String) {
    let difference = entry.sides.debits - entry.sides.credits
    let name = [entry.journal, entry.number].filter { !$0.isEmpty }.joined(separator: " ")
    self.init(.unbalancedEntry, [file, name].filter { !$0.isEmpty }, amount: difference, day: entry.day)
    sides = entry.sides
  }

  /// What makes a row suspicious by itself; `nil` for a notice that does not.
  init?(_ notice: RowNotice, invoice: String, status: String, amount: Money, issued: Day) {
    let sort: Sort
    switch notice {
    case .unknownStatus: sort = .unknownStatus
    case .partialWithoutAmount: sort = .partlyPaidWithoutAmount
    case .statusAgainstAmounts: sort = .paidWithBalance
    default: return nil
    }
    self.init(sort, [invoice, status], amount: amount, day: issued)
  }
}

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
    let usualEnd = LedgerAudit.usualEnd(snapshot)
    var found: [Suspicion.Sort: [Suspicion]] = [:]
    func add(_ suspicion: Suspicion) { found[suspicion.sort, default: []].append(suspicion) }
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let parts = executor.map(plan.blocks.count) { block in
      plan.blocks[block].flatMap { LedgerAudit.suspicions(of: snapshot.account($0), snapshot, usualEnd) }
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
    var seen: [Key: Document] = [:]
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
      let key = Key(issued: document.issued, amount: document.amount)
      guard let first = seen[key] else {
        seen[key] = document
        continue
      }
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

  private struct Key: Hashable {
    let issued: Day
    let amount: Money
  }

  /// The day by which all but a hundredth of the documents were issued, and at least all but one.
  private static func usualEnd(_ snapshot: Snapshot) -> Day {
    var days: [Day] = []
    for client in snapshot.clients.indices { days += snapshot.account(client).map(\.issued) }
    days.sort()
    guard days.count > 1 else { return snapshot.asOf }
    return days[days.count - 1 - max(1, days.count / 100)]
  }
}
