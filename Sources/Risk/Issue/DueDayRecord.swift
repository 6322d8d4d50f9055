internal import Receivables

/// How often a client's invoices were late, by the day they were due on: many clients pay on fixed days.
struct DueDayRecord: Sendable {
  private var all = Count()
  private var byWeekday = InlineArray<7, Count>(repeating: Count())
  private var atTurn = Count()
  private var elsewhere = Count()

  private struct Count {
    var matured = 0
    var late = 0

    mutating func add(_ isLate: Bool) {
      matured += 1
      if isLate { late += 1 }
    }

    func rate(towards other: Double) -> Double { ClientRecord.lateRate(late, of: matured, towards: other) }
  }

  /// Adds an invoice whose days of grace are over.
  mutating func add(due: Day, isLate: Bool) {
    all.add(isLate)
    byWeekday[due.weekday].add(isLate)
    if due.isAtTurnOfMonth { atTurn.add(isLate) } else { elsewhere.add(isLate) }
  }

  /// Log-odds of the late rate of invoices due on the same day of the week, drawn to the client's own rate, less those of
  /// that rate, which is drawn to the portfolio's.
  func weekdayExcess(_ due: Day, towards portfolioRate: Double) -> Double {
    excess(byWeekday[due.weekday], towards: portfolioRate)
  }

  /// The same of invoices due at the turn of a month, as this one is or is not.
  func monthEndExcess(_ due: Day, towards portfolioRate: Double) -> Double {
    excess(due.isAtTurnOfMonth ? atTurn : elsewhere, towards: portfolioRate)
  }

  private func excess(_ count: Count, towards portfolioRate: Double) -> Double {
    let own = all.rate(towards: portfolioRate)
    return logOdds(count.rate(towards: own)) - logOdds(own)
  }
}
