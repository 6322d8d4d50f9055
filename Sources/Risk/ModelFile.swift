public import Execution
internal import LinearAlgebra
public import Receivables

/// A model as it is kept in a file: all it needs to be applied to another ledger, and to be doubted.
///
/// Decoding what was encoded gives back equal values, to the last bit of every number.
public struct ModelFile: Sendable, Codable, Equatable {
  /// Of this layout. A file with another is refused.
  public static let currentVersion = 4

  public let version: Int
  /// ``Task``, as a word: another program's may be unknown.
  public let task: String
  /// g of the task at issue: late is unpaid so many days after due.
  public let lateAfter: Int?
  public let currency: String
  /// Headers of the columns it uses as attributes; none for open items.
  public let attributes: [String]
  /// The last day the model knows.
  public let trainedUntil: Day
  public let calendar: PaymentCalendar
  /// One at issue; of open items one for each group that could be fitted.
  public let parts: [Part]
  /// The ledger's files, in the order in which they were given.
  public let inputs: [Input]

  /// One file of the ledger.
  public struct Input: Sendable, Codable, Equatable {
    /// Its name without its folder; two files may have the same.
    public let file: String
    public let sha256: String

    public init(file: String, sha256: String) { (self.file, self.sha256) = (file, sha256) }
  }

  public enum Task: String, Sendable {
    /// P(unpaid g days after due), asked at issue.
    case issue
    /// P(an open item is paid within h days), for any h.
    case open
  }

  /// One fit.
  public struct Part: Sendable, Codable, Equatable {
    /// The open items it is for; `nil` at issue.
    public let group: OpenItemGroup?
    /// First and last prediction day of the rows.
    public let firstDay, lastDay: Day
    public let rows: Int
    public let events: Int
    public let formula: LogitFormula
    /// Of the coefficients, a client's rows taken together, shape `[1 + columns]²`.
    public let covariance: [[Double]]
    public let settings: Settings
    /// Out of time, before the final fit; `nil` where there was too little for a test.
    public let validation: Validation?
    /// How each feature was distributed among the rows.
    public let distributions: [Distribution]

    init(
      _ regression: ScaledRegression, group: OpenItemGroup?, tail: Double, days: ClosedRange<Day>, rows: Int,
      events: Int,
      _ validation: Validation?, _ distributions: [Distribution]
    ) {
      self.group = group
      (firstDay, lastDay) = (days.lowerBound, days.upperBound)
      (self.rows, self.events) = (rows, events)
      formula = regression.formula
      let matrix = regression.clustered?.matrix ?? regression.fit.covariance
      covariance = (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }
      settings = Settings(tail: tail, designEffect: regression.designEffect, strength: regression.strength)
      self.validation = validation
      self.distributions = distributions
    }
  }

  public struct Settings: Sendable, Codable, Equatable {
    /// Share of rows beyond the range kept, the design effect, and the common penalty.
    public let tail, designEffect, strength: Double
  }

  public struct Validation: Sendable, Codable, Equatable {
    public let trainedUntil: Day
    public let rows, events: Int
    public let auc, brier, logLoss: Double
    /// Of the simple rules that give probabilities, by name.
    public let ruleLogLosses: [String: Double]
    public let wins: Bool

    init(_ test: OutOfTimeValidation) {
      let (comparison, score) = (test.comparison, test.comparison.model)
      trainedUntil = test.trainedUntil
      (rows, events) = (score.ranking.rows, score.ranking.events)
      (auc, brier, logLoss) = (score.ranking.auc, score.brier, score.logLoss)
      ruleLogLosses = Dictionary(uniqueKeysWithValues: comparison.rates.map { ($0.rule.rawValue, $0.score.logLoss) })
      wins = comparison.modelWins
    }
  }

  init(
    _ task: Task, lateAfter: Int?, _ snapshot: Snapshot, attributes: [String], _ calendar: PaymentCalendar,
    _ parts: [Part], inputs: [Input]
  ) {
    version = ModelFile.currentVersion
    self.task = task.rawValue
    self.lateAfter = lateAfter
    currency = snapshot.currency.code
    self.attributes = attributes
    trainedUntil = snapshot.asOf
    self.calendar = calendar
    self.parts = parts
    self.inputs = inputs
  }

