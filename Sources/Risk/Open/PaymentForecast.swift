internal import RealModule
public import Receivables
public import Statistics

/// When an open item will be paid, given how late its client pays and how old it already is.
///
/// All items share the portfolio's hazard of payment by days past due; an item's own hazard is that, or that times a constant
/// (proportional hazards), chosen so that its probability of being late is the one the risk model gives. Probabilities of
/// one item therefore agree with each other: they fall with the horizon, and the chance of an old item reflects its age.
/// Where payments become too few to tell one day's hazard from another's, it is taken as constant: from the first day with
/// fewer than ten items at risk or, 90 days past the grace and later, fewer than ten payments in the 90 days up to it. The
/// constant is the payments per item and day at risk, from 90 days before on, but for days up to the grace: most invoices
/// are paid on them, and their pace says nothing of an old debt.
public struct PaymentForecast: Sendable {
  /// Cumulative hazard at `firstDay + index`.
  private let hazard: [Double]
  private let firstDay: Int
  /// Hazard per day after the last element.
  private let tail: Double
  private let outcome: LateOutcome

  /// Items at risk below which the curve is not used.
  public static let minimumAtRisk: Int64 = 10
  /// Days that payments are counted over, and how many of them a day's own hazard needs.
  static let tailWindow = 90
  static let minimumEvents: Int64 = 10

  public init(_ curve: SurvivalCurve, outcome: LateOutcome) {
    self.outcome = outcome
    firstDay = curve.steps.first!.day - 1
    var eventsByDay = DayCounts()
    for step in curve.steps { eventsByDay.add(step.day, count: step.events) }
    func recentEvents(_ day: Int) -> Int64 {
      (day - PaymentForecast.tailWindow + 1...day).reduce(0) { $0 + eventsByDay[$1] }
    }
    var last = firstDay
    while last < curve.lastDay, curve.atRisk(last + 1) >= PaymentForecast.minimumAtRisk,
      last < outcome.grace + PaymentForecast.tailWindow
        || recentEvents(last + 1) >= PaymentForecast.minimumEvents
    { last += 1 }
    hazard = (firstDay...last).map { curve.cumulativeHazard(at: $0) }
    let start = max(last - PaymentForecast.tailWindow, min(last, outcome.grace), firstDay)
    let window = start + 1...max(curve.lastDay, start + 1)
    let events = window.reduce(Int64(0)) { $0 + eventsByDay[$1] }
    let exposure = window.reduce(Int64(0)) { $0 + curve.atRisk($1) }
    // Half an event more, as in Jeffreys' estimate of a rate: that nobody paid lately does not make payment impossible.
    tail = (Double(events) + 0.5) / Double(max(exposure, 1))
  }

  /// An item's own future, seen from the end of the as-of day.
  public struct Item: PaymentOutlook {
    fileprivate let forecast: PaymentForecast
    fileprivate let factor: Double
    /// Days past due on the as-of day.
    public let age: Int

    /// P(still unpaid at age `later` | unpaid at the present age).
    public func unpaid(atAge later: Int) -> Double {
      precondition(later >= age, "age \(later) is before the present age \(age)")
      return unpaid(after: later - age)
    }

    public func hazard(after days: Int) -> Double {
      factor * (forecast.cumulativeHazard(age + days) - forecast.cumulativeHazard(age))
    }
  }

  /// - Parameters:
  ///   - lateProbability: P(unpaid `outcome.grace` days after due) of such an invoice, by what is known on the as-of day.
  ///   - asOf: Not before the issue day.
  public func item(issued: Day, due: Day, lateProbability: Double, asOf: Day) -> Item {
    let late = min(max(lateProbability, 1e-4), 1 - 1e-4)
    let toGrace = cumulativeHazard(outcome.grace) - cumulativeHazard(due.days(until: issued))
    let factor = toGrace > 0 ? -.log(late) / toGrace : 1
    return Item(forecast: self, factor: factor, age: due.days(until: asOf))
  }

  /// An item of which only its age is used: its future is the portfolio's.
  public func item(due: Day, asOf: Day) -> Item { Item(forecast: self, factor: 1, age: due.days(until: asOf)) }

  private func cumulativeHazard(_ day: Int) -> Double {
    let index = day - firstDay
    if index < 0 { return 0 }
    if index < hazard.count { return hazard[index] }
    return hazard[hazard.count - 1] + tail * Double(index - hazard.count + 1)
  }
}
