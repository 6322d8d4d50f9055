public import Receivables

/// How much of what could be collected was collected, month by month.
///
/// Money counts on the day it changes a balance. What a credit note or a write-off takes away could not be collected any
/// more and was not collected: it is left out on both sides of each ratio, and so is a payment without a day that came
/// with its invoice.
///
/// - Source: Credit Research Foundation, "Collection Effectiveness Index".
public struct CollectionEffectiveness: Metric {
  /// The last days of the periods, increasing. Each begins after the one before ends; the first, with the ledger.
  public let ends: [Day]
  private let observed: ObservationDays

  public init(ends: some Sequence<Day>) {
    observed = ObservationDays(ends)
    self.ends = observed.days
  }

  /// The calendar months that a ledger follows, the last one up to the as-of day.
  public init(monthly snapshot: Snapshot) {
    self.init(ends: Day.monthEnds(from: snapshot.followedFrom ?? snapshot.asOf, to: snapshot.asOf))
  }

  /// What a period adds to each sum.
  public struct Change: Sendable, Codable, Equatable {
    var net = Money.zero
    var open = Money.zero
    var notDue = Money.zero
    /// Open items due by the end of the period, its last day included.
    var exigible = Money.zero
    var invoiced = Money.zero
    var credited = Money.zero
    var writtenOff = Money.zero
    var collectedOnExigible = Money.zero
    /// Items of `exigible`, and those that a payment of the period took out of it.
    var exigibleItems = 0
    var settledItems = 0

    static func += (sum: inout Change, other: Change) {
      sum.net += other.net
      sum.open += other.open
      sum.notDue += other.notDue
      sum.exigible += other.exigible
      sum.invoiced += other.invoiced
      sum.credited += other.credited
      sum.writtenOff += other.writtenOff
      sum.collectedOnExigible += other.collectedOnExigible
      sum.exigibleItems += other.exigibleItems
      sum.settledItems += other.settledItems
    }
  }

  /// One a period, and one for what happens after the last.
  public var emptyPartial: [Change] { Array(repeating: Change(), count: observed.count + 1) }

  public func accumulate(_ account: Account, into partial: inout [Change]) {
    var changes = partial.mutableSpan
    for (index, document) in account.enumerated() {
      let shown = observed.index(onOrAfter: document.issued)
      if shown == observed.count { break }  // Documents are in order of issue.
      changes[shown].net += document.amount
      switch document.kind {
      case .invoice, .deposit: changes[shown].invoiced += document.amount
      case .creditNote: changes[shown].credited -= document.amount
      case .payment: break
      }
      let item = Item(
        due: observed.index(onOrAfter: document.due), overdue: observed.index(onOrAfter: document.due + 1),
        isInvoice: document.kind != .creditNote)
      var balance = document.amount
      item.change(.zero, balance, from: shown, &changes)
      account.forEachAllocation(ofDocument: index) { allocation in
        let effect = observed.index(onOrAfter: allocation.effective)
        let rest = balance - allocation.amount
        changes[effect].net -= allocation.amount
        item.change(balance, rest, from: effect, &changes)
        switch allocation.kind {
        case .payment where item.isInvoice && item.due <= effect:
          // A refund opens the item again; it does not undo a collection of another period.
          changes[effect].collectedOnExigible += max(max(balance, .zero) - max(rest, .zero), .zero)
          if balance > .zero, rest <= .zero { changes[effect].settledItems += 1 }
        case .writeOff: changes[effect].writtenOff += allocation.amount
        case .payment, .undatedPayment, .credit: break  // A note was counted when issued; using it moves nothing.
        }
        balance = rest
      }
    }
  }

  /// Where an item's due day falls among the ends.
  private struct Item {
    /// The first end on or after the due day.
    let due: Int
    /// The first end after it.
    let overdue: Int
    let isInvoice: Bool

    /// The balance changes; what is below zero is unallocated credit, and no open item.
    func change(_ before: Money, _ after: Money, from effect: Int, _ changes: inout MutableSpan<Change>) {
      if !isInvoice { return }
      let change = max(after, .zero) - max(before, .zero)
      changes[effect].open += change
      changes[max(effect, due)].exigible += change
      changes[max(effect, due)].exigibleItems += (after > .zero ? 1 : 0) - (before > .zero ? 1 : 0)
      if effect < overdue {
        changes[effect].notDue += change
        changes[overdue].notDue -= change
      }
    }
  }

  public func merge(_ later: [Change], into earlier: inout [Change]) {
    for index in earlier.indices { earlier[index] += later[index] }
  }

  /// One period and its two measures.
  public struct Period: Sendable, Equatable {
    public let end: Day
    /// Net receivables at the end of the period before.
    public let opening: Money
    /// Invoices less credit notes issued in the period, less what was written off in it.
    public let sales: Money
    /// Net receivables.
    public let closing: Money
    /// Open items before unallocated credit.
    public let open: Money
    /// Of which not past due.
    public let notDue: Money
    /// Paid in the period on items due by its end.
    public let collectedOnExigible: Money
    /// Still open of them.
    public let uncollectedExigible: Money
    /// Items still open of them, and items that a payment of the period settled.
    public let exigibleItems: Int

    /// Collection effectiveness index, as a share: (opening + sales − closing) / (opening + sales − not due). `nil` when
    /// there was nothing to collect; not clipped: a payment before its due day can bring it above 1.
    public var index: Double? {
      let collectable = opening + sales - notDue
      return collectable > .zero ? (opening + sales - closing).inMinorUnits / collectable.inMinorUnits : nil
    }

    /// Collected in the period / (past due at its start + falling due in it), as a share: of what had to be paid by the
    /// end of the period and was not before it, what was. `nil` when nothing had to be.
    public var collectedShare: Double? {
      let exigible = collectedOnExigible + uncollectedExigible
      return exigible > .zero ? collectedOnExigible.inMinorUnits / exigible.inMinorUnits : nil
    }
  }

  /// In order of time.
  public func value(of partial: [Change]) -> [Period] {
    var sum = Change()
    return zip(ends, partial).map { end, change in
      let opening = sum.net
      sum += change
      return Period(
        end: end, opening: opening, sales: change.invoiced - change.credited - change.writtenOff, closing: sum.net,
        open: sum.open, notDue: sum.notDue, collectedOnExigible: change.collectedOnExigible,
        uncollectedExigible: sum.exigible, exigibleItems: sum.exigibleItems + change.settledItems)
    }
  }
}
