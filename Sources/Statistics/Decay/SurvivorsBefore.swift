public import Execution
public import Receivables

/// Whether a ledger seems to hold, of the invoices issued before a day, only those that were still open on it.
///
/// Such is an export of the form "open items, and everything issued since". What was settled before is missing, and what is
/// left says that nobody pays soon. An item's `entered_on` tells so; this finds where it should have been given.
///
/// The invoices issued from the day on tell how soon clients pay. By that, some clients would have settled their oldest earlier
/// invoice before the day. None did, the day being that of the first settlement of all: where ten clients at least were to be
/// expected, that is no chance (e⁻¹⁰ where clients are independent).
public struct SurvivorsBefore: Metric {
  /// The day of the first settlement.
  public let day: Day
  private let asOf: Day

  /// Clients that would have settled something from which it is said, and clients that must have paid something since to tell
  /// how soon they do.
  public static let leastClients = 10

  public init(_ day: Day, asOf: Day) { (self.day, self.asOf) = (day, asOf) }

  public struct Partial: Sendable, Codable {
    /// Invoices issued before the day.
    var invoices = 0
    /// Of each client with such an invoice, the days past due that the oldest had reached the day before.
    var oldest = DayCounts()
    /// Invoices issued since.
    var table = LifeTable()
    /// Clients that paid one of those.
    var payers = 0
  }

  public var emptyPartial: Partial { Partial() }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    var oldest: Int?
    var hasPaid = false
    for document in account where document.isSale && document.enteredOn == nil {
      if document.issued < day {
        partial.invoices += 1
        let age = document.due.days(until: day - 1)
        oldest = max(oldest ?? age, age)
      } else if let closing = document.closing, closing.kind == .payment {
        hasPaid = true
        partial.table.events.add(document.due.days(until: closing.day))
      } else {
        partial.table.censored.add(document.due.days(until: document.closing?.day ?? asOf))
      }
    }
    if let oldest { partial.oldest.add(oldest) }
    if hasPaid { partial.payers += 1 }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.invoices += later.invoices
    earlier.oldest.merge(later.oldest)
    earlier.table.merge(later.table)
    earlier.payers += later.payers
  }

  public struct Answer: Sendable, Equatable {
    public let day: Day
    /// Invoices issued before the day, none of which was settled before it.
    public let invoices: Int
    /// Clients that would have settled one of them by then; 0 where too few paid since to tell.
    public let expected: Double

    /// Whether there is no other way to see it than that settled ones are missing.
    public var isMissingSome: Bool { expected >= Double(SurvivorsBefore.leastClients) }
  }

  public func value(of partial: Partial) -> Answer {
    var expected = 0.0
    if partial.payers >= SurvivorsBefore.leastClients, let curve = try? SurvivalCurve(partial.table) {
      for (place, clients) in partial.oldest.counts.enumerated() {
        let age = partial.oldest.firstDay + place
        let unpaid = curve.unpaid(at: min(age, curve.lastDay))?.value ?? 1
        expected += Double(clients) * (1 - unpaid)
      }
    }
    return Answer(day: day, invoices: partial.invoices, expected: expected)
  }
}

extension SurvivorsBefore {
  /// Of the first settlement in a snapshot; of its as-of day, before which all are then, where nothing was settled.
  public init(_ snapshot: Snapshot) { self.init(snapshot.firstSettlement ?? snapshot.asOf, asOf: snapshot.asOf) }
}

extension Snapshot {
  /// What seems to be missing of the time before the first settlement; `nil` when nothing does.
  public func missingSettlements(on executor: Executor) -> SurvivorsBefore.Answer? {
    let answer = evaluate(SurvivorsBefore(self), on: executor)
    return answer.isMissingSome ? answer : nil
  }

  /// The first day on which an invoice was settled, opening items apart.
  fileprivate var firstSettlement: Day? {
    clients.indices.reduce(nil) { first, client in
      if let first {
        // Nothing is settled before it is issued.
        guard let issued = firstIssueDay(ofClient: client), issued < first else { return first }
        // Of most other clients a glance at the few days before the first one so far shows nothing.
        if earlier(first - 1).account(client).firstSettlement == nil { return first }
      }
      return [first, account(client).firstSettlement].compactMap(\.self).min()
    }
  }
}

extension Account {
  fileprivate var firstSettlement: Day? {
    lazy.filter { $0.isSale && $0.enteredOn == nil }.compactMap { $0.closing?.effective }.min()
  }
}
