import Receivables

/// On which days of the month a client sends payments.
enum PaymentRun: Hashable, Sendable {
  case anyDay, tenthOfMonth, lastOfMonth

  /// The day a payment decided on `day` reaches the supplier: the next run, or the Monday after it.
  func payment(decidedOn day: Day) -> Day {
    switch self {
    case .anyDay: return day.rolledToWorkingDay
    case .lastOfMonth: return day.lastOfMonth.rolledToWorkingDay
    case .tenthOfMonth:
      let tenth = day.firstOfMonth + 9
      return (day <= tenth ? tenth : tenth.adding(months: 1)).rolledToWorkingDay
    }
  }
}
