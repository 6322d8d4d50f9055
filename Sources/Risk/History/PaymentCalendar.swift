public import Receivables
public import Statistics

/// On which days a portfolio pays, and since when the ledger can be trusted to hold the invoices that were paid on time.
///
/// Where almost nobody pays at weekends, days are counted as business days: an invoice due on a Saturday is not late on
/// Sunday, and one due on a Friday has fewer paying days within a week than one due on a Monday.
public struct PaymentCalendar: Sendable, Codable, Equatable {
  /// The first day anything was paid. An invoice issued before it is left out of payment records: had it been paid on
  /// time it might not be in the ledger at all (left truncation).
  public let firstPayment: Day?
  /// Whether Saturdays and Sundays count.
  public let countsWeekends: Bool

  public init(firstPayment: Day?, countsWeekends: Bool) {
    self.firstPayment = firstPayment
    self.countsWeekends = countsWeekends
  }

  /// Share of payments at weekends below which a portfolio is taken to pay on business days.
  static let weekendShare = 0.1

  /// The day's number on the axis of paying days: itself, or the business days up to and including it.
  func position(_ day: Day) -> Int {
    if countsWeekends { return Int(day.number) }
    // Monday of 1969-12-29 is 0.
    let (week, weekday) = (Int(day.number) + 3).quotientAndFlooredRemainder(by: 7)
    return 5 * week + min(weekday + 1, 5)
  }

  /// The position from which an invoice's delay is counted: its due day, or the Monday after when that is a weekend.
  func anchor(_ due: Day) -> Int {
    if countsWeekends { return position(due) }
    return position(due.weekday < 5 ? due : due + (7 - due.weekday))
  }

  func holds(_ invoice: InvoiceLife) -> Bool { firstPayment.map { invoice.issued >= $0 } ?? true }
}

extension Int {
  fileprivate func quotientAndFlooredRemainder(by divisor: Int) -> (Int, Int) {
    let remainder = ((self % divisor) + divisor) % divisor
    return ((self - remainder) / divisor, remainder)
  }
}

extension PaymentCalendar {
  /// The calendar of a snapshot's payments.
  public struct Estimate: Metric {
    public init() {}

    public struct Partial: Sendable, Codable {
      var first: Day?
      var payments = 0
      var atWeekends = 0
    }

    public var emptyPartial: Partial { Partial() }

    public func accumulate(_ account: Account, into partial: inout Partial) {
      for invoice in account.lives {
        guard invoice.isPaid else { continue }
        partial.first = min(partial.first ?? invoice.end, invoice.end)
        partial.payments += 1
        if invoice.end.weekday >= 5 { partial.atWeekends += 1 }
      }
    }

    public func merge(_ later: Partial, into earlier: inout Partial) {
      earlier.first = [earlier.first, later.first].compactMap(\.self).min()
      earlier.payments += later.payments
      earlier.atWeekends += later.atWeekends
    }

    public func value(of partial: Partial) -> PaymentCalendar {
      let share = partial.payments > 0 ? Double(partial.atWeekends) / Double(partial.payments) : 1
      return PaymentCalendar(firstPayment: partial.first, countsWeekends: share >= weekendShare)
    }
  }
}
