public import Receivables
public import Statistics

/// The whole portfolio's late rate at the end of every day: what a client's own rate is shrunk towards.
///
/// Each day's figures use only what was known by it, so a row of the past is never shrunk towards its future.
public struct PortfolioHistory: Metric {
  public let outcome: LateOutcome
  private let firstDay: Day
  private let lastDay: Day

  /// - Parameter snapshot: Its first issue day and as-of day bound the history.
  public init(of snapshot: Snapshot, outcome: LateOutcome) {
    self.outcome = outcome
    lastDay = snapshot.asOf
    firstDay = min(snapshot.firstIssueDay ?? snapshot.asOf, snapshot.asOf)
  }

  /// Counts by day of the event; day 0 is the first issue day.
  public struct Partial: Sendable, Codable {
    var matured: [Int64]
    var maturedLate: [Int64]
  }

  public var emptyPartial: Partial {
    let days = Array(repeating: Int64(0), count: firstDay.days(until: lastDay) + 1)
    return Partial(matured: days, maturedLate: days)
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for document in account where document.isSale {
      if let isLate = outcome.isLate(document, asOf: lastDay) {
        let day = firstDay.days(until: document.due + outcome.grace)
        partial.matured[day] += 1
        if isLate { partial.maturedLate[day] += 1 }
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in earlier.matured.indices {
      earlier.matured[day] += later.matured[day]
      earlier.maturedLate[day] += later.maturedLate[day]
    }
  }

  public func value(of partial: Partial) -> Record { Record(partial, firstDay: firstDay) }

  /// The record, day by day.
  public struct Record: Sendable {
    /// At the end of one day.
    public struct Entry: Sendable {
      /// Invoices whose due day and days of grace have passed, and those of them unpaid then.
      public fileprivate(set) var matured: Int64 = 0
      public fileprivate(set) var maturedLate: Int64 = 0

      /// It starts from one half with the weight of one invoice.
      public var maturedLateRate: Double { (Double(maturedLate) + 0.5) / (Double(matured) + 1) }
    }

    private let entries: [Entry]
    private let firstDay: Day

    fileprivate init(_ partial: Partial, firstDay: Day) {
      self.firstDay = firstDay
      var entry = Entry()
      entries = partial.matured.indices.map { day in
        entry.matured += partial.matured[day]
        entry.maturedLate += partial.maturedLate[day]
        return entry
      }
    }

    /// What was known at the end of `day`.
    public func known(by day: Day) -> Entry {
      let index = firstDay.days(until: day)
      return index < 0 ? Entry() : entries[min(index, entries.count - 1)]
    }
  }
}