  /// Why a file cannot be applied.
  public enum Mismatch: Error, Equatable {
    case version(found: Int, expected: Int)
    /// Numbers in it cannot be a model's.
    case damaged
    case task(String)
    case currency(found: String, ledger: String)
    /// The ledger was not read with the attributes that the model uses.
    case attributes(expected: [String])
    /// Features of this program and of the file differ.
    case features(missing: [String])
    /// The ledger ends before the model's last day: it would be scored with what was not known yet.
    case olderLedger(asOf: Day, trainedUntil: Day)
  }

  /// What the file answers, when it can be applied to a snapshot.
  public func check(against snapshot: Snapshot) throws(Mismatch) -> Task {
    if version != ModelFile.currentVersion { throw .version(found: version, expected: ModelFile.currentVersion) }
    guard let task = Task(rawValue: task) else { throw .task(task) }
    if !isSound(task) { throw .damaged }
    if currency != snapshot.currency.code { throw .currency(found: currency, ledger: snapshot.currency.code) }
    if snapshot.attributes.map(\.name) != attributes { throw .attributes(expected: attributes) }
    let described =
      switch task {
      case .issue: IssueFeatures.catalogue(attributes: attributes).map(\.name)
      case .open: OpenItemFeatures.standard.map(\.name)
      }
    let known = task == .issue ? described : OpenItemFeatures.columns(OpenItemFeatures.standard)
    for part in parts {
      let missing = part.formula.scaling.columns.map(\.name).filter { !known.contains($0) }
      if !missing.isEmpty || part.formula.scaling.featureCount != known.count { throw .features(missing: missing) }
      if part.distributions.map(\.feature) != described { throw .damaged }
    }
    if snapshot.asOf < trainedUntil { throw .olderLedger(asOf: snapshot.asOf, trainedUntil: trainedUntil) }
    return task
  }

  private func isSound(_ task: Task) -> Bool {
    let groups = parts.map(\.group)
    let hasParts =
      switch task {
      case .issue: groups == [nil] && lateAfter.map { (0...LateOutcome.longestGrace).contains($0) } ?? false
      case .open: !groups.isEmpty && !groups.contains(nil) && Set(groups).count == groups.count
      }
    return hasParts && parts.allSatisfy { $0.formula.isSound && $0.distributions.allSatisfy(\.isSound) }
  }

  /// One open item's probability, as known on the snapshot's day, and why.
  public struct Score: Sendable {
    public let client: Int
    public let document: Document
    public let probability: Double
    /// What sets the log-odds apart from those of an item at the portfolio's means, largest first.
    public let contributions: [LogitFormula.Contribution]
    /// The log-odds of that item.
    public let portfolioLogit: Double
    /// What its features were made of.
    public let known: Known
  }

  public enum Known: Sendable {
    case issue(IssueKnowledge)
    case open(OpenItemKnowledge)
  }

  /// One of the population that is compared with the rows of the fit.
  struct Member: Sendable {
    let group: OpenItemGroup?
    let features: [Double]
  }

  /// Of an account.
  struct Scored: Sendable {
    var scores: [Score] = []
    var population: [Member] = []
  }

  /// Days that open items are scored for: horizons that every regression has learnt.
  public static let horizons = OpenItemGroup.pastDue.horizons

  /// Every open item of a snapshot, in the ledger's order, and how far the population has moved.
  ///
  /// - Parameter horizon: h of the task of open items, of ``horizons``. An item of a group without a fit has no score.
  public func scores(
    _ snapshot: Snapshot, within horizon: Int, executor: Executor
  ) throws(Mismatch) -> (scores: [Score], drift: [Drift]) {
    let task = try check(against: snapshot)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let score = task == .issue ? issueScorer(snapshot, executor) : openItemScorer(snapshot, horizon, executor)
    let scored = executor.map(plan.blocks.count) { block in
      plan.blocks[block].map { score(snapshot.account($0)) }
    }.flatMap(\.self)
    let population = scored.flatMap(\.population)
    return (scored.flatMap(\.scores), parts.flatMap { $0.drift(of: population) })
  }
}
