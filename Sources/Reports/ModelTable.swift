internal import RealModule
internal import Risk
internal import Statistics
public import Tables

/// The coefficients of the late-payment model, per standard deviation of each feature, with errors that take a client's
/// invoices together: `model.csv`. No rows when there is no fit.
public enum ModelTable {
  /// - Parameter inWords: Terms in the reader's language, instead of the stable names.
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language, inWords: Bool = false) -> Table {
    let columns = [
      Column("term", language(en: "Term", fr: "Variable"), isNumeric: false),
      Column("coefficient", "Coefficient"),
      Column("standard_error", language(en: "Standard error", fr: "Erreur type")),
      Column("low", language(en: "95% low", fr: "borne basse")),
      Column("high", language(en: "95% high", fr: "borne haute")),
      Column("odds_ratio", language(en: "Odds ratio", fr: "Rapport de cotes")),
    ]
    guard case .success(let model) = analysis.risk.fit else { return Table(columns, rows: []) }
    let fit = model.regression.fit
    let errors = model.regression.clustered?.standardErrors ?? fit.standardErrors
    return Table(
      columns,
      rows: fit.coefficients.indices.map { index in
        let (value, error) = (fit.coefficients[index], errors[index])
        let width = Quantiles.normal975 * error
        let term = index == 0 ? "intercept" : fit.columns[index - 1]
        return [
          .text(inWords ? FeatureWords.title(term, language) : term), .number(value), .number(error),
          .number(value - width), .number(value + width), .number(min(Double.exp(value), 1e9)),
        ]
      })
  }
}
