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
  public let daysAtRisk: Int128

  init(_ table: LifeTable, days: ClosedRange<Int>) {
    self.days = days
    // The band may begin before the first end of any subject: all are at risk by then.
    let rows = table.rows(min(days.lowerBound, table.days.lowerBound)..<(days.upperBound + 1))
    let band = rows.filter { days.contains($0.day) }
    atRisk = band[0].atRisk
    payments = band.reduce(0) { $0 + $1.events }
    daysAtRisk = band.reduce(0) { $0 + Int128($1.atRisk) }
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
