public import Execution
public import Receivables

/// Payment decay in full, for each of some groups of clients: the curve, how debts end, the hazard by age, the knee and the
/// tail, each figure with its interval; and whether the groups differ.
///
/// One pass over the ledger for the life tables and the knee's bootstrap, and one more where a variance between clients is
/// asked for; between them is held what has the size of days and replicates, not of invoices.
public struct DecayAnalysis: Sendable {
  public let settings: Settings
  /// In the order of the groups' names.
  public let groups: [Group]
  /// For invoices, taken as independent; `nil` with one group, or with minor units, which are not.
  public let logRank: LogRankTest?
  /// With clients drawn at random; `nil` with one group, or fewer than ten clients.
  public let logRankByClient: LogRankTest?
  /// Clients that a comparison of the groups rests on; 0 where they are not compared.
  public let comparedClients: Int
  /// Whether the groups are segments rather than all clients in one.
  public let isBySegment: Bool

  /// What a 95 % interval takes as drawn at random.
  public enum Sampling: String, Sendable, CaseIterable {
    /// The invoices, of clients that are given: Greenwood's variance.
    case invoice
    /// The clients, with all their invoices: the variance between clients.
    case client
  }

  public enum Part: String, Sendable, CaseIterable {
    case curve, outcomes, hazard, knee, tail, test
  }

  public struct Settings: Sendable {
    /// What to work out; the rest stays empty.
    public var parts = Set(Part.allCases)
    public var weight = DecayWeight.invoice
    /// Of the curve and of how debts end. Hazards, knee and tail always take clients as drawn; so does everything that is
    /// weighted by amount, because minor units of one invoice are not independent.
    public var sampling = Sampling.invoice
    /// Whether to work out ``Group/openAtFrom``, with the curve.
    public var comparesSampling = false
    /// The day of the knee, after which the tail begins.
    public var from = 30
    /// Of the knee's bootstrap.
    public var replicates = 999
    public var seed: UInt64 = 1

    public init() {}
  }

  /// Days past due of the curve, and the days ahead that it tells of.
  public static let curveDays = [0, 15, 30, 45, 60, 90, 120, 180]
  public static let daysAhead = 30
  /// Days past due for how debts end.
  public static let outcomeDays = [30, 90, 180, 365]
  /// Ends of the bands of the hazard; the first band begins after the first of them.
  public static let hazardBounds = [-30, 0, 15, 30, 45, 60, 90, 120, 180, 365]
  /// Invoices at risk below which a figure is withheld. The curve itself goes on to the last invoice at risk, with its
  /// interval, if it is of so many invoices at all.
  public static let minimumAtRisk = 10
  /// Invoices paid in the tail below which no law is fitted to it.
  public static let minimumPayments = 10
  /// Groups beyond which they are not compared.
  public static let maximumGroups = 50

  public init(_ snapshot: Snapshot, _ settings: Settings, by groups: ClientGroups, on executor: Executor) {
    self = DecayAnalysis.sideBySide([(settings, groups)], of: snapshot, on: executor)[0]
  }

  /// Several analyses of one snapshot, in the passes that one of them takes.
  public static func sideBySide(
    _ asked: [(settings: Settings, groups: ClientGroups)], of snapshot: Snapshot, on executor: Executor
  ) -> [DecayAnalysis] {
    // Where the clients are divided, all of them are what the groups come to.
    let divided = asked.firstIndex { !$0.groups.isWhole }
    let found: [[DecayTables.Value]?]
    let knees: [[KneeTest.Result]?]
    (found, knees) = snapshot.evaluate(
      asked.map { settings, groups in
        let isSum = groups.isWhole && divided.map { asked[$0].settings.weight == settings.weight } ?? false
        return isSum ? nil : Grouped(DecayTables(weight: settings.weight), by: groups)
      },
      asked.map { settings, groups in
        settings.parts.contains(.knee) ? Grouped(KneeTest(snapshot, settings), by: groups) : nil
      }, on: executor)
    let tables = found.map { $0 ?? [DecayTables.sum(found[divided!]!)] }
    let samples = asked.indices.map { Sample(asked[$0].settings, asked[$0].groups, tables[$0], knees[$0]) }
    let (variances, scores) = (samples.map(\.variances), samples.map(\.scores))
    let (answers, scored) =
      samples.contains { $0.needsClients }
      ? snapshot.evaluate(variances, scores, on: executor)
      : (variances.value(of: variances.emptyPartial), scores.value(of: scores.emptyPartial))
    return samples.indices.map { DecayAnalysis(samples[$0], answers[$0], scored[$0]) }
  }

