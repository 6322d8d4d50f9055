public import Execution
public import Receivables
internal import Statistics

/// The late-payment model of a ledger: fitted, tested out of time against three baselines, and used only if it wins.
public struct LateRisk: Sendable {
  public let outcome: LateOutcome
  public let asOf: Day
  /// Invoices whose outcome is known, and how many of them were late.
  public let rows: Int
  public let events: Int
  /// The test on a later block of time, or why there is none.
  public let validation: Result<Validation, NotValidated>
  /// The model on all rows, or why there is none.
  public let fit: Result<LogisticRegression, LogisticRegression.Failure>
  /// Columns the fit had to leave out.
  public let leftOut: [LeftOut]
  /// What predictions come from.
  public let source: Source
  /// The features behind the fitted columns, in their order.
  private let usedFeatures: [any Feature]
  private let portfolio: PortfolioHistory.Record

  /// A column that cannot be in the fit, and why.
  public struct LeftOut: Sendable, Equatable {
    public let column: String
    public let reason: Reason

    public enum Reason: Sendable, Equatable {
      case unfit(LogisticRegression.Failure)
      /// The due days span less than a year: a season would be told from months never seen.
      case shortHistory(column: String)
    }
  }

  public enum Source: Sendable, Equatable {
    case model
    /// The client's own late rate, shrunk to the portfolio's.
    case clientRate
    /// Too little is known for any probability.
    case none
  }

  /// Why the model could not be tested.
  public enum NotValidated: Error, Equatable, Sendable {
    case tooFewTestRows(rows: Int, events: Int)
    case noFit(LogisticRegression.Failure)
  }

  /// A test on invoices issued after everything the model was trained on was known.
  public struct Validation: Sendable {
    /// Outcomes known by this day are for training; invoices issued after it for the test.
    public let trainedUntil: Day
    /// 1 when every row counts; k when one block of 256 rows in k does, because more would only cost time.
    public let oneBlockIn: Int
    public let trainingRows: Int
    public let trainingEvents: Int
    public let model: PredictionScore
    /// One probability for all: the late rate of the training rows.
    public let portfolioRate: PredictionScore
    /// The client's late rate on the issue day, shrunk to the portfolio's.
    public let clientRate: PredictionScore
    /// The client's overdue debt × age on the issue day: an ordering, not a probability.
    public let ageTimesAmount: RankingScore

    /// Log loss of the better of the two rates less the model's, row by row: its mean and standard error.
    public let gain: (mean: Double, standardError: Double)

    /// Whether the model beats both rates in log loss by more than the standard error of the difference, and ranks
    /// better than age × amount.
    public var modelWins: Bool {
      gain.mean > gain.standardError && model.ranking.auc > ageTimesAmount.auc
    }
  }

  /// Late outcomes (or outcomes on time, if rarer) a fit needs for each coefficient.
  public static let eventsPerCoefficient = 5
  /// Share of the rows, by issue day, before the test window.
  static let trainingShare = 0.8
  /// The least a test window must hold, of rows and of either outcome.
  static let minimumTestRows = 50
  static let minimumTestEvents = 5
  /// Rows that are plenty for a test: an AUC is then good to a few thousandths.
  static let rowsForValidation = 250_000
  /// Days that due days must span before a season is fitted.
  static let seasonDays = 365
  /// Rows from which a first fit on part of them pays.
  static let thinningFrom = 100_000
  /// Rows below which not even a rate is given.
  static let minimumRows = 20

  public init(
    _ snapshot: Snapshot, outcome: LateOutcome = LateOutcome(), features: [any Feature] = LateFeatures.standard,
    executor: Executor
  ) {
    self.outcome = outcome
    asOf = snapshot.asOf
    portfolio = snapshot.evaluate(PortfolioHistory(of: snapshot, outcome: outcome), on: executor)
    let training = TrainingRows(snapshot, features: features, outcome: outcome, portfolio: portfolio, executor)
    (rows, events) = (training.count, training.lateCount)

    let trial = LateRisk.validate(training, executor)
    validation = trial.map(\.validation)
    // The trial's coefficients are near the final ones, when both have the same columns.
    let start = try? trial.get()
    (fit, leftOut) = LateRisk.fit(training, .all, oneBlockIn: 1, startingAt: start?.fit, executor)

    let columns = (try? fit.get())?.columns ?? []
    usedFeatures = features.filter { columns.contains($0.name) }
    if case .success(let validation) = validation, validation.modelWins, case .success = fit {
      source = .model
    } else {
      source = rows >= LateRisk.minimumRows ? .clientRate : .none
    }
  }

