internal import Risk
public import Solvency
public import Tables

/// A trained model's test out of fold, and what is in it.
public enum TrainingTable {
  /// - Parameter inWords: Measures in the reader's language, instead of the stable names.
  public static func measures(
    _ file: FailureModelFile, _ test: CrossValidation, _ language: Language, inWords: Bool
  ) -> Table {
    let columns = [
      Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false),
      Column("value", language(en: "Value", fr: "Valeur")),
    ]
    let score = test.score
    func row(_ key: String, _ title: String, _ cell: Cell) -> [Cell] {
      [.text(inWords ? title : key), cell]
    }
    return Table(
      columns,
      rows: [
        row("rows", language(en: "rows", fr: "lignes"), .integer(score.ranking.rows)),
        row("events", language(en: "events", fr: "défaillances"), .integer(score.ranking.events)),
        row("auc", "AUC", .number(score.ranking.auc)),
        row(
          "auc_low", language(en: "AUC, 95% low", fr: "AUC, borne basse à 95 %"),
          .optional(score.ranking.aucInterval) { .number($0.lowerBound) }),
        row(
          "auc_high", language(en: "AUC, 95% high", fr: "AUC, borne haute à 95 %"),
          .optional(score.ranking.aucInterval) { .number($0.upperBound) }),
        row("brier", language(en: "Brier score", fr: "score de Brier"), .number(score.brier)),
        row("log_loss", language(en: "log loss", fr: "perte logarithmique"), .number(score.logLoss)),
        row(
          "calibration_slope", language(en: "calibration slope", fr: "pente de calibration"),
          .optional(score.calibrationSlope) { .number($0) }),
        row(
          "calibration_intercept", language(en: "calibration intercept", fr: "constante de calibration"),
          .optional(score.calibrationIntercept) { .number($0) }),
      ]
        + PenaltyKind.allCases.compactMap { kind in
          file.model.penalties[kind].map { row("penalty_\(kind.rawValue)", title(kind, language), .number($0)) }
        })
  }

  private static func title(_ kind: PenaltyKind, _ language: Language) -> String {
    switch kind {
    case .curve: language(en: "penalty λ of curves", fr: "pénalité λ des courbes")
    case .level: language(en: "penalty λ of words and few values", fr: "pénalité λ des modalités")
    case .levelOrder: language(en: "penalty λ between neighbouring ones", fr: "pénalité λ entre modalités voisines")
    case .gap: language(en: "penalty λ of gaps", fr: "pénalité λ des valeurs manquantes")
    case .evidence: language(en: "penalty λ of weights of evidence", fr: "pénalité λ des poids de l'évidence")
    }
  }

  /// Predicted and observed rates by tenth of the predictions, lowest first.
  public static func calibration(_ test: CrossValidation, _ language: Language) -> Table {
    let columns =
      [
        Column("tenth", language(en: "Tenth", fr: "Dixième")), Column("rows", language(en: "Rows", fr: "Lignes")),
        Column("events", language(en: "Events", fr: "Défaillances")),
        Column("predicted", language(en: "Predicted", fr: "Prédit")),
        Column("observed", language(en: "Observed", fr: "Constaté")),
      ] + IntervalColumns.columns(language) + [
        Column("inside", language(en: "Inside", fr: "Dedans"), isNumeric: false)
      ]
    return Table(
      columns,
      rows: test.score.calibration.enumerated().map { index, bin in
        [
          .integer(index + 1), .integer(bin.rows), .integer(bin.events), .share(bin.meanPredicted),
          .share(bin.observed), .share(bin.interval.lowerBound), .share(bin.interval.upperBound),
          .text(bin.isCalibrated ? language(en: "yes", fr: "oui") : language(en: "no", fr: "non")),
        ]
      })
  }

  /// Each row's prediction by the fit that has not seen it, in the order of the rows kept.
  public static func predictions(_ rows: TrainingRows, _ test: CrossValidation) -> Table {
    Table([Column("row", "row"), Column("p", "p"), Column("outcome", "outcome")], rowCount: test.predicted.count) {
      [.integer($0 + 1), .share(test.predicted[$0]), .integer(rows.outcomes[$0] ? 1 : 0)]
    }
  }

  /// The columns that move the risk most.
  public static func effects(_ effects: [FailureModel.Effect], first count: Int, _ language: Language) -> Table {
    let columns = [
      Column("column", language(en: "Column", fr: "Colonne"), isNumeric: false),
      Column("spread", language(en: "Spread, log-odds", fr: "Dispersion, logit")),
      Column("rise", language(en: "From 10th to 90th percentile", fr: "Du 10e au 90e centile")),
    ]
    return Table(
      columns,
      rows: effects.prefix(count).map { [.text($0.column), .number($0.spread), .optional($0.rise) { .number($0) }] })
  }
}