  private init(_ sample: Sample, _ answers: [[ClientVariance.Answer]], _ scores: ClientScores.Answer?) {
    settings = sample.settings
    groups = zip(sample.parts, answers).map { $0.group($1) }
    logRank = settings.weight == .invoice ? sample.score.flatMap { LogRankTest($0) } : nil
    logRankByClient = sample.score.flatMap { score in scores.flatMap { LogRankTest(score, $0) } }
    comparedClients = scores?.clients ?? 0
    isBySegment = !sample.groups.isWhole
  }
}

/// What the first pass tells of some groups, and what the second is asked for.
private struct Sample {
  let settings: DecayAnalysis.Settings
  let groups: ClientGroups
  /// One a group.
  let parts: [GroupParts]
  /// `nil` where the groups are not compared.
  let score: LogRankScore?
  let variances: Grouped<ClientVariance>

  init(
    _ settings: DecayAnalysis.Settings, _ groups: ClientGroups, _ tables: [DecayTables.Value],
    _ knees: [KneeTest.Result]?
  ) {
    (self.settings, self.groups) = (settings, groups)
    parts = groups.names.indices.map { GroupParts(groups.names[$0], tables[$0], knees?[$0], settings) }
    let isComparable = (2...DecayAnalysis.maximumGroups).contains(groups.names.count)
    score = isComparable && settings.parts.contains(.test) ? LogRankScore(parts.map(\.table)) : nil
    variances = Grouped(
      parts.map { ClientVariance(weight: settings.weight, influences: $0.functionals.map(\.influence)) }, by: groups)
  }

  var scores: ClientScores? { score.map { ClientScores($0, weight: settings.weight, groups: groups) } }

  /// Whether there is anything to ask of the single clients.
  var needsClients: Bool { score != nil || variances.metrics.contains { !$0.isEmpty } }
}

extension KneeTest {
  fileprivate init(_ snapshot: Snapshot, _ settings: DecayAnalysis.Settings) {
    self.init(
      snapshot, split: settings.from, weight: settings.weight, replicates: settings.replicates, seed: settings.seed)
  }
}

// MARK: - Figures

extension DecayAnalysis {
  /// Payment decay of one group of clients.
  public struct Group: Sendable {
    public let name: String
    /// Invoices ever followed.
    public let invoices: Int
    /// `nil` when nothing was paid.
    public let incidence: CumulativeIncidence?
    public let curve: [CurveRow]
    public let outcomes: [OutcomeRow]
    public let hazards: [HazardRow]
    /// `nil` when it was not asked for.
    public let knee: KneeTest.Result?
    /// `nil` when it was not asked for.
    public let tail: Tail?
    /// P(still open after ``Settings/from``), with both intervals: how much of the uncertainty lies between clients; `nil`
    /// when it was not asked for.
    public let openAtFrom: (byInvoice: Figure, byClient: Figure)?
  }

  /// The curve on one day past due.
  public struct CurveRow: Sendable {
    public let day: Int
    /// Invoices, or minor units, under observation just before the day.
    public let atRisk: Int64
    public let invoicesAtRisk: Int
    /// P(still open after the day).
    public let open: Figure
    /// P(paid within ``DecayAnalysis/daysAhead`` days | open after the day): of the invoices still followed then.
    public let paidSoon: Figure
  }

  /// How debts have ended by a day past due.
  public struct OutcomeRow: Sendable {
    public let day: Int
    /// `nil` for still open.
    public let end: Spell.End?
    public let probability: Figure
  }

  public struct HazardRow: Sendable {
    public let hazard: DailyHazard
    public let invoicesAtRisk: Int
    /// Payments per day at risk.
    public let daily: Figure
  }

  /// What is known of the payments after ``Settings/from``.
  public enum Tail: Sendable {
    case fitted(TailFigures)
    case notEnoughData(Shortage)
  }

  public struct TailFigures: Sendable {
    public let fit: DecayTail
    /// Days until half of what is open is paid: as observed, that is by Kaplan–Meier, and by the two laws. A law that
    /// disagrees with the observation fits badly, however it compares with the other.
    /// `nil` where half were not paid by the last day followed.
    public let observedHalfLife: Figure?
    public let exponentialHalfLife: Figure
    public let weibullHalfLife: Figure
    public let weibullShape: Figure
    /// For invoices, by the smaller AIC. Minor units have no likelihood, being paid together: for them, when the interval of
    /// the shape leaves out 1.
    public let prefersWeibull: Bool
  }
}

