import Receivables
import TestSupport
import Testing

@testable import Statistics

/// A metric of `Sources/Statistics` with the laws it obeys. A new metric adds a line to the catalogue; a test fails while
/// it is missing.
struct CataloguedMetric: CustomTestStringConvertible, Sendable {
  /// The type's name.
  let name: String
  /// The laws that do not hold on these rows as known on a day.
  let broken: @Sendable (_ rows: [InvoiceRow], _ asOf: Int, _ seed: UInt64) throws -> [String]
  let answers: @Sendable (Snapshot, _ threads: ClosedRange<Int>) -> Set<String>

  init<M: Metric>(_ laws: MetricLaws<M>) {
    // A wrapper is known by its own name, whatever it wraps.
    name = String("\(M.self)".prefix { $0 != "<" })
    broken = { try laws.broken(by: $0, asOf: $1, seed: $2) }
    answers = { laws.answers(of: $0, threads: $1) }
  }

  var testDescription: String { name }

  static let all: [CataloguedMetric] = [
    CataloguedMetric(
      MetricLaws(
        { AgingSchedule(asOf: $0.asOf) },
        figures: { ($0.buckets + [$0.unallocated]).map { Double($0.items) } },
        amounts: { ($0.buckets + [$0.unallocated]).flatMap { [$0.amount, $0.disputed] } })),
    CataloguedMetric(
      MetricLaws(
        { AgingSchedule(asOf: $0.asOf, by: .issue) },
        figures: { ($0.buckets + [$0.unallocated]).map { Double($0.items) } },
        amounts: { ($0.buckets + [$0.unallocated]).flatMap { [$0.amount, $0.disputed] } })),
    CataloguedMetric(
      MetricLaws(
        { DaysSalesOutstanding(asOf: $0.asOf, firstDay: $0.firstIssueDay!) },
        figures: calendarFree, calendarFigures: calendarBound, amounts: { [$0.receivables, $0.sales] })),
    CataloguedMetric(
      MetricLaws(
        { DSOSeries(monthly: $0, windows: .init(averagedReceivables: 2, payments: 100)) },
        calendarFigures: { $0.flatMap { calendarFree($0) + calendarBound($0) } },
        calendarAmounts: { $0.flatMap { [$0.receivables, $0.open, $0.notDue, $0.sales] } })),
    CataloguedMetric(
      MetricLaws(
        { CollectionEffectiveness(monthly: $0) },
        calendarFigures: { $0.flatMap { [$0.index, $0.collectedShare, Double($0.exigibleItems)] } },
        calendarAmounts: {
          $0.flatMap { [$0.opening, $0.sales, $0.closing, $0.open, $0.notDue, $0.collectedOnExigible] }
        }
      )),
    CataloguedMetric(
      MetricLaws(
        { _ in DaysLate() }, figures: { [$0.mean, $0.median, $0.weightedMean, Double($0.paidInvoices)] })),
    CataloguedMetric(
      MetricLaws(
        { DaysLateSeries(on: [$0.asOf - 200, $0.asOf - 30, $0.asOf]) },
        figures: { $0.flatMap { [$0.mean, $0.p90, $0.weightedMean, Double($0.paidInvoices)] } })),
    CataloguedMetric(
      MetricLaws(
        { SurvivorsBefore($0.asOf - 200, asOf: $0.asOf) }, figures: { [Double($0.invoices), $0.expected] })),
    CataloguedMetric(MetricLaws({ PaymentDelays(from: .due, asOf: $0.asOf) }, figures: delayFigures)),
    CataloguedMetric(
      MetricLaws({ PaymentDelays(from: .issue, after: $0.asOf - 120, asOf: $0.asOf) }, figures: delayFigures)),
    CataloguedMetric(
      MetricLaws(
        { RollForward(after: $0.asOf - 45) },
        amounts: { [$0.invoiced, $0.credited, $0.paid, $0.writtenOff, $0.net] })),
    CataloguedMetric(MetricLaws({ _ in PaymentDecay(weight: .invoice) }, figures: decayFigures)),
    CataloguedMetric(
      MetricLaws(
        { _ in PaymentDecay(weight: .amount) }, figures: decayShares, amounts: { [Money(minorUnits: $0.total)] })),
    CataloguedMetric(MetricLaws({ _ in DecayTables(weight: .invoice) }, figures: { decayFigures($0.weighted) })),
    CataloguedMetric(
      MetricLaws(
        { _ in DecayTables(weight: .amount) }, figures: { decayFigures($0.invoices) + decayShares($0.weighted) },
        amounts: { [Money(minorUnits: $0.weighted.total)] })),
    CataloguedMetric(
      MetricLaws(
        { Grouped(AgingSchedule(asOf: $0.asOf), by: .segments($0)) }, figures: { $0.map { Double($0.gross.items) } },
        amounts: { $0.map(\.net) })),
    CataloguedMetric(
      MetricLaws(
        { [AgingSchedule(asOf: $0.asOf), AgingSchedule(asOf: $0.asOf, by: .issue)] },
        figures: { $0.map { Double($0.gross.items) } }, amounts: { $0.map(\.net) })),
    CataloguedMetric(
      MetricLaws({ Optional(AgingSchedule(asOf: $0.asOf)) }, amounts: { [$0?.net ?? .zero] })),
    CataloguedMetric(
      MetricLaws(
        { ClientVariance(weight: .invoice, influences: influences($0, .invoice)) }, figures: varianceFigures)),
    CataloguedMetric(
      MetricLaws(
        { ClientVariance(weight: .amount, influences: influences($0, .amount)) }, figures: varianceFigures)),
    CataloguedMetric(MetricLaws({ clientScores($0, .invoice) }, figures: scoreFigures)),
    CataloguedMetric(MetricLaws({ clientScores($0, .amount) }, figures: scoreFigures)),
    CataloguedMetric(
      MetricLaws({ KneeTest($0, split: 25, weight: .invoice, replicates: 99, seed: 7) }, figures: kneeFigures)),
    CataloguedMetric(
      MetricLaws({ KneeTest($0, split: 25, weight: .amount, replicates: 99, seed: 7) }, figures: kneeFigures)),
    CataloguedMetric(
      MetricLaws(
        { ExposureByClient(on: [$0.asOf - 200, $0.asOf - 30, $0.asOf]) },
        amounts: { $0.entries.flatMap { $0.exposures.flatMap { [$0.net, $0.pastDue] } } },
        answer: { exposures, snapshot in
          "\(exposures.days) \(exposures.entries.map { "\(snapshot.clients[$0.client].id): \($0.exposures)" })"
        })),
    CataloguedMetric(
      MetricLaws(
        { Migration(asOf: $0.asOf) }, figures: migrationFigures,
        amounts: { $0.steps.flatMap { $0.amounts.flatMap(\.self) } })),
    CataloguedMetric(MetricLaws({ _ in ClientBalances() }, amounts: { [$0] })),
    CataloguedMetric(
      MetricLaws(
        { _ in MonthlyFlows() }, calendarFigures: { $0.map { Double($0.documents) } },
        calendarAmounts: {
          $0.flatMap { [$0.flows.invoiced, $0.flows.credited, $0.flows.paid, $0.flows.writtenOff, $0.balance] }
        })),
  ]

