public import Receivables
public import Statistics

/// How fast the whole portfolio pays by days past due, as it was known at the end of each of some days.
///
/// In a cell of delay days (``DelayCells``) the hazard is payments per item and day: an invoice is at risk from the day
/// after its issue until it ends or the day is over. Outwards from the due day, each cell starts from the one before it
/// with the weight of five payments, so a cell nobody has reached yet has a hazard too. Invoices that the ledger may hold
/// for their lateness alone are left out (``PaymentCalendar``).
public struct PortfolioHazard: Metric {
  let days: [Day]
  let calendar: PaymentCalendar

  /// - Parameter days: Increasing, none after the as-of day of the snapshot it is evaluated on.
  public init(on days: [Day], calendar: PaymentCalendar) {
    precondition(zip(days, days.dropFirst()).allSatisfy { $0 < $1 }, "the days increase")
    self.days = days
    self.calendar = calendar
  }

  /// By day: changes since the day before it in the list, and what is at risk for that day alone.
  public struct Partial: Sendable, Codable {
    /// Of the invoices that ended.
    var ended: [CellCounts]
    /// Of the invoices open at the end of the day.
    var open: [CellCounts]
    /// Of all clients.
    var paymentDays: [PaymentDays]
    /// Invoices issued, and Σ log amount in millionths.
    var count: [Int64]
    var logAmount: [Int64]
  }

  public var emptyPartial: Partial {
    let cells = Array(repeating: CellCounts(), count: days.count)
    let paymentDays = Array(repeating: PaymentDays(), count: days.count)
    let days = Array(repeating: Int64(0), count: days.count)
    return Partial(ended: cells, open: cells, paymentDays: paymentDays, count: days, logAmount: days)
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    let lives = account.lives
    for payment in Set(lives.lazy.filter(\.isPaid).map(\.end)) {
      let day = days.firstIndex(notBefore: payment)
      if day < days.count { partial.paymentDays[day].add(payment) }
    }
    for invoice in lives {
      let issue = days.firstIndex(notBefore: invoice.issued)
      if issue == days.count { continue }
      partial.count[issue] += 1
      partial.logAmount[issue] += Int64((invoice.logAmount * 1e6).rounded())
      if !calendar.holds(invoice) { continue }
      let end = days.firstIndex(notBefore: invoice.end)
      for day in issue..<end { partial.open[day].add(invoice, upTo: days[day], isPaid: false) }
      if end < days.count { partial.ended[end].add(invoice, upTo: invoice.end, isPaid: invoice.isPaid) }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for day in days.indices {
      earlier.ended[day].add(later.ended[day])
      earlier.open[day].add(later.open[day])
      earlier.paymentDays[day].add(later.paymentDays[day])
      earlier.count[day] += later.count[day]
      earlier.logAmount[day] += later.logAmount[day]
    }
  }

  /// One entry a day.
  public func value(of partial: Partial) -> [Entry] {
    var ended = CellCounts()
    var paymentDays = PaymentDays()
    var (count, logAmount) = (Int64(0), Int64(0))
    return days.indices.map { index in
      ended.add(partial.ended[index])
      paymentDays.add(partial.paymentDays[index])
      count += partial.count[index]
      logAmount += partial.logAmount[index]
      var known = ended
      known.add(partial.open[index])
      return Entry(
        day: days[index], hazard: PortfolioHazard.hazard(known),
        meanLogAmount: count > 0 ? Double(logAmount) / 1e6 / Double(count) : 0, paymentDays: paymentDays,
        turnDaysAhead: PortfolioHazard.turnDays(after: days[index]))
    }
  }

  /// Element h: how many of the h days after a day are at the turn of a month, to the longest horizon of a model.
  private static func turnDays(after day: Day) -> [Int] {
    (1...OpenItemGroup.longestHorizon).reduce(into: [0]) { days, ahead in
      days.append(days[ahead - 1] + ((day + ahead).isAtTurnOfMonth ? 1 : 0))
    }
  }

  /// Payments' worth of the cell before in each cell.
  private static let prior = 5.0

  private static func hazard(_ known: CellCounts) -> CellHazard {
    var hazard = Array(repeating: 0.0, count: DelayCells.count)
    let (payments, itemDays) = (known.payments, known.itemDays)
    let first = DelayCells.firstPastDue
    for side in [Array(first..<DelayCells.count), (0..<first).reversed()] {
      let sums = side.reduce((payments: Int64(0), itemDays: Int64(0))) {
        ($0.payments + payments[$1], $0.itemDays + itemDays[$1])
      }
      // Of a side as a whole, towards a payment in ten days.
      var rate = (Double(sums.payments) + 1) / (Double(sums.itemDays) + 10)
      for cell in side {
        rate = (Double(payments[cell]) + prior) / (Double(itemDays[cell]) + prior / rate)
        hazard[cell] = rate
      }
    }
    return CellHazard(byCell: hazard)
  }

  /// What was known at the end of one day.
  public struct Entry: Sendable {
    public let day: Day
    let hazard: CellHazard
    /// Of all invoices issued.
    let meanLogAmount: Double
    /// Of all clients.
    let paymentDays: PaymentDays
    /// As in ``MonthEndRecord``.
    let turnDaysAhead: [Int]
  }
}

extension [Day] {
  /// The first of these increasing days that is not before `day`; `count` when all are.
  func firstIndex(notBefore day: Day) -> Int { partitioningIndex { $0 >= day } }
}
