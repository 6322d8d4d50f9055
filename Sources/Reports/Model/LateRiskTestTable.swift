internal import Risk
internal import Tables

/// The test of the late-payment model out of time: it beside the simple rules, one row a predictor.
enum LateRiskTestTable {
  static func table(_ comparison: BaselineComparison, _ language: Language) -> Table {
    let columns =
      [Column("predictor", language(en: "Predictor", fr: "Prédicteur"), isNumeric: false), Column("auc", "AUC")]
      + IntervalColumns.columns(language) + [
        Column("log_loss", language(en: "Log loss", fr: "Perte log.")), Column("brier", "Brier"),
        Column("slope", language(en: "Calibration slope", fr: "Pente de calibration")),
        Column("intercept", language(en: "Calibration intercept", fr: "Constante de calibration")),
        Column("top", language(en: "Late found in top 20%", fr: "Impayées trouvées dans les 20 % du haut")),
      ]
    func name(_ rule: OutOfTimeTest.Baseline?) -> String { RuleWords.name(rule, .issue, language) }
    var rows = [row(name(nil), comparison.model.ranking, comparison.model)]
    for (rule, score) in comparison.rates {
      rows.append(rule == .portfolioRate ? row(name(rule), score) : row(name(rule), score.ranking, score))
    }
    if let ranking = comparison.ageTimesAmount { rows.append(row(name(.ageTimesAmount), ranking, nil)) }
    return Table(columns, rows: rows)
  }

  private static func row(_ name: String, _ ranking: RankingScore, _ score: PredictionScore?) -> [Cell] {
    [
      .text(name), .number(ranking.auc), number(ranking.aucInterval?.lowerBound),
      number(ranking.aucInterval?.upperBound), number(score?.logLoss), number(score?.brier),
      number(score?.calibrationSlope), number(score?.calibrationIntercept), .share(ranking.topFifthShare),
    ]
  }

  /// Of one probability for all, which has no order.
  private static func row(_ name: String, _ rate: PredictionScore) -> [Cell] {
    [.text(name), .blank, .blank, .blank, .number(rate.logLoss), .number(rate.brier), .blank, .blank, .blank]
  }

  private static func number(_ value: Double?) -> Cell { .optional(value) { .number($0) } }
}
