public import Receivables
public import Statistics

/// What the report says of one month of the ledger's life, as its own end saw it.
public struct MonthFigures: Sendable {
  public let dso: DaysSalesOutstanding.Family
  public let effectiveness: CollectionEffectiveness.Period

  /// The month's last day, or the as-of day.
  public var end: Day { effectiveness.end }
  /// Of a month that is not over, the days that are; `nil` for a whole one.
  var elapsedDays: Int? { PartialMonth.elapsedDays(end) }
  /// Whether the ledger begins after the window of sales does, so that figures over it say less than elsewhere.
  var hasShortHistory: Bool { dso.historyDays < dso.windows.sales }
  /// Past due / open items; `nil` when nothing is open.
  public var pastDueShare: Double? {
    dso.open > .zero ? dso.pastDue.inMinorUnits / dso.open.inMinorUnits : nil
  }
}
