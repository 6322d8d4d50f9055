/// The Aalen–Johansen estimate of how debts end: the probabilities of being paid, credited and written off by each day,
/// and of being still open. They sum to 1.
///
/// With `hₖ(i) = dₖ(i)/n(i)` the share of those at risk on day i that ends in manner k, the probability of still being open
/// is `S(t) = ∏ (1 − Σₖ hₖ(i))`, and that of having ended in manner k is `Fₖ(t) = Σ S(i−) hₖ(i)`.
///
/// The variance is that of the multinomial draws of each day carried through by the delta method. Without late entry it
/// equals the infinitesimal jackknife of R's `survfit` with a factor event; without competing ends it is Greenwood's.
///
/// - Source: Aalen & Johansen (1978), Scand. J. Statist. 5(3), 141–150; Andersen, Borgan, Gill & Keiding, Statistical
///   Models Based on Counting Processes (1993), §IV.4.
public struct CumulativeIncidence: Sendable {
  public let table: LifeTable
  /// Of being still open: every end but censoring is an event.
  public let open: SurvivalCurve
  /// Of payment alone, as if nothing were ever credited or written off: what a forecast of payments builds on.
  public let payment: SurvivalCurve
  private let days: [HazardDay]

  /// A day on which something ended.
  private struct HazardDay {
    let day: Int
    let atRisk: Double
    /// dₖ/n by the raw value of ``Spell/End``; nothing for censoring.
    let hazards: [Double]
    let anyHazard: Double
  }

  /// - Throws: ``SurvivalCurve/Failure/noEvents`` when nothing was ever paid.
  public init(_ table: LifeTable) throws(SurvivalCurve.Failure) {
    self.table = table
    payment = try SurvivalCurve(table)
    open = try SurvivalCurve(table.anyEnd)
    days = open.steps.map { step in
      let ends = [Spell.End.paid, .credited, .writtenOff].map { Double(table[$0][step.day]) / Double(step.atRisk) }
      return HazardDay(
        day: step.day, atRisk: Double(step.atRisk), hazards: ends,
        anyHazard: Double(step.events) / Double(step.atRisk))
    }
  }

  /// P(ended in this manner by `day` | open at `start`), with its log-log interval. `nil` when nobody was open at `start`,
  /// or `day` is beyond what was observed.
  public func probability(of end: Spell.End, by day: Int, openAt start: Int? = nil) -> Estimate? {
    functional(of: end, by: day, openAt: start)?.estimate
  }

  /// P(still open after `day`), with its log-log interval.
  public func open(at day: Int) -> Estimate? { openFunctional(at: day)?.estimate }

  /// P(paid within `days` | open at `day`). What is credited or written off in between is not paid.
  public func paid(within days: Int, openAt day: Int) -> Estimate? {
    probability(of: .paid, by: day + days, openAt: day)
  }
}

// MARK: - With their influence functions

extension CumulativeIncidence {
  func openFunctional(at day: Int) -> Functional? {
    guard let value = open.unpaid(at: day)?.value else { return nil }
    let slopes = days.prefix { $0.day <= day }.map { day in
      Influence.Day(
        day: day.day, atRisk: day.atRisk, hazards: day.hazards,
        gains: Array(repeating: day.anyHazard < 1 ? -value / (1 - day.anyHazard) : 0, count: day.hazards.count))
    }
    return Functional(value: value, scale: .probability, influence: Influence(slopes))
  }

  func functional(of end: Spell.End, by last: Int, openAt start: Int?) -> Functional? {
    guard open.unpaid(at: last, given: start) != nil else { return nil }
    let range = days.filter { $0.day <= last && $0.day > start ?? .min }
    // S(i−) and F(i), from the start on.
    var (survival, incidence) = (1.0, 0.0)
    let path = range.map { day -> (before: Double, through: Double) in
      incidence += survival * day.hazards[end.rawValue]
      defer { survival *= 1 - day.anyHazard }
      return (survival, incidence)
    }
    // Where all ended in this manner the sum comes out just beside 1.
    let isCertain = survival == 0 && range.allSatisfy { $0.hazards[end.rawValue] == $0.anyHazard }
    let slopes = zip(range, path).map { (day, path) -> Influence.Day in
      // An end on this day takes away what a subject still open would have added later.
      let later = day.anyHazard < 1 ? (incidence - path.through) / (1 - day.anyHazard) : 0
      var gains = Array(repeating: -later, count: day.hazards.count)
      gains[end.rawValue] += path.before
      return Influence.Day(day: day.day, atRisk: day.atRisk, hazards: day.hazards, gains: gains)
    }
    return Functional(value: isCertain ? 1 : incidence, scale: .complement, influence: Influence(slopes))
  }
}
