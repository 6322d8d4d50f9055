internal import RealModule

/// The Kaplan–Meier estimate of the probability of being unpaid after day t, with Greenwood's variance.
///
/// `S(t) = ∏ (1 − dᵢ/nᵢ)` over the event days `i ≤ t`: dᵢ paid on day i, nᵢ at risk just before it. One censored on day i
/// still counts in nᵢ. Days may be negative.
///
/// - Source: Kaplan & Meier (1958), JASA 53(282), 457–481; Greenwood (1926); log-log interval: Kalbfleisch & Prentice,
///   The Statistical Analysis of Failure Time Data, 2nd ed. (2002), §1.4.1.
public struct SurvivalCurve: Sendable {
  /// An event day and the curve from that day on.
  public struct Step: Sendable {
    public let day: Int
    public let atRisk: Int64
    public let events: Int64
    /// S(day).
    public let unpaid: Double
    /// Σ dᵢ / (nᵢ (nᵢ − dᵢ)) up to this day; infinite when everyone at risk had the event.
    public let greenwoodSum: Double
    /// Nelson–Aalen: Σ dᵢ / nᵢ up to this day.
    public let cumulativeHazard: Double
  }

  /// In order of day.
  public let steps: [Step]
  /// The last day anyone was observed, by an event or a censoring.
  public let lastDay: Int
  /// Subjects observed to at least each day from `firstDay` on.
  private let atRiskFrom: [Int64]
  private let firstDay: Int

  public enum Failure: Error, Equatable {
    case noEvents
  }

  public init(_ table: LifeTable) throws(Failure) {
    guard table.events.counts.contains(where: { $0 > 0 }) else { throw .noEvents }
    let first = table.censored.isEmpty ? table.events.firstDay : min(table.events.firstDay, table.censored.firstDay)
    let end = max(table.events.endDay, table.censored.endDay)
    var atRisk = table.events.total + table.censored.total
    var steps: [Step] = []
    var atRiskFrom: [Int64] = []
    var (unpaid, greenwood, hazard) = (1.0, 0.0, 0.0)
    var lastDay = first
    for day in first..<end {
      atRiskFrom.append(atRisk)
      let (events, censored) = (table.events[day], table.censored[day])
      if events > 0 {
        let (n, d) = (Double(atRisk), Double(events))
        unpaid *= 1 - d / n
        greenwood += d / (n * (n - d))
        hazard += d / n
        steps.append(
          Step(
            day: day, atRisk: atRisk, events: events, unpaid: unpaid, greenwoodSum: greenwood,
            cumulativeHazard: hazard))
      }
      if events + censored > 0 { lastDay = day }
      atRisk -= events + censored
    }
    self.steps = steps
    self.lastDay = lastDay
    self.atRiskFrom = atRiskFrom
    firstDay = first
  }

  /// Subjects still under observation just before `day`.
  public func atRisk(_ day: Int) -> Int64 {
    if day <= firstDay { return atRiskFrom[0] }
    return day - firstDay < atRiskFrom.count ? atRiskFrom[day - firstDay] : 0
  }

  /// An estimate and its 95 % interval. The interval is missing where the variance is not defined (nobody had the event
  /// yet, or everybody did).
  public struct Estimate: Sendable, Equatable {
    public let value: Double
    public let low: Double?
    public let high: Double?

    public init(value: Double, low: Double?, high: Double?) {
      self.value = value
      self.low = low
      self.high = high
    }

    /// The same for the complementary event.
    public var complement: Estimate { Estimate(value: 1 - value, low: high.map { 1 - $0 }, high: low.map { 1 - $0 }) }
  }

  /// S(day), or `nil` beyond the last observed day, where nothing was seen.
  public func unpaid(at day: Int) -> Estimate? { unpaid(at: day, given: nil) }

  /// P(unpaid at `end` | unpaid at `start`) = S(end)/S(start), with Greenwood's sum over the days between. `nil` when
  /// nobody was unpaid at `start`, or `end` is beyond what was observed.
  public func unpaid(at end: Int, given start: Int?) -> Estimate? {
    let last = lastStep(upTo: end)
    let before = start.flatMap { lastStep(upTo: $0) }
    let base = before?.unpaid ?? 1
    if base == 0 { return nil }
    if end > lastDay, (last?.unpaid ?? 1) > 0 { return nil }
    let value = (last?.unpaid ?? 1) / base
    let variance = (last?.greenwoodSum ?? 0) - (before?.greenwoodSum ?? 0)
    return SurvivalCurve.logLogInterval(value, greenwood: variance)
  }

  /// P(paid within `days` | unpaid at `day`), with its interval.
  public func paid(within days: Int, unpaidAt day: Int) -> Estimate? {
    unpaid(at: day + days, given: day)?.complement
  }

  /// Nelson–Aalen estimate at `day`.
  public func cumulativeHazard(at day: Int) -> Double { lastStep(upTo: day)?.cumulativeHazard ?? 0 }

  private func lastStep(upTo day: Int) -> Step? {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : steps[low - 1]
  }

  /// exp(−exp(log(−log S) ± z √V / |log S|)): stays within 0 and 1.
  private static func logLogInterval(_ value: Double, greenwood: Double) -> Estimate {
    guard value > 0, value < 1, greenwood.isFinite else { return Estimate(value: value, low: nil, high: nil) }
    let logarithm = Double.log(value)
    let width = Quantiles.normal975 * greenwood.squareRoot() / abs(logarithm)
    return Estimate(
      value: value, low: Double.exp(logarithm * Double.exp(width)), high: Double.exp(logarithm * Double.exp(-width)))
  }
}

/// Quantiles used for 95 % intervals.
public enum Quantiles {
  /// Φ⁻¹(0.975).
  public static let normal975 = 1.959963984540054
}