  /// Of the DSO family, what does not depend on the lengths of months.
  @Sendable private static func calendarFree(_ family: DaysSalesOutstanding.Family) -> [Double?] {
    [
      family.simple, family.bestPossible, family.impliedDelinquency, family.directPaymentDelay,
      family.countBackDaily.days, Double(family.invoicesInWindow), Double(family.undatedPayments),
    ]
  }

  @Sendable private static func calendarBound(_ family: DaysSalesOutstanding.Family) -> [Double?] {
    [
      family.countBack.days, family.countBackUndisputed.days, family.countBackThirty.days, family.contractual.days,
      family.overdue, family.rollingAverage,
    ]
  }

  @Sendable private static func migrationFigures(_ transitions: Transitions) -> [Double?] {
    let (chain, toLoss) = (transitions.chain(), transitions.chainToLoss())
    let rates = transitions.stateNames.indices.flatMap { state -> [Double?] in
      let figures: [Figure?] = [
        transitions.roll(from: state), transitions.lossRate(from: state), transitions.steps(chain, from: state),
        transitions.probability(chain, of: .paid, from: state), transitions.probability(toLoss, of: .lost, from: state),
      ]
      return [transitions.lossByRolls(from: state)]
        + figures.flatMap { [$0?.estimate?.value, $0?.estimate?.low, $0?.estimate?.high] }
    }
    return rates + transitions.steps.flatMap { $0.items.flatMap { $0.map { Double($0) } } }
  }

