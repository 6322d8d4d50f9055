internal import Risk
internal import Tables

/// Predicted and observed shares by tenth of the predictions, lowest first.
enum CalibrationTable {
  static func ofLateness(_ bins: [PredictionScore.CalibrationBin], _ language: Language) -> Table {
    table(
      bins, rows: language(en: "Invoices", fr: "Factures"),
      predicted: language(en: "Predicted late", fr: "Impayées, prédit"),
      observed: language(en: "Observed late", fr: "Impayées, constaté"), language)
  }

  static func ofPayment(_ bins: [PredictionScore.CalibrationBin], _ language: Language) -> Table {
    table(
      bins, rows: language(en: "Predictions", fr: "Prédictions"),
      predicted: language(en: "Predicted paid", fr: "Réglées, prédit"),
      observed: language(en: "Observed paid", fr: "Réglées, constaté"), language)
  }

  private static func table(
    _ bins: [PredictionScore.CalibrationBin], rows: String, predicted: String, observed: String, _ language: Language
  ) -> Table {
    Table(
      [
        Column("tenth", language(en: "Tenth", fr: "Dixième")), Column("rows", rows), Column("predicted", predicted),
        Column("observed", observed),
      ],
      rows: bins.enumerated().map { index, bin in
        [.integer(index + 1), .integer(bin.rows), .share(bin.meanPredicted), .share(bin.observed)]
      })
  }
}
