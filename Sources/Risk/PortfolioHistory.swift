public import Receivables
public import Statistics

/// The whole portfolio's payment record at the end of every day: what a client's own record is shrunk towards.
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
    var settled: [Int64]
    var settledLate: [Int64]
    var daysLate: [Int64]
    var matured: [Int64]
    var maturedLate: [Int64]
    var issued: [Int64]
    var issuedAmount: [Int64]
  }

  public var emptyPartial: Partial {
    let days = Array(repeating: Int64(0), count: firstDay.days(until: lastDay) + 1)
    return Partial(
      settled: days, settledLate: days, daysLate: days, matured: days, maturedLate: days, issued: days,
      issuedAmount: days)
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for document in account where document.kind != .creditNote {
      let issued = firstDay.days(until: document.issued)
      partial.issued[issued] += 1
      partial.issuedAmount[issued] += document.amount.minorUnits
      if let closing = document.closing, closing.kind == .payment {
        let day = firstDay.days(until: closing.effective)
        let late = document.due.days(until: closing.day)
        partial.settled[day] += 1
        if late > 0 { partial.settledLate[day] += 1 }
        partial.daysLate[day] += Int64(min(max(late, -60), 120))
      }
      if let isLate = outcome.isLate(document, asOf: lastDay) {
        let day = firstDay.days(until: document.due + outcome.grace)
        partial.matured[day] += 1
        if isLate { partial.maturedLate[day] += 1 }
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in earlier.settled.indices {
      earlier.settled[day] += later.settled[day]
      earlier.settledLate[day] += later.settledLate[day]
      earlier.daysLate[day] += later.daysLate[day]
      earlier.matured[day] += later.matured[day]
      earlier.maturedLate[day] += later.maturedLate[day]
      earlier.issued[day] += later.issued[day]
      earlier.issuedAmount[day] += later.issuedAmount[day]
    }
  }

  public func value(of partial: Partial) -> Record { Record(partial, firstDay: firstDay) }

  /// The record, day by day.
  public struct Record: Sendable {
    /// At the end of one day. Rates start from one half with the weight of one invoice.
    public struct Entry: Sendable {
      public fileprivate(set) var settledLateRate = 0.5
      public fileprivate(set) var meanDaysLate = 0.0
      public fileprivate(set) var maturedLateRate = 0.5
      /// In minor units.
      public fileprivate(set) var meanAmount = 1.0
    }

    private let entries: [Entry]
    private let firstDay: Day

    fileprivate init(_ partial: Partial, firstDay: Day) {
      self.firstDay = firstDay
      var (settled, late, days, matured, maturedLate, issued, amount) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      entries = partial.settled.indices.map { day in
        settled += Double(partial.settled[day])
        late += Double(partial.settledLate[day])
        days += Double(partial.daysLate[day])
        matured += Double(partial.matured[day])
        maturedLate += Double(partial.maturedLate[day])
        issued += Double(partial.issued[day])
        amount += Double(partial.issuedAmount[day])
        return Entry(
          settledLateRate: (late + 0.5) / (settled + 1), meanDaysLate: days / (settled + 1),
          maturedLateRate: (maturedLate + 0.5) / (matured + 1), meanAmount: issued > 0 ? max(amount / issued, 1) : 1)
      }
    }

    /// What was known at the end of `day`.
    public func known(by day: Day) -> Entry {
      let index = firstDay.days(until: day)
      return index < 0 ? Entry() : entries[min(index, entries.count - 1)]
    }
  }
}
