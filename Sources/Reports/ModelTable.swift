internal import Risk
internal import Statistics
internal import RealModule
public import Tables

/// The coefficients of the late-payment model: `model.csv`. No rows when there is no fit.
public enum ModelTable {
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language) -> Table {
    let columns = [
      Column("term", language(en: "Term", fr: "Variable"), isNumeric: false),
      Column("coefficient", "Coefficient"),
      Column("standard_error", language(en: "Standard error", fr: "Erreur type")),
      Column("low", language(en: "95 % low", fr: "borne basse")),
      Column("high", language(en: "95 % high", fr: "borne haute")),
      Column("odds_ratio", language(en: "Odds ratio", fr: "Rapport de cotes")),
    ]
    guard case .success(let model) = analysis.risk.fit else { return Table(columns, rows: []) }
    let errors = model.standardErrors
    return Table(
      columns,
      rows: model.coefficients.indices.map { index in
        let (value, error) = (model.coefficients[index], errors[index])
        let width = Quantiles.normal975 * error
        return [
          .text(index == 0 ? "intercept" : model.columns[index - 1]), .number(value), .number(error),
          .number(value - width), .number(value + width), .number(min(Double.exp(value), 1e9)),
        ]
      })
  }
}