  @Sendable private static func delayFigures(_ summary: PaymentDelays.Summary) -> [Double?] {
    let (paid, curve) = (summary.paid, summary.curve)
    return [
      paid.mean, paid.median, paid.p90, paid.weightedMean, Double(paid.paidInvoices), Double(summary.invoices),
      curve?.median?.day, curve?.median?.low, curve?.restrictedMean(upTo: 60)?.mean,
      curve?.restrictedMean(upTo: 60)?.standardError,
    ]
  }

  @Sendable private static func decayShares(_ table: LifeTable) -> [Double?] {
    let found = try? CumulativeIncidence(table)
    return stride(from: -60, through: 300, by: 5).flatMap { day -> [Double?] in
      [found?.open(at: day)?.value, found?.probability(of: .paid, by: day)?.value]
    }
  }

  @Sendable private static func decayFigures(_ table: LifeTable) -> [Double?] {
    let found = try? CumulativeIncidence(table)
    return decayShares(table)
      + stride(from: -60, through: 300, by: 5).flatMap { day -> [Double?] in
        [found?.open(at: day)?.low, found?.probability(of: .paid, by: day)?.high]
      }
  }

  @Sendable private static func influences(_ snapshot: Snapshot, _ weight: DecayWeight) -> [Influence] {
    let table: LifeTable = snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)
    guard let found = try? CumulativeIncidence(table) else { return [] }
    let tail = try? DecayTail(found.table, from: 10)
    let figures: [Functional?] = [
      found.openFunctional(at: 10), found.functional(of: .paid, by: 60, openAt: 0),
      DailyHazard(found.table, days: 1...60).functional, tail?.weibull.halfLife,
    ]
    return figures.compactMap { $0?.influence }
  }

  @Sendable private static func varianceFigures(_ sums: ClientVariance.Value) -> [Double?] {
    sums.flatMap { [Double($0.clients), $0.variance, $0.degreesOfFreedom] }
  }

  @Sendable private static func clientScores(_ snapshot: Snapshot, _ weight: DecayWeight) -> ClientScores {
    let groups = ClientGroups.segments(snapshot)
    let tables: [LifeTable] = snapshot.evaluate(Grouped(PaymentDecay(weight: weight), by: groups), on: .serial)
    return ClientScores(LogRankScore(tables), weight: weight, groups: groups)
  }

  @Sendable private static func scoreFigures(_ scores: ClientScores.Value) -> [Double?] {
    [Double(scores.clients)] + scores.covariance.flatMap { $0.map(Optional.some) }
  }

  @Sendable private static func kneeFigures(_ result: KneeTest.Value) -> [Double?] {
    guard case .ratio(let ratio) = result else { return [nil] }
    return [ratio.before, ratio.after, ratio.ratio.value, ratio.ratio.low, ratio.ratio.high]
  }
}
