internal import RealModule

/// When an open item will be paid: P(still unpaid) by days from the prediction day.
///
/// At the horizons of a model it is the model's, made never to rise; in between the hazard is constant, and after the last
/// horizon it stays what it was before it.
public struct OpenItemOutlook: PaymentOutlook {
  /// Days ahead and the cumulative hazard, from the prediction day on.
  private let points: [(days: Int, hazard: Double)]

  /// - Parameter chances: P(paid within so many days), by increasing days; at least one.
  init(_ chances: [(days: Int, paid: Double)]) {
    var points = [(days: 0, hazard: 0.0)]
    points.reserveCapacity(chances.count + 1)
    for chance in chances {
      // Of a chance that rounding has made 1, the largest there is.
      let hazard = -Double.log(max(1 - chance.paid, .leastNormalMagnitude))
      points.append((chance.days, max(hazard, points[points.count - 1].hazard)))
    }
    self.points = points
  }

  /// - Parameter days: At least 0.
  public func hazard(after days: Int) -> Double {
    precondition(days >= 0, "\(days) days ahead")
    let next = points.indices.dropFirst().first { points[$0].days >= days } ?? points.count - 1
    let (before, after) = (points[next - 1], points[next])
    let share = Double(days - before.days) / Double(after.days - before.days)
    return before.hazard + share * (after.hazard - before.hazard)
  }

  /// - Parameter horizon: At least 1.
  public func probability(paidWithin horizon: Int) -> Double {
    precondition(horizon >= 1, "a horizon of \(horizon) days")
    return 1 - unpaid(after: horizon)
  }
}
