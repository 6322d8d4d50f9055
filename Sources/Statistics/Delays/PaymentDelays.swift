public import Receivables

/// Days late or days to pay: of what was paid, and by the Kaplan–Meier curve that counts what is still open as well.
public struct PaymentDelays: Metric {
  public let origin: PaidDelay.Origin
  /// Only what happened after this day counts; `nil` for all.
  public let after: Day?
  private let asOf: Day

  /// - Parameter after: The day before the period. What was open at its end is followed from the age it then had on.
  public init(from origin: PaidDelay.Origin, after: Day? = nil, asOf: Day) {
    self.origin = origin
    self.after = after
    self.asOf = asOf
  }

  /// Of the calendar year that the as-of day is in.
  public init(from origin: PaidDelay.Origin, yearToDate asOf: Day) {
    self.init(from: origin, after: Day(year: asOf.calendar.year, month: 1, day: 1)! - 1, asOf: asOf)
  }

  public struct Partial: Sendable, Codable {
    var paid = PaidDelay()
    /// Invoices that were open at some time in the period.
    var invoices = 0
    var table = LifeTable()
  }

  public var emptyPartial: Partial { Partial() }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    account.forEachPaidDelay(from: origin) { effective, event in
      if let after, effective <= after { return }
      partial.paid.add(event)
    }
    for document in account where document.isSale {
      let start = origin.day(of: document)
      let exit = document.closing?.day ?? asOf
      let entry = entry(of: document)
      // Settled before it was followed: nobody would know of others like it.
      if let entry, entry >= exit { continue }
      if let entry { partial.table.entered.add(start.days(until: entry)) }
      partial.invoices += 1
      // Credited, written off, or paid on a day nobody wrote down: censored where it left.
      if document.closing?.kind == .payment {
        partial.table.events.add(start.days(until: exit))
      } else {
        partial.table.censored.add(start.days(until: exit))
      }
    }
  }

  /// The day at whose end an invoice came under observation; `nil` when it was followed from its issue on.
  private func entry(of document: Document) -> Day? {
    let opening = after.flatMap { document.issued <= $0 ? $0 : nil }
    guard let opening, let entered = document.enteredOn else { return opening ?? document.enteredOn }
    return max(opening, entered)
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.paid.merge(later.paid)
    earlier.invoices += later.invoices
    earlier.table.merge(later.table)
  }

  public struct Summary: Sendable {
    public let paid: PaidDelay.Summary
    /// Invoices that were open at some time in the period: what the curve is of.
    public let invoices: Int
    /// `nil` when nothing was paid.
    public let curve: SurvivalCurve?
  }

  public func value(of partial: Partial) -> Summary {
    Summary(paid: partial.paid.summary, invoices: partial.invoices, curve: try? SurvivalCurve(partial.table))
  }
}