/// What one group's figures are made from, before the variances between clients are known.
private struct GroupParts: Sendable {
  let name: String
  let table: LifeTable
  private let invoices: LifeTable
  private let knee: KneeTest.Result?
  private let settings: DecayAnalysis.Settings
  private let incidence: CumulativeIncidence?
  /// Invoices paid after ``DecayAnalysis/Settings/from``.
  private let lateInvoices: Int
  private let tail: DecayTail?

  init(
    _ name: String, _ tables: DecayTables.Value, _ knee: KneeTest.Result?, _ settings: DecayAnalysis.Settings
  ) {
    (self.name, invoices, table, self.knee, self.settings) = (name, tables.invoices, tables.weighted, knee, settings)
    incidence = try? CumulativeIncidence(table)
    lateInvoices = Int(invoices.rows.reduce(0) { $1.day > settings.from ? $0 + $1.events : $0 })
    tail = lateInvoices < DecayAnalysis.minimumPayments ? nil : try? DecayTail(table, from: settings.from)
  }

  /// The figures whose variance between clients is needed, in the order in which they are used.
  var functionals: [Functional] {
    var found: [Functional] = []
    _ = group { functional in
      found.append(functional)
      return nil
    }
    return found
  }

  /// - Parameter answers: One for each of ``functionals``.
  func group(_ answers: [ClientVariance.Answer]) -> DecayAnalysis.Group {
    var rest = answers[...]
    return group { _ in rest.removeFirst() }
  }

  private typealias Variance = (Functional) -> ClientVariance.Answer?

  private func group(_ variance: Variance) -> DecayAnalysis.Group {
    func has(_ part: DecayAnalysis.Part) -> Bool { settings.parts.contains(part) }
    return DecayAnalysis.Group(
      name: name, invoices: Int(invoices.total), incidence: incidence, curve: has(.curve) ? curve(variance) : [],
      outcomes: has(.outcomes) ? outcomes(variance) : [], hazards: has(.hazard) ? hazards(variance) : [], knee: knee,
      tail: has(.tail) ? tail(variance) : nil,
      openAtFrom: has(.curve) && settings.comparesSampling ? openAtFrom(variance) : nil)
  }

  private func openAtFrom(_ variance: Variance) -> (Figure, Figure) {
    let count = Int(invoices.atRisk(settings.from))
    guard count >= DecayAnalysis.minimumAtRisk, let open = incidence?.openFunctional(at: settings.from) else {
      return (.notEnoughData(few(count)), .notEnoughData(few(count)))
    }
    return (.estimate(open.estimate), byClient(open, variance))
  }

  private func byClient(_ functional: Functional, _ variance: Variance) -> Figure {
    let found = variance(functional)
    guard let answer = found, answer.clients >= ClientVariance.minimumClients else {
      return .notEnoughData(Shortage(found?.clients ?? 0, .clients, needed: ClientVariance.minimumClients))
    }
    return .estimate(functional.estimate(standardError: answer.standardError, quantile: answer.quantile))
  }

  private func few(_ invoices: Int) -> Shortage {
    Shortage(invoices, .invoices, needed: DecayAnalysis.minimumAtRisk)
  }

  /// Whether every invoice has ended before the day, so that what is open on it is known to be nothing.
  private func allHaveEnded(by day: Int) -> Bool {
    invoices.atRisk(day) == 0 && invoices.censored.total == 0 && invoices.total >= DecayAnalysis.minimumAtRisk
  }

  private func sampled(_ functional: Functional?, orElse invoices: Int, _ variance: Variance) -> Figure {
    guard let functional else { return .notEnoughData(few(invoices)) }
    // Nobody yet, or everybody: there is nothing to vary.
    if functional.value <= 0 || functional.value >= 1 { return .estimate(Estimate(value: functional.value)) }
    let isByClient = settings.sampling == .client || settings.weight == .amount
    return isByClient ? byClient(functional, variance) : .estimate(functional.estimate)
  }

