public import Chase
public import Execution
public import Ingest
public import Receivables
public import Risk
public import Solvency
public import Statistics

/// Everything the monthly report says, computed once: figures of the as-of day, of a month and a year before, the risk
/// model, the ranking, and the identities that tie them together.
public struct MonthlyAnalysis: Sendable {
  public let reading: LedgerReading
  public let snapshot: Snapshot
  /// Where they do not suffice, nothing is told of earlier days, delays and chances of payment.
  public let datedPayments: DatedPayments
  public let aging: AgingSchedule.Schedule
  public let now: PeriodFigures
  /// A month before; `nil` when the ledger had not begun, or cannot tell.
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
  /// First seen in the last 90 days.
  public let newClients: NewClients
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
    /// `nil` where too few payments have a day.
    public let daysLate: PaidDelay.Summary?

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
    let datedPayments = snapshot.datedPayments
    self.datedPayments = datedPayments
    let tellsTime = datedPayments.suffice
    // Without days of payment nothing can be learnt, and the balance of no earlier day is known but the one before the first
    // document: nothing is learnt from then, and the movements are those since then.
    let learnt = snapshot.teachable
    let lastYear = day.adding(months: -12)
    let lastMonth = day.adding(months: -1)
    let opening = tellsTime ? lastMonth : begin - 1
    // Independent of each other: what one does on a single thread leaves the other at work. Two at a time, so that each has
    // half of the threads; the longest come first.
    enum Part: Sendable {
      case risk(LateRisk)
      case openItems(OpenItemRisk)
      case decay(DecayAnalysis)
      case figures(Figures)
      case decayBySegment(DecayAnalysis?)
    }
    let outcome = LateOutcome(grace: settings.lateAfter)
    let parts = Executor(threads: min(executor.threads, 2)).map(5) { part -> Part in
      switch part {
      case 0: return .risk(LateRisk(learnt, outcome: outcome, executor: executor))
      case 1: return .openItems(OpenItemRisk(learnt, executor: executor))
      case 2:
        var whole = DecayAnalysis.Settings()
        whole.comparesSampling = true
        return .decay(DecayAnalysis(learnt, whole, by: .whole(learnt), on: executor))
      case 3:
        return .figures(
          Figures(
            snapshot, begin: begin, opening: opening, lastMonth: lastMonth, lastYear: lastYear, tellsTime: tellsTime,
            executor))
      default:
        var bySegment = DecayAnalysis.Settings()
        bySegment.parts = [.curve, .test]
        let segments = ClientGroups.segments(snapshot)
        let isDivided = segments.names.count > 1 && tellsTime
        return .decayBySegment(isDivided ? DecayAnalysis(snapshot, bySegment, by: segments, on: executor) : nil)
      }
    }
    guard case .risk(let risk) = parts[0], case .openItems(let openItems) = parts[1],
      case .decay(let decay) = parts[2], case .figures(let figures) = parts[3],
      case .decayBySegment(let decayBySegment) = parts[4]
    else { preconditionFailure("the parts are in order") }
    (self.risk, self.openItems) = (risk, openItems)
    (self.decay, self.decayBySegment) = (decay, decayBySegment)
    aging = figures.aging
    let daysLate = figures.daysLate
    let dso = Dictionary(uniqueKeysWithValues: figures.dso.map { ($0.asOf, $0) })
    months = figures.effectiveness.map { MonthFigures(dso: dso[$0.end]!, effectiveness: $0) }
    now = PeriodFigures(dso: dso[day]!, daysLate: tellsTime ? daysLate[2] : nil)
    monthBefore = tellsTime ? dso[lastMonth].map { PeriodFigures(dso: $0, daysLate: daysLate[1]) } : nil
    yearBefore = tellsTime ? dso[lastYear].map { PeriodFigures(dso: $0, daysLate: daysLate[0]) } : nil

    (changes, concentration) = (figures.changes, figures.concentration)
    reconciliation = try Reconciliation(
      openingDay: opening, opening: figures.opening, flows: figures.flows, closing: aging,
      sumOfClients: figures.sumOfClients, controlAccount: settings.controlAccount)
    Memory.returnFreed()
    progress(.ranking)
    chase = ChaseList(
      snapshot, risk: risk, openItems: openItems, curve: decay.groups[0].incidence?.payment, executor: executor)
    newClients = NewClients(snapshot, outcome: LateOutcome(grace: settings.lateAfter), executor: executor)
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
    case figures, ranking
  }

  /// Whether more rows were rejected than the settings allow, which the exit status tells.
  public var hasTooManyRejected: Bool { reading.rejected.count > settings.maximumRejected }
}

/// What is computed client by client, in one pass.
private struct Figures: Sendable {
  let aging: AgingSchedule.Schedule
  /// A year before, a month before, and on the as-of day.
  let daysLate: [PaidDelay.Summary]
  let flows: RollForward.Flows
  let sumOfClients: Money
  /// On the month ends, and a month and a year before.
  let dso: [DaysSalesOutstanding.Family]
  let effectiveness: [CollectionEffectiveness.Period]
  let changes: [ExposureChanges]
  let concentration: Concentration
  /// Net receivables on the opening day, from what was known then.
  let opening: Money

  /// - Parameters:
  ///   - opening: The day that the movements are counted from.
  ///   - tellsTime: Whether what was open on an earlier day is known.
  init(
    _ snapshot: Snapshot, begin: Day, opening openingDay: Day, lastMonth: Day, lastYear: Day, tellsTime: Bool,
    _ executor: Executor
  ) {
    let day = snapshot.asOf
    let monthEnds = Day.monthEnds(from: begin, to: day)
    let exposures: ExposureByClient.Exposures
    (aging, daysLate, flows, sumOfClients, dso, effectiveness, exposures) = snapshot.evaluate(
      AgingSchedule(asOf: day), DaysLateSeries(on: [lastYear, lastMonth, day]),
      RollForward(after: openingDay), ClientBalances(),
      DSOSeries(days: monthEnds + [lastMonth, lastYear].filter { $0 >= begin }, firstDay: begin),
      CollectionEffectiveness(ends: monthEnds), ExposureByClient(on: [lastYear, lastMonth, day]), on: executor)
    changes = [lastMonth, lastYear].filter { $0 >= begin && tellsTime }.map {
      ExposureChanges(exposures, since: $0, until: day, clients: snapshot.clients)
    }
    concentration = Concentration(
      exposures.entries.map { Concentration.Debtor(client: $0.client, balance: $0.exposures.last!.net) })
    opening = snapshot.earlier(openingDay).evaluate(ClientBalances(), on: executor)
  }
}
