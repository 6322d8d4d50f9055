public import Receivables
public import Statistics

/// What the report says of one month of the ledger's life, as its own end saw it.
public struct MonthFigures: Sendable {
  public let dso: DaysSalesOutstanding.Family
  public let effectiveness: CollectionEffectiveness.Period

  /// The month's last day, or the as-of day.
  public var end: Day { effectiveness.end }
  /// Past due / open items; `nil` when nothing is open.
  public var pastDueShare: Double? {
    dso.open > .zero ? dso.pastDue.inMinorUnits / dso.open.inMinorUnits : nil
  }
}
