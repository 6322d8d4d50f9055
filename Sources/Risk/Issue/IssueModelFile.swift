public import Execution
internal import LinearAlgebra
public import Receivables
public import Statistics

/// An at-issue model as it is kept in a file: all it needs to be applied to another ledger, and to be doubted.
///
/// Decoding what was encoded gives back equal values, to the last bit of every number.
public struct IssueModelFile: Sendable, Codable, Equatable {
  /// Of this layout. A file with another is refused.
  public static let currentVersion = 1

  public let version: Int
  /// `issue`: P(unpaid `lateAfter` days after due), asked at issue.
  public let task: String
  public let lateAfter: Int
  public let currency: String
  /// Headers of the columns it uses as attributes.
  public let attributes: [String]
  /// The last day the model knows, and the issue days of its rows.
  public let trainedUntil: Day
  public let firstIssue, lastIssue: Day
  public let rows: Int
  public let events: Int
  public let calendar: PaymentCalendar
  public let formula: LogitFormula
  /// Of the coefficients, a client's rows taken together, shape `[1 + columns]²`.
  public let covariance: [[Double]]
  public let settings: Settings
  /// Out of time, before the final fit; `nil` where there was too little for a test.
  public let validation: Validation?
  /// How each feature was distributed among the rows.
  public let distributions: [Distribution]
  /// SHA-256 of the ledger's files, by name.
  public let inputs: [String: String]

  public struct Settings: Sendable, Codable, Equatable {
    /// Share of rows beyond the range kept, the design effect, and the common penalty.
    public let tail, designEffect, strength: Double
  }

  public struct Validation: Sendable, Codable, Equatable {
    public let trainedUntil: Day
    public let rows, events: Int
    public let auc, brier, logLoss: Double
    public let clientRateLogLoss, portfolioRateLogLoss: Double
    public let wins: Bool
  }

  public struct Distribution: Sendable, Codable, Equatable {
    public let feature: String
    public let reference: PopulationStability
  }

  /// Fits on all that a snapshot knows.
  ///
  /// - Parameter inputs: Digests of the ledger's files, by name.
  public init(
    _ snapshot: Snapshot, outcome: LateOutcome, inputs: [String: String], executor: Executor
  ) throws(IssueModel.Failure) {
    let risk = LateRisk(snapshot, outcome: outcome, executor: executor)
    let model = try risk.fit.get()
    version = IssueModelFile.currentVersion
    task = "issue"
    lateAfter = outcome.grace
    currency = snapshot.currency.code
    attributes = model.attributes
    trainedUntil = snapshot.asOf
    (firstIssue, lastIssue) = (model.issueDays.lowerBound, model.issueDays.upperBound)
    (rows, events) = (model.rows, model.events)
    calendar = model.calendar
    formula = model.regression.formula
    let matrix = model.regression.clustered?.matrix ?? model.regression.fit.covariance
    covariance = (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }
    settings = Settings(
      tail: IssueModel.settings.tail, designEffect: model.regression.designEffect, strength: model.regression.strength)
    validation = (try? risk.validation.get()).map {
      Validation(
        trainedUntil: $0.trainedUntil, rows: $0.model.ranking.rows, events: $0.model.ranking.events,
        auc: $0.model.ranking.auc, brier: $0.model.brier, logLoss: $0.model.logLoss,
        clientRateLogLoss: $0.clientRate.logLoss, portfolioRateLogLoss: $0.portfolioRate.logLoss, wins: $0.modelWins)
    }
    distributions = model.distributions
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

  public func check(against snapshot: Snapshot) throws(Mismatch) {
    if version != IssueModelFile.currentVersion {
      throw .version(found: version, expected: IssueModelFile.currentVersion)
    }
    let isSound = formula.isSound && distributions.allSatisfy(\.reference.isSound)
    if !(0...LateOutcome.longestGrace).contains(lateAfter) || !isSound { throw .damaged }
    if task != "issue" { throw .task(task) }
    if currency != snapshot.currency.code { throw .currency(found: currency, ledger: snapshot.currency.code) }
    if snapshot.attributes.map(\.name) != attributes { throw .attributes(expected: attributes) }
    let known = Set(IssueFeatures.catalogue(attributes: attributes).map(\.name))
    let missing = formula.scaling.columns.map(\.name).filter { !known.contains($0) }
    if !missing.isEmpty || formula.scaling.featureCount != known.count { throw .features(missing: missing) }
    if snapshot.asOf < trainedUntil { throw .olderLedger(asOf: snapshot.asOf, trainedUntil: trainedUntil) }
  }

  /// One open item's risk, as known on the snapshot's day.
  public struct Score: Sendable {
    public let client: Int
    public let document: Document
    public let probability: Double
    /// Against an invoice at the portfolio's means, largest first.
    public let contributions: [(name: String, logit: Double)]
    public let features: [Double]
    /// What the features were made of.
    public let known: IssueKnowledge
  }

  /// Every open item of a snapshot, in the ledger's order, and how far the population has moved.
  public func scores(
    _ snapshot: Snapshot, executor: Executor
  ) throws(Mismatch) -> (scores: [Score], drift: [(feature: String, index: PopulationStability.Index)]) {
    try check(against: snapshot)
    let portfolio = snapshot.evaluate(
      PortfolioCurve(of: snapshot, calendar: calendar, grace: lateAfter), on: executor)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let records = AttributeHistory.records(of: snapshot, outcome: LateOutcome(grace: lateAfter), executor)
    let catalogue = IssueFeatures.catalogue(attributes: attributes)
    let scores = executor.map(plan.blocks.count) { block in
      plan.blocks[block].flatMap { client -> [Score] in
        let account = snapshot.account(client)
        var history = IssueHistory(account, portfolio: portfolio, attributes: records)
        history.advance(to: snapshot.asOf)
        return account.filter(\.isOpen).map { document in
          let known = history.knowledge(due: document.due)
          let prospect = Prospect(document, snapshot.attributes)
          let features = catalogue.map { $0.value(of: prospect, known) }
          return Score(
            client: client, document: document, probability: formula.probability(features),
            contributions: formula.contributions(features).sorted { abs($0.logit) > abs($1.logit) },
            features: features, known: known)
        }
      }
    }.flatMap(\.self)
    if scores.isEmpty { return ([], []) }
    let drift = distributions.compactMap { distribution in
      catalogue.firstIndex { $0.name == distribution.feature }.map { place in
        (distribution.feature, distribution.reference.index(of: scores.map { $0.features[place] }))
      }
    }
    return (scores, drift)
  }
}
