public import Risk
internal import Statistics
public import Tables

/// A test out of time as tables: the model beside the simple rules, and how their probabilities came out.
public struct ValidationTable {
  private let test: OutOfTimeTest
  private let task: ModelFile.Task
  private let language: Language
  private let inWords: Bool

  /// - Parameter inWords: Predictors by name, rather than by the stable names of files for scripts.
  public init(_ test: OutOfTimeTest, of task: ModelFile.Task, _ language: Language, inWords: Bool) {
    self.test = test
    self.task = task
    self.language = language
    self.inWords = inWords
  }

  private func name(_ rule: OutOfTimeTest.Baseline?) -> Cell {
    .text(inWords ? RuleWords.name(rule, task, language) : rule?.rawValue ?? "model")
  }

  private var predictor: Column {
    Column("predictor", language(en: "Predictor", fr: "Prédicteur"), isNumeric: false)
  }

  /// One row a predictor, the model first.
  public var predictors: Table {
    let columns =
      [
        predictor, Column("rows", language(en: "Predictions", fr: "Prédictions")),
        Column("events", language(en: "Events", fr: "Événements")), Column("auc", "AUC"),
      ] + IntervalColumns.columns(language, prefix: "auc_") + [
        Column("brier", language(en: "Brier score", fr: "Score de Brier")),
        Column("log_loss", language(en: "Log loss", fr: "Perte log.")),
        Column("calibration_slope", language(en: "Calibration slope", fr: "Pente de calibration")),
        Column("calibration_intercept", language(en: "intercept", fr: "constante")),
        Column("top_fifth_of_money", language(en: "Money in top 20%", fr: "Argent dans les 20 % du haut")),
        Column("client_rank_correlation", language(en: "Client ranking", fr: "Classement des clients")),
      ]
    return Table(columns, rows: [row(nil)] + test.baselines.map { row($0.rule) })
  }

  private func row(_ rule: OutOfTimeTest.Baseline?) -> [Cell] {
    let (scores, outcomes) = (test.scores(rule), test.outcomes)
    if outcomes.isEmpty { return [name(rule), .integer(0), .integer(0)] + Array(repeating: .blank, count: 9) }
    let isProbability = rule?.isProbability ?? true
    let score = PredictionScore(isProbability ? scores : scores.map { _ in 0.5 }, outcomes, clients: test.clients)
    let ranking = isProbability ? score.ranking : RankingScore(scores, outcomes, clients: test.clients)
    func probability(_ value: Double?) -> Cell { isProbability ? .optional(value) { .number($0) } : .blank }
    // Where all outcomes are the same there is nothing to rank.
    let hasBoth = 0 < ranking.events && ranking.events < ranking.rows
    return [
      name(rule), .integer(ranking.rows), .integer(ranking.events), hasBoth ? .number(ranking.auc) : .blank,
      .optional(ranking.aucInterval) { .number($0.lowerBound) },
      .optional(ranking.aucInterval) { .number($0.upperBound) }, probability(score.brier),
      probability(score.logLoss), probability(score.calibrationSlope), probability(score.calibrationIntercept),
      .optional(test.topFifthOfMoney(by: rule)) { .share($0) },
      .optional(test.clientRankCorrelation(by: rule)) { .number($0) },
    ]
  }

  /// Predicted and observed rates by tenth of the model's predictions, lowest first, with the binomial interval and the one that
  /// takes a client's rows together.
  ///
  /// - Parameter withRules: Those of each rule that gives probabilities, too.
  public func reliability(withRules: Bool) -> Table {
    let columns =
      [
        predictor, Column("tenth", language(en: "Tenth", fr: "Dixième")),
        Column("rows", language(en: "Predictions", fr: "Prédictions")),
        Column("events", language(en: "Events", fr: "Événements")),
        Column("predicted", language(en: "Predicted", fr: "Prédit")),
        Column("observed", language(en: "Observed", fr: "Constaté")),
      ] + IntervalColumns.columns(language) + [
        Column("inside", language(en: "Inside", fr: "Dedans"), isNumeric: false),
        Column("client_low", language(en: "by client", fr: "Intervalle par client")),
        Column("client_high", "", endsInterval: true),
        Column("client_inside", language(en: "Inside", fr: "Dedans"), isNumeric: false),
      ]
    if test.predictions.isEmpty { return Table(columns, rows: []) }
    let rules = withRules ? test.baselines.map(\.rule).filter(\.isProbability) : []
    return Table(columns, rows: bins(nil) + rules.flatMap { bins($0) })
  }

  private func bins(_ rule: OutOfTimeTest.Baseline?) -> [[Cell]] {
    let score = PredictionScore(test.scores(rule), test.outcomes)
    let byClient = test.clientIntervals(score)
    return score.calibration.enumerated().map { index, bin in
      var range: ClosedRange<Double>?
      if let low = byClient[index]?.low, let high = byClient[index]?.high { range = low...high }
      return [
        name(rule), .integer(index + 1), .integer(bin.rows), .integer(bin.events), .share(bin.meanPredicted),
        .share(bin.observed), .share(bin.interval.lowerBound), .share(bin.interval.upperBound),
        inside(bin.isCalibrated), .optional(range) { .share($0.lowerBound) },
        .optional(range) { .share($0.upperBound) }, .optional(range) { inside($0.contains(bin.meanPredicted)) },
      ]
    }
  }

  private func inside(_ isInside: Bool) -> Cell {
    let words = language(en: isInside ? "yes" : "no", fr: isInside ? "oui" : "non")
    return .text(inWords ? words : isInside ? "yes" : "no")
  }

  /// One row a prediction whose outcome the ledger can tell.
  public func predictions(
    invoice: @escaping @Sendable (Int) -> String, client: @escaping @Sendable (Int) -> String
  ) -> Table {
    let columns = [
      Column("prediction_day", "prediction_day"), Column("invoice", "invoice", isNumeric: false),
      Column("client", "client", isNumeric: false), Column("p", "p"), Column("outcome", "outcome"),
    ]
    let predictions = test.predictions
    return Table(columns, rowCount: predictions.count) { index in
      let row = predictions[index]
      return [
        .day(row.day), .text(invoice(row.document)), .text(client(row.client)), .share(row.probability),
        .integer(row.outcome ? 1 : 0),
      ]
    }
  }
}
