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
  /// What seems to be missing of the time before the first settlement; `nil` when nothing does.
  public let missingSettlements: SurvivorsBefore.Answer?
  /// What is probably mistaken in its documents; spellings and gaps in numbers are for `check`.
  public let suspicions: [Suspicion]
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
    snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let day = snapshot.asOf
    datedPayments = snapshot.datedPayments
    let tellsTime = datedPayments.suffice
    let (lastMonth, lastYear) = (day.adding(months: -1), day.adding(months: -12))
    // Without days of payment the balance of no earlier day is known but the one before the first document: the movements are
    // those since then.
    let opening = tellsTime ? lastMonth : (snapshot.firstIssueDay ?? day) - 1
    let outcome = LateOutcome(grace: settings.lateAfter)
    progress(.figures)
    let parts = IndependentParts(
      snapshot, reading, outcome, lastMonth: lastMonth, lastYear: lastYear, opening: opening, executor)
    (risk, openItems) = (parts.risk, parts.openItems)
    (decay, decayBySegment) = (parts.decay, parts.decayBySegment)
    suspicions = parts.suspicions
    let figures = parts.figures
    missingSettlements = tellsTime && figures.survivors.isMissingSome ? figures.survivors : nil
    (aging, changes, concentration) = (figures.aging, figures.changes, figures.concentration)
    months = figures.months
    func period(_ day: Day, _ daysLate: PaidDelay.Summary) -> PeriodFigures? {
      figures.family(on: day).map { PeriodFigures(dso: $0, daysLate: tellsTime ? daysLate : nil) }
    }
    now = period(day, figures.daysLate[2])!
    monthBefore = tellsTime ? period(lastMonth, figures.daysLate[1]) : nil
    yearBefore = tellsTime ? period(lastYear, figures.daysLate[0]) : nil
    reconciliation = try Reconciliation(
      openingDay: opening, opening: figures.opening, flows: figures.flows, closing: aging,
      sumOfClients: figures.sumOfClients, controlAccount: settings.controlAccount)
    progress(.ranking)
    chase = ChaseList(
      snapshot, risk: risk, openItems: openItems, curve: decay.groups[0].incidence?.payment, executor: executor)
    newClients = NewClients(snapshot, outcome: outcome, executor: executor)
    try checkTotals(executor)
  }

  /// What clients.csv and items.csv will hold must come to the same totals.
  private func checkTotals(_ executor: Executor) throws(Reconciliation.Mismatch) {
    let (ofClients, ofItems) = executor.both {
      chase.standings.reduce(Money.zero) { $0 + $1.net }
    } _: {
      chase.items.reduce(Money.zero) { $0 + $1.document.balance }
    }
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

  var disputes: DisputeCells { DisputeCells(reading, disputed: aging.gross.disputed) }

  /// Whether more rows were rejected than the settings allow, which the exit status tells.
  public var hasTooManyRejected: Bool { reading.rejected.count > settings.maximumRejected }
}
