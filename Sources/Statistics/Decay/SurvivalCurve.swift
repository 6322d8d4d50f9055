internal import Receivables

/// The Kaplan–Meier estimate of the probability of being unpaid after day t, with Greenwood's variance.
///
/// `S(t) = ∏ (1 − dᵢ/nᵢ)` over the event days `i ≤ t`: dᵢ paid on day i, nᵢ at risk just before it. One censored on day i
/// still counts in nᵢ; one that entered late counts from the day after its entry on. Days may be negative. Competing ends
/// are censorings here: the curve is that of the event alone, as if nothing else could happen.
///
/// Greenwood's variance takes the subjects as independent. For invoices that is the variance over other invoices of the
/// same clients, when those come at random; other clients would differ by more, which ``ClientVariance`` tells.
///
/// - Source: Kaplan & Meier (1958), JASA 53(282), 457–481; Greenwood (1926); late entry: Tsai, Jewell & Wang (1987),
///   Biometrika 74(4), 883–886.
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
    var (steps, atRiskFrom): ([Step], [Int64]) = ([], [])
    var (unpaid, greenwood, hazard) = (1.0, 0.0, 0.0)
    var (firstDay, lastDay): (Int?, Int) = (nil, 0)
    for row in table.rows {
      if firstDay == nil { (firstDay, lastDay) = (row.day, row.day) }
      atRiskFrom.append(row.atRisk)
      if row.events > 0 {
        let (n, d) = (Double(row.atRisk), Double(row.events))
        unpaid *= 1 - d / n
        greenwood += d / (n * (n - d))
        hazard += d / n
        steps.append(
          Step(
            day: row.day, atRisk: row.atRisk, events: row.events, unpaid: unpaid, greenwoodSum: greenwood,
            cumulativeHazard: hazard))
      }
      if row.exits > 0 { lastDay = row.day }
    }
    self.steps = steps
    self.lastDay = lastDay
    self.atRiskFrom = atRiskFrom
    self.firstDay = firstDay!
  }

  /// Subjects under observation just before `day`.
  public func atRisk(_ day: Int) -> Int64 {
    if day <= firstDay { return atRiskFrom[0] }
    return day - firstDay < atRiskFrom.count ? atRiskFrom[day - firstDay] : 0
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
    return .logLog(value, standardError: value * variance.squareRoot())
  }

  /// P(paid within `days` | unpaid at `day`), with its interval.
  public func paid(within days: Int, unpaidAt day: Int) -> Estimate? {
    unpaid(at: day + days, given: day)?.complement
  }

  /// Nelson–Aalen estimate at `day`.
  public func cumulativeHazard(at day: Int) -> Double { lastStep(upTo: day)?.cumulativeHazard ?? 0 }

  private func lastStep(upTo day: Int) -> Step? {
    let next = steps.partitioningIndex { $0.day > day }
    return next == 0 ? nil : steps[next - 1]
  }
}
