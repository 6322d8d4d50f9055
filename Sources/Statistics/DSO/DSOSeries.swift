public import Receivables

/// The DSO family on many days, in one pass: of each, what is said of the snapshot of that day.
///
/// A credit note reduces the sales of its invoice's day from its own day on, so the sales of a past day depend on when one
/// looks: the sales as first seen are kept, and what later credit notes took away, by the day that showed it.
public struct DSOSeries: Metric {
  /// The days with figures, increasing.
  public let days: [Day]
  /// The first day that can have sales; the history before it does not exist.
  public let firstDay: Day
  public let windows: DaysSalesOutstanding.Windows
  /// `days`, and those before them whose receivables the rolling average needs.
  private let observed: ObservationDays
  /// From the first day to the last of `days`.
  private let historyDays: Int

  /// - Parameter days: None after the as-of day of the snapshots it is used on.
  public init(days: some Sequence<Day>, firstDay: Day, windows: DaysSalesOutstanding.Windows = .init()) {
    windows.check()
    let days = Set(days).sorted()
    self.days = days
    self.firstDay = min(firstDay, days.first ?? firstDay)
    self.windows = windows
    historyDays = days.last.map { [firstDay = self.firstDay] in firstDay.days(until: $0) + 1 } ?? 0
    observed = ObservationDays(
      days.flatMap { day in (0..<windows.averagedReceivables).map { day.adding(months: -$0) } })
  }

  /// The ends of the calendar months that a ledger follows, the as-of day last.
  ///
  /// - Parameter latest: Only so many of them.
  public init(
    monthly snapshot: Snapshot, latest: Int = .max, windows: DaysSalesOutstanding.Windows = .init()
  ) {
    let firstDay = snapshot.firstIssueDay ?? snapshot.asOf
    self.init(
      days: Day.monthEnds(from: snapshot.followedFrom ?? firstDay, to: snapshot.asOf).suffix(latest),
      firstDay: firstDay, windows: windows)
  }

  public struct Partial: Sendable, Codable {
    /// Sales by day, less the credit notes already known on the first observation day that shows the sale.
    var sales: [Int64]
    /// What later credit notes add to sales, by observation day × days of the history + day of the sale.
    var revisions: [Int: Int64] = [:]
    /// By observation day, what is added to the sums of the one before; after the last, what no day shows.
    var changes: [DSOSums]
  }

  public var emptyPartial: Partial {
    Partial(
      sales: Array(repeating: 0, count: historyDays),
      changes: Array(repeating: DSOSums(), count: observed.count + 1))
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    accumulate(account, &partial.sales, &partial.revisions, &partial.changes)
  }

  private func accumulate(
    _ account: Account, _ sales: inout [Int64], _ revisions: inout [Int: Int64], _ changes: inout [DSOSums]
  ) {
    var sales = sales.mutableSpan
    var changes = changes.mutableSpan
    for (index, document) in account.enumerated() {
      let shown = observed.index(onOrAfter: document.issued)
      if shown == observed.count { break }  // Documents are in order of issue.
      let day = firstDay.days(until: document.issued)
      if document.kind != .payment { sales[day] += document.amount.minorUnits }
      changes[shown].receivables += document.amount
      let overdue = observed.index(onOrAfter: document.due + 1)
      let canBeOpen = document.kind != .creditNote
      var balance = document.amount
      if canBeOpen {
        change(&changes, .zero, balance, from: shown, overdue: overdue, isDisputed: document.isDisputed)
      }
      if document.isSale {
        changes[shown].invoicesInWindow += 1
        changes[observed.index(onOrAfter: document.issued + windows.sales)].invoicesInWindow -= 1
      }
      account.forEachAllocation(ofDocument: index) { allocation in
        let effect = observed.index(onOrAfter: allocation.effective)
        changes[effect].receivables -= allocation.amount
        if allocation.kind == .credit {
          if effect == shown {
            sales[day] -= allocation.amount.minorUnits
          } else {
            revisions[effect * historyDays + day, default: 0] -= allocation.amount.minorUnits
          }
        }
        if !canBeOpen { return }
        let rest = balance - allocation.amount
        change(&changes, balance, rest, from: effect, overdue: overdue, isDisputed: document.isDisputed)
        balance = rest
        if !document.isSale { return }
        changes[effect].add(allocation, issued: document.issued, times: 1)
        if let window = windows.payments {
          let end = observed.index(onOrAfter: allocation.effective + window)
          changes[end].add(allocation, issued: document.issued, times: -1)
        }
      }
    }
  }

  /// An invoice's balance changes; what is below zero is unallocated credit, and no open item.
  private func change(
    _ changes: inout MutableSpan<DSOSums>, _ before: Money, _ after: Money, from effect: Int, overdue: Int,
    isDisputed: Bool
  ) {
    let change = max(after, .zero) - max(before, .zero)
    changes[effect].open += change
    if isDisputed { changes[effect].disputed += change }
    if effect < overdue {
      changes[effect].notDue += change
      changes[overdue].notDue -= change
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in earlier.sales.indices { earlier.sales[day] += later.sales[day] }
    earlier.revisions.merge(later.revisions, uniquingKeysWith: +)
    for index in earlier.changes.indices { earlier.changes[index] += later.changes[index] }
  }

  /// One family a day, in order of day.
  public func value(of partial: Partial) -> [DaysSalesOutstanding.Family] {
    var sales = SalesHistory(firstDay: firstDay, amounts: partial.sales)
    var revisions = partial.revisions.sorted { $0.key < $1.key }[...]
    var sums = DSOSums()
    var receivables: [Day: Money] = [:]
    var families: [DaysSalesOutstanding.Family] = []
    for (index, day) in observed.days.enumerated() {
      sums += partial.changes[index]
      receivables[day] = sums.receivables
      while let revision = revisions.first, revision.key < (index + 1) * historyDays {
        sales.amounts[revision.key - index * historyDays] += revision.value
        revisions.removeFirst()
      }
      if families.count < days.count, days[families.count] == day {
        let averaged = (0..<windows.averagedReceivables).map { receivables[day.adding(months: -$0)]! }
        families.append(
          DaysSalesOutstanding.Family(asOf: day, windows: windows, sums: sums, sales: sales, averaged: averaged))
      }
    }
    return families
  }
}
