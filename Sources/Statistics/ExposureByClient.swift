public import Receivables

/// What each client owed on several days.
public struct ExposureByClient: Metric {
  /// Increasing; none after the as-of day of the snapshots it is used on.
  public let days: [Day]

  public init(on days: some Sequence<Day>) {
    self.days = Set(days).sorted()
    precondition(!self.days.isEmpty, "no day")
  }

  /// On one day.
  public struct Exposure: Sendable, Codable, Equatable {
    /// Open items less unallocated credit.
    public internal(set) var net = Money.zero
    /// Open items past due.
    public internal(set) var pastDue = Money.zero

    static func += (sum: inout Exposure, other: Exposure) {
      sum.net += other.net
      sum.pastDue += other.pastDue
    }
  }

  /// One client's, in the order of the days.
  public struct Entry: Sendable, Codable, Equatable {
    /// Index into the snapshot's clients.
    public let client: Int
    public internal(set) var exposures: [Exposure]
  }

  public var emptyPartial: [Entry] { [] }

  public func accumulate(_ account: Account, into partial: inout [Entry]) {
    if account.isEmpty { return }
    var entry = Entry(client: account.client, exposures: Array(repeating: Exposure(), count: days.count))
    for (index, document) in account.enumerated() {
      // Most documents were settled before the first of the days.
      if document.balance == .zero, let last = account.lastAllocation(ofDocument: index), last.effective <= days[0] {
        continue
      }
      for day in days.indices where document.issued <= days[day] {
        var balance = document.balance
        account.forEachAllocation(ofDocument: index) { allocation in
          if allocation.effective > days[day] { balance += allocation.amount }
        }
        entry.exposures[day].net += balance
        if document.kind != .creditNote, balance > .zero, document.due < days[day] {
          entry.exposures[day].pastDue += balance
        }
      }
    }
    partial.append(entry)
  }

  public func merge(_ later: [Entry], into earlier: inout [Entry]) { earlier.append(contentsOf: later) }

  /// Of each client with a document by the as-of day.
  public struct Exposures: Sendable {
    public let days: [Day]
    /// In order of client.
    public let entries: [Entry]
  }

  public func value(of partial: [Entry]) -> Exposures {
    Exposures(days: days, entries: partial.sorted { $0.client < $1.client })
  }
}
