internal import RealModule

/// The daily hazard of payment over a band of days past due: payments / days at risk, the chance that a debt which is open
/// in the band is paid on any one day of it.
public struct DailyHazard: Sendable {
  /// Days past due, both ends included.
  public let days: ClosedRange<Int>
  /// Subjects under observation just before the first day.
  public let atRisk: Int64
  /// Subjects paid in the band.
  public let payments: Int64
  /// Σ over subjects of their days at risk in the band.
  public let daysAtRisk: Int64

  init(_ table: LifeTable, days: ClosedRange<Int>) {
    self.days = days
    var (atRisk, payments, exposure): (Int64, Int64, Int64) = (0, 0, 0)
    for row in table.rows where days.contains(row.day) {
      if row.day == days.lowerBound { atRisk = row.atRisk }
      payments += row.events
      exposure += row.atRisk
    }
    (self.atRisk, self.payments, daysAtRisk) = (atRisk, payments, exposure)
  }

  /// `nil` when nobody was at risk.
  public var hazard: Double? { daysAtRisk > 0 ? Double(payments) / Double(daysAtRisk) : nil }

  /// The hazard and its influence function on the logarithm: (paid in the band − hazard × days at risk) / payments.
  /// `nil` when nothing was paid in the band.
  var functional: Functional? {
    guard payments > 0, let hazard else { return nil }
    let one = 1 / Double(payments)
    let gains = days.reduce(into: [Double]()) { gains, _ in gains += [one, 0, 0] }
    let tolls = days.map { _ in hazard * one }
    // Payments as Poisson counts.
    let influence = Influence(from: days.lowerBound, gains: gains, dailyTolls: tolls, varianceOfSubjects: one)
    return Functional(value: hazard, scale: .logarithm, influence: influence)
  }
}
