public import Risk
internal import Statistics
public import Tables

/// A test out of time as tables: the model beside the simple rules, and how its probabilities came out.
public enum ValidationTable {
  /// One row a predictor.
  public static func predictors(_ test: OutOfTimeTest, _ language: Language) -> Table {
    let columns =
      [
        Column("predictor", language(en: "Predictor", fr: "Prédicteur"), isNumeric: false),
        Column("rows", language(en: "Predictions", fr: "Prédictions")),
        Column("events", language(en: "Events", fr: "Événements")), Column("auc", "AUC"),
      ] + IntervalColumns.columns(language, prefix: "auc_") + [
        Column("brier", language(en: "Brier score", fr: "Score de Brier")),
        Column("log_loss", language(en: "Log loss", fr: "Perte log.")),
        Column("calibration_slope", language(en: "Calibration slope", fr: "Pente de calibration")),
        Column("calibration_intercept", language(en: "intercept", fr: "constante")),
      ]
    let outcomes = test.outcomes
    let rules = test.baselines.map { row($0.rule.rawValue, $0.rule.isProbability, $0.scores, outcomes) }
    return Table(columns, rows: [row("model", true, test.predictions.map(\.probability), outcomes)] + rules)
  }

  private static func row(_ name: String, _ isProbability: Bool, _ scores: [Double], _ outcomes: [Bool]) -> [Cell] {
    if outcomes.isEmpty { return [.text(name), .integer(0), .integer(0)] + Array(repeating: .blank, count: 7) }
    let score = PredictionScore(isProbability ? scores : scores.map { _ in 0.5 }, outcomes)
    let ranking = isProbability ? score.ranking : RankingScore(scores, outcomes)
    func probability(_ value: Double?) -> Cell { isProbability ? .optional(value) { .number($0) } : .blank }
    return [
      .text(name), .integer(ranking.rows), .integer(ranking.events), .number(ranking.auc),
      .optional(ranking.aucInterval) { .number($0.lowerBound) },
      .optional(ranking.aucInterval) { .number($0.upperBound) }, probability(score.brier),
      probability(score.logLoss), probability(score.calibrationSlope), probability(score.calibrationIntercept),
    ]
  }

  /// Predicted and observed rates by tenth of the model's predictions, lowest first, with the binomial interval and the one that
  /// takes a client's rows together.
  public static func reliability(_ test: OutOfTimeTest, _ language: Language) -> Table {
    let columns =
      [
        Column("tenth", language(en: "Tenth", fr: "Dixième")),
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
    let bins = test.predictions.isEmpty ? [] : test.model.calibration
    let byClient = test.predictions.isEmpty ? [] : test.clientIntervals
    func inside(_ isInside: Bool) -> Cell {
      .text(isInside ? language(en: "yes", fr: "oui") : language(en: "no", fr: "non"))
    }
    return Table(
      columns,
      rows: bins.enumerated().map { index, bin in
        var range: ClosedRange<Double>?
        if let low = byClient[index]?.low, let high = byClient[index]?.high { range = low...high }
        return [
          .integer(index + 1), .integer(bin.rows), .integer(bin.events), .share(bin.meanPredicted),
          .share(bin.observed), .share(bin.interval.lowerBound), .share(bin.interval.upperBound),
          inside(bin.isCalibrated), .optional(range) { .share($0.lowerBound) },
          .optional(range) { .share($0.upperBound) }, .optional(range) { inside($0.contains(bin.meanPredicted)) },
        ]
      })
  }

  /// What the model is worth to somebody with a list to work through.
  public static func usefulness(_ test: OutOfTimeTest, _ language: Language) -> Table {
    let columns = [
      Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false),
      Column("value", language(en: "Value", fr: "Valeur")),
    ]
    let money = language(
      en: "Share of the money with the event, in the top fifth by probability × amount",
      fr: "Part de l'argent concerné dans le premier cinquième par probabilité × montant")
    let ranks = language(
      en: "Rank correlation of clients, expected and actual money (Spearman)",
      fr: "Corrélation de rang des clients, montant attendu et constaté (Spearman)")
    return Table(
      columns,
      rows: [
        [.text(money), .optional(test.topFifthOfMoney) { .share($0) }],
        [.text(ranks), .optional(test.clientRankCorrelation) { .number($0) }],
      ])
  }

  /// One row a prediction whose outcome the ledger can tell.
  public static func predictions(
    _ test: OutOfTimeTest, invoice: @escaping @Sendable (Int) -> String, client: @escaping @Sendable (Int) -> String
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
