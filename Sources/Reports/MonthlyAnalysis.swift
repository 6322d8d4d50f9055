public import Chase
public import Execution
public import Ingest
public import Receivables
public import Risk
public import Statistics

/// Everything the monthly report says, computed once: figures of the as-of day, of a month and a year before, the risk
/// model, the ranking, and the identities that tie them together.
public struct MonthlyAnalysis: Sendable {
  public let reading: LedgerReading
  public let snapshot: Snapshot
  public let aging: AgingSchedule.Schedule
  public let now: PeriodFigures
  /// A month before; `nil` when the ledger had not begun.
  public let monthBefore: PeriodFigures?
  public let yearBefore: PeriodFigures?
  /// The calendar months of the ledger's life, the last one up to the as-of day.
  public let months: [MonthFigures]
  /// What moved since a month and since a year before, as far as the ledger goes back.
  public let changes: [ExposureChanges]
  public let concentration: Concentration
  public let reconciliation: Reconciliation
  public let decay: DecayAnalysis
  /// `nil` when clients have no more than one segment.
  public let decayBySegment: DecayAnalysis?
  public let risk: LateRisk
  public let openItems: OpenItemRisk
  public let chase: ChaseList
  public let settings: Settings

  /// What the user can choose about a report.
  public struct Settings: Sendable {
    /// An invoice is late when unpaid this many days after its due day.
    public var lateAfter = 30
    /// Balance of the control account (411) at the as-of day, to tie to.
    public var controlAccount: Money?
    /// Rows that may be rejected before the exit status says so.
    public var maximumRejected = 0

    public init() {}
  }

  /// The figures that are compared between days.
  public struct PeriodFigures: Sendable {
    public let dso: DaysSalesOutstanding.Family
    public let daysLate: PaidDelay.Summary

    public var day: Day { dso.asOf }
  }

  /// - Parameter progress: Told the stage that begins.
  /// - Throws: The identity that does not hold; nothing may be reported then.
  public init(
    _ reading: LedgerReading, settings: Settings, executor: Executor, progress: (Stage) -> Void = { _ in }
  ) throws(Reconciliation.Mismatch) {
    self.reading = reading
    self.settings = settings
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    self.snapshot = snapshot
    progress(.figures)
    let day = snapshot.asOf
    let begin = snapshot.firstIssueDay ?? day
    let (lastMonth, lastYear) = (day.adding(months: -1), day.adding(months: -12))
    let monthEnds = Day.monthEnds(from: begin, to: day)
    let (
      aging, daysLate, flows, sumOfClients, families, effectiveness, exposures
    ) = snapshot.evaluate(
      AgingSchedule(asOf: day), DaysLateSeries(on: [lastYear, lastMonth, day]),
      RollForward(after: lastMonth), ClientBalances(),
      DSOSeries(days: monthEnds + [lastMonth, lastYear].filter { $0 >= begin }, firstDay: begin),
      CollectionEffectiveness(ends: monthEnds), ExposureByClient(on: [lastYear, lastMonth, day]), on: executor)
    self.aging = aging
    let dso = Dictionary(uniqueKeysWithValues: families.map { ($0.asOf, $0) })
    months = effectiveness.map { MonthFigures(dso: dso[$0.end]!, effectiveness: $0) }
    now = PeriodFigures(dso: dso[day]!, daysLate: daysLate[2])
    monthBefore = dso[lastMonth].map { PeriodFigures(dso: $0, daysLate: daysLate[1]) }
    yearBefore = dso[lastYear].map { PeriodFigures(dso: $0, daysLate: daysLate[0]) }
    decay = DecayAnalysis(snapshot, DecayAnalysis.Settings(), by: .whole(snapshot), on: executor)
    var bySegment = DecayAnalysis.Settings()
    bySegment.parts = [.curve, .test]
    let segments = ClientGroups.segments(snapshot)
    decayBySegment =
      segments.names.count > 1 ? DecayAnalysis(snapshot, bySegment, by: segments, on: executor) : nil

    let clients = snapshot.clients
    changes = [lastMonth, lastYear].filter { $0 >= begin }.map {
      ExposureChanges(exposures, since: $0, until: day, clients: clients)
    }
    concentration = Concentration(
      exposures.entries.map { Concentration.Debtor(client: $0.client, balance: $0.exposures.last!.net) })
    reconciliation = try Reconciliation(
      openingDay: lastMonth, opening: snapshot.earlier(lastMonth).evaluate(ClientBalances(), on: executor),
      flows: flows, closing: aging,
      sumOfClients: sumOfClients, controlAccount: settings.controlAccount)
    progress(.model)
    risk = LateRisk(snapshot, outcome: LateOutcome(grace: settings.lateAfter), executor: executor)
    openItems = OpenItemRisk(snapshot, executor: executor)
    Memory.returnFreed()
    progress(.ranking)
    chase = ChaseList(
      snapshot, risk: risk, openItems: openItems, curve: decay.groups[0].incidence?.payment, executor: executor)
    // What clients.csv and items.csv will hold must come to the same totals.
    let ofClients = chase.standings.reduce(Money.zero) { $0 + $1.aging.net }
    let ofItems = chase.items.reduce(Money.zero) { $0 + $1.document.balance }
    if ofClients != aging.net {
      throw Reconciliation.Mismatch(identity: .clients, expected: ofClients, found: aging.net)
    }
    if ofItems != aging.gross.amount {
      throw Reconciliation.Mismatch(identity: .items, expected: ofItems, found: aging.gross.amount)
    }
  }

  /// The steps of the work, for progress lines.
  public enum Stage: Sendable {
    case figures, model, ranking
  }

  /// Whether more rows were rejected than the settings allow, which the exit status tells.
  public var hasTooManyRejected: Bool { reading.rejected.count > settings.maximumRejected }
}