  /// P(unpaid `outcome.grace` days after due) of an invoice predicted the day after the as-of day; `nil` when the ledger
  /// is too small for any probability.
  public func probability(_ invoice: Prospect, client: ClientRecord) -> Double? {
    let known = Known(client: client, portfolio: portfolio.known(by: asOf))
    switch (source, fit) {
    case (.model, .success(let model)):
      return model.probability(usedFeatures.map { $0.value(of: invoice, known) })
    case (.none, _): return nil
    default: return known.lateRate
    }
  }

  private static func validate(
    _ training: TrainingRows, _ executor: Executor
  ) -> Result<(validation: Validation, fit: LogisticRegression), NotValidated> {
    guard let cut = training.issueDay(atShare: trainingShare) else {
      return .failure(.tooFewTestRows(rows: 0, events: 0))
    }
    let (testRows, testEvents) = training.count(.issued(after: cut))
    let rarer = min(testEvents, testRows - testEvents)
    guard testRows >= minimumTestRows, rarer >= minimumTestEvents else {
      return .failure(.tooFewTestRows(rows: testRows, events: testEvents))
    }
    let thinning = max(1, training.count / rowsForValidation)
    let (result, leftOut) = fit(training, .known(by: cut), oneBlockIn: thinning, startingAt: nil, executor)
    guard case .success(let model) = result else {
      guard case .failure(let failure) = result else { preconditionFailure("neither a fit nor a failure") }
      return .failure(.noFit(failure))
    }
    let test = training.select(.issued(after: cut), dropping: Set(leftOut.map(\.column)), oneBlockIn: thinning)
      .scored(model, executor)
    let outcomes = test.map(\.isLate)
    let rate = Double(model.events) / Double(model.observations)
    let predictions = [test.map(\.model), test.map { _ in rate }, test.map(\.clientRate)]
    let ages = test.map(\.ageTimesAmount)
    let scores = executor.map(4) { index -> (PredictionScore?, RankingScore?) in
      index < 3 ? (PredictionScore(predictions[index], outcomes), nil) : (nil, RankingScore(ages, outcomes))
    }
    let (portfolioRate, clientRate) = (scores[1].0!, scores[2].0!)
    let rival = portfolioRate.logLoss < clientRate.logLoss ? predictions[1] : predictions[2]
    let validation = Validation(
      trainedUntil: cut, oneBlockIn: thinning, trainingRows: model.observations, trainingEvents: model.events,
      model: scores[0].0!,
      portfolioRate: portfolioRate, clientRate: clientRate, ageTimesAmount: scores[3].1!,
      gain: PredictionScore.logLossGain(of: predictions[0], over: rival, outcomes))
    return .success((validation, model))
  }

  /// Fits, leaving out a column at a time while one makes the fit impossible.
  private static func fit(
    _ training: TrainingRows, _ selection: TrainingRows.Selection, oneBlockIn thinning: Int,
    startingAt trial: LogisticRegression?, _ executor: Executor
  ) -> (Result<LogisticRegression, LogisticRegression.Failure>, [LeftOut]) {
    var leftOut: [LeftOut] = []
    if training.dueSpan(selection) < seasonDays {
      leftOut = SeasonFeatures.names.map { LeftOut(column: $0, reason: .shortHistory(column: $0)) }
        .filter { training.columns.contains($0.column) }
    }
    while true {
      let rows = training.select(selection, dropping: Set(leftOut.map(\.column)), oneBlockIn: thinning)
      var start = trial?.columns == rows.columns ? trial?.coefficients : nil
      if start == nil, training.count >= thinningFrom {
        // A sixteenth of the rows gets nearly there, and saves most of the passes over all of them.
        let thinned = training.select(selection, dropping: Set(leftOut.map(\.column)), oneBlockIn: 16)
        start = (try? LogisticRegression(thinned, executor: executor))?.coefficients
      }
      do {
        let model = try LogisticRegression(
          rows, startingAt: start, minimumEvents: eventsPerCoefficient * (rows.columns.count + 1), executor: executor)
        return (.success(model), leftOut)
      } catch {
        switch error {
        case .constant(let column), .collinear(let column), .separated(let column):
          guard rows.columns.contains(column) else { return (.failure(error), leftOut) }
          leftOut.append(LeftOut(column: column, reason: .unfit(error)))
        case .tooFewEvents, .notConverged, .notFinite: return (.failure(error), leftOut)
        }
      }
    }
  }
}
