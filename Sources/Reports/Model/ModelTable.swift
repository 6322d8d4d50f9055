internal import RealModule
internal import Risk
internal import Statistics
public import Tables

/// The coefficients of the late-payment model, per standard deviation of each feature: those it predicts with, and what the
/// rows alone say of each effect, with intervals that take clients as drawn: `model.csv`. No rows when there is no fit.
public enum ModelTable {
  /// - Parameter inWords: Terms in the reader's language, instead of the stable names.
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language, inWords: Bool = false) -> Table {
    let columns =
      [
        Column("term", language(en: "Term", fr: "Variable"), isNumeric: false),
        Column("coefficient", language(en: "Coefficient", fr: "Coefficient")),
        Column("odds_ratio", language(en: "Odds ratio", fr: "Rapport de cotes")),
        Column("unpenalised", language(en: "Without penalty", fr: "Sans pénalité")),
        Column("standard_error", language(en: "Standard error", fr: "Erreur type")),
      ] + IntervalColumns.columns(language)
    guard case .success(let model) = analysis.risk.fit else { return Table(columns, rows: []) }
    let fit = model.regression.fit
    let effects = try? analysis.risk.effects?.get()
    return Table(
      columns,
      rows: fit.coefficients.indices.map { index in
        let term = index == 0 ? "intercept" : fit.columns[index - 1]
        let interval = effects?.interval(ofCoefficient: index)
        func number(_ value: Double?) -> Cell { .optional(value) { .number($0) } }
        return [
          .text(inWords ? FeatureWords.title(term, language) : term), .number(fit.coefficients[index]),
          .number(min(Double.exp(fit.coefficients[index]), 1e9)), number(effects?.fit.coefficients[index]),
          number(effects?.errors?.standardErrors[index]), number(interval?.lowerBound), number(interval?.upperBound),
        ]
      })
  }
}
