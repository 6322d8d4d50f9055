public import Receivables
public import Statistics

/// Predictions made on past days from what was known then, by a model that had seen nothing after its training day, beside
/// what happened and what simpler rules would have said.
public struct OutOfTimeTest: Sendable {
  /// One prediction whose outcome the ledger can tell.
  public struct Prediction: Sendable {
    /// What was known strictly before this day's end, or, at issue, before the day.
    public let day: Day
    /// The invoice's position in the ledger.
    public let document: Int
    /// Index into the snapshot's clients.
    public let client: Int
    /// What is at stake.
    public let amount: Money
    /// The model's probability.
    public let probability: Double
    public let outcome: Bool

    public init(day: Day, document: Int, client: Int, amount: Money, probability: Double, outcome: Bool) {
      self.day = day
      self.document = document
      self.client = client
      self.amount = amount
      self.probability = probability
      self.outcome = outcome
    }
  }

  /// A simple rule that a model has to beat.
  public enum Baseline: String, Sendable, CaseIterable {
    /// One probability for all: the rate of the outcomes known on the training day.
    case portfolioRate = "portfolio_rate"
    /// The client's own rate, shrunk to the portfolio's.
    case clientRate = "client_rate"
    /// Overdue debt × age: an ordering, not a probability.
    case ageTimesAmount = "age_times_amount"
    /// By the whole portfolio's Kaplan–Meier curve.
    case pooledKaplanMeier = "pooled_kaplan_meier"
    /// By a regression with a random intercept for each client, at issue only.
    case randomIntercept = "random_intercept"

    public var isProbability: Bool { self != .ageTimesAmount }
  }

  /// In order of client and document.
  public let predictions: [Prediction]
  /// Each rule's probabilities or scores, one a prediction; higher means more likely to have the event.
  public let baselines: [(rule: Baseline, scores: [Double])]
  /// Rows and events the model was fitted on.
  public let training: (rows: Int, events: Int)

  public init(
    _ predictions: [Prediction], baselines: [(rule: Baseline, scores: [Double])], training: (rows: Int, events: Int)
  ) {
    precondition(baselines.allSatisfy { $0.scores.count == predictions.count }, "a score for each prediction")
    self.predictions = predictions
    self.baselines = baselines
    self.training = training
  }

  /// Tests of several windows as one; the training rows are the first one's.
  public init(pooling tests: [OutOfTimeTest]) {
    let rules = tests.first?.baselines.map(\.rule) ?? []
    self.init(
      tests.flatMap(\.predictions),
      baselines: rules.indices.map { rule in (rules[rule], tests.flatMap { $0.baselines[rule].scores }) },
      training: tests.first?.training ?? (0, 0))
  }

  /// Of each tenth of some predictions, in the order of ``PredictionScore/calibration``, the 95 % interval of the rate
  /// observed with a client's rows taken together; `nil` with one client. An item is predicted again and again, and a client's
  /// items are paid together, so that the binomial interval is too narrow.
  ///
  /// - Parameter score: Of these predictions.
  public func clientIntervals(_ score: PredictionScore) -> [Estimate?] {
    let order = score.ranking.order
    return (0..<10).compactMap { bin -> Estimate?? in
      let members = order[(bin * order.count / 10)..<((bin + 1) * order.count / 10)]
      if members.isEmpty { return nil }
      var clients: [Int: (items: Int, with: Int)] = [:]
      for row in members {
        let prediction = predictions[Int(row)]
        clients[prediction.client, default: (0, 0)].items += 1
        if prediction.outcome { clients[prediction.client]!.with += 1 }
      }
      if clients.count < 2 { return .some(nil) }
      return ClusteredProportion(clients.keys.sorted().map { clients[$0]! }).interval
    }
  }

  public var outcomes: [Bool] { predictions.map(\.outcome) }
  /// Whose each prediction is.
  public var clients: [Int] { predictions.map(\.client) }
  public var model: PredictionScore { PredictionScore(scores(), outcomes, clients: clients) }

  /// What a predictor says of each prediction.
  ///
  /// - Parameter rule: `nil` for the model.
  public func scores(_ rule: Baseline? = nil) -> [Double] {
    guard let rule else { return predictions.map(\.probability) }
    return baselines.first { $0.rule == rule }!.scores
  }

  /// Of the money that had the event, the share among the fifth of the predictions that come first by probability ×
  /// amount, or by an ordering as it is; `nil` when no money had it.
  ///
  /// - Parameter rule: `nil` for the model.
  public func topFifthOfMoney(by rule: Baseline? = nil) -> Double? {
    let stakes = stakes(rule)
    let order = predictions.indices.sorted { one, other in
      stakes[one] != stakes[other] ? stakes[one] > stakes[other] : one < other
    }
    func money(_ rows: some Sequence<Int>) -> Double {
      rows.reduce(0) { $0 + (predictions[$1].outcome ? predictions[$1].amount.inMinorUnits : 0) }
    }
    let all = money(order)
    return all > 0 ? money(order.prefix((order.count + 4) / 5)) / all : nil
  }

  /// Spearman's correlation, over the clients, of the money expected to have the event, or the sum of an ordering's scores, with
  /// the money that had it; `nil` with fewer than three clients or no difference between them.
  ///
  /// - Parameter rule: `nil` for the model.
  public func clientRankCorrelation(by rule: Baseline? = nil) -> Double? {
    let stakes = stakes(rule)
    var (expected, happened): ([Int: Double], [Int: Double]) = ([:], [:])
    for (row, prediction) in predictions.enumerated() {
      expected[prediction.client, default: 0] += stakes[row]
      happened[prediction.client, default: 0] += prediction.outcome ? prediction.amount.inMinorUnits : 0
    }
    let clients = expected.keys.sorted()
    if clients.count < 3 { return nil }
    return RankCorrelation.spearman(clients.map { expected[$0]! }, clients.map { happened[$0]! })
  }

  private func stakes(_ rule: Baseline?) -> [Double] {
    let scores = scores(rule)
    if rule?.isProbability == false { return scores }
    return zip(scores, predictions).map { $0 * $1.amount.inMinorUnits }
  }
}