  private func curve(_ variance: Variance) -> [DecayAnalysis.CurveRow] {
    DecayAnalysis.curveDays.map { day in
      let count = Int(invoices.atRisk(day))
      let isCurve = count > 0 && invoices.total >= DecayAnalysis.minimumAtRisk || allHaveEnded(by: day)
      let open = isCurve ? incidence?.openFunctional(at: day) : nil
      // What is paid on the day itself is no longer open after it.
      let stillOpen = Int(invoices.atRisk(day + 1))
      let isEnough = stillOpen >= DecayAnalysis.minimumAtRisk
      let soon = isEnough ? incidence?.functional(of: .paid, by: day + DecayAnalysis.daysAhead, openAt: day) : nil
      return DecayAnalysis.CurveRow(
        day: day, atRisk: table.atRisk(day), invoicesAtRisk: count, open: sampled(open, orElse: count, variance),
        paidSoon: sampled(soon, orElse: stillOpen, variance))
    }
  }

  private func outcomes(_ variance: Variance) -> [DecayAnalysis.OutcomeRow] {
    DecayAnalysis.outcomeDays.flatMap { day in
      let count = Int(invoices.atRisk(day))
      let known = count >= DecayAnalysis.minimumAtRisk || allHaveEnded(by: day) ? incidence : nil
      func row(_ end: Spell.End?, _ functional: Functional?) -> DecayAnalysis.OutcomeRow {
        DecayAnalysis.OutcomeRow(day: day, end: end, probability: sampled(functional, orElse: count, variance))
      }
      return [Spell.End.paid, .credited, .writtenOff].map {
        row($0, known?.functional(of: $0, by: day, openAt: nil))
      } + [row(nil, known?.openFunctional(at: day))]
    }
  }

  private func hazards(_ variance: Variance) -> [DecayAnalysis.HazardRow] {
    let bounds = DecayAnalysis.hazardBounds
    return zip(bounds, bounds.dropFirst()).map { before, last in
      let hazard = DailyHazard(table, days: (before + 1)...last)
      let count = Int(invoices.atRisk(before + 1))
      var daily = Figure.notEnoughData(few(count))
      if count >= DecayAnalysis.minimumAtRisk {
        daily =
          hazard.functional.map { byClient($0, variance) } ?? .notEnoughData(Shortage(0, .payments, needed: 1))
      }
      return DecayAnalysis.HazardRow(hazard: hazard, invoicesAtRisk: count, daily: daily)
    }
  }

  private func tail(_ variance: Variance) -> DecayAnalysis.Tail {
    switch tail {
    case nil: return .notEnoughData(Shortage(lateInvoices, .payments, needed: DecayAnalysis.minimumPayments))
    case let fit?:
      let observed = observedHalfLife(variance)
      let exponential = byClient(fit.exponential.halfLife, variance)
      let weibull = byClient(fit.weibull.halfLife, variance)
      let shape = byClient(fit.weibull.shapeFunctional!, variance)
      let interval = shape.estimate.flatMap { estimate in estimate.low.flatMap { low in estimate.high.map { low...$0 } }
      }
      return .fitted(
        DecayAnalysis.TailFigures(
          fit: fit, observedHalfLife: observed, exponentialHalfLife: exponential, weibullHalfLife: weibull,
          weibullShape: shape,
          prefersWeibull: settings.weight == .invoice
            ? fit.weibull.aic < fit.exponential.aic : interval.map { !$0.contains(1) } ?? false))
    }
  }

  /// The first day after ``DecayAnalysis/Settings/from`` by which half of what was open then is paid. The interval is
  /// Woodruff's: the curve is read at the two ends of its own interval on that day.
  ///
  /// - Source: Woodruff (1952), JASA 47(260), 635–646.
  private func observedHalfLife(_ variance: Variance) -> Figure? {
    guard let payment = try? CumulativeIncidence(table.paymentsOnly) else { return nil }
    let days = payment.open.steps.lazy.map(\.day).filter { $0 > settings.from }
    func firstDay(paid share: Double) -> Double? {
      days.first {
        payment.open.paid(within: $0 - settings.from, unpaidAt: settings.from).map { $0.value >= share } ?? false
      }
      .map { Double($0 - settings.from) }
    }
    guard let halfLife = firstDay(paid: 0.5),
      let paid = payment.functional(of: .paid, by: settings.from + Int(halfLife), openAt: settings.from)
    else { return nil }
    switch byClient(paid, variance) {
    case .notEnoughData(let shortage): return .notEnoughData(shortage)
    case .estimate(let share):
      let (low, high) = (share.low.flatMap(firstDay), share.high.flatMap(firstDay))
      return .estimate(Estimate(value: halfLife, low: low, high: high))
    }
  }
}
