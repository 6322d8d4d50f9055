public import Statistics
public import Tables

/// How long what is open at a day stays open: as observed, and by the laws fitted to the payments after it.
public enum DecayTailTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let cells = DecayCells(analysis, language)
    let columns =
      [
        Column("law", language(en: "Law", fr: "Loi"), isNumeric: false),
        Column("from", language(en: "After day", fr: "Après le jour")), cells.atRiskColumn, cells.paymentsColumn,
      ] + halfLifeColumns(cells, language) + [
        Column("log_likelihood", language(en: "Log likelihood", fr: "Log-vraisemblance")), Column("aic", "AIC"),
        Column("p_value", language(en: "p, constant hazard", fr: "p, risque constant")),
      ]
    return cells.table(columns) { group in
      rows(group, cells, language).map { row in
        let fit: [Cell]
        if case .fitted(let tail)? = group.tail {
          fit = [cells.weight(tail.fit.atRisk), cells.weight(tail.fit.payments)]
        } else {
          fit = [.blank, .blank]
        }
        let likelihood: [Cell] = [
          .optional(row.fit?.logLikelihood) { .number($0) }, .optional(row.fit?.aic) { .number($0) },
          .optional(row.p) { .number($0) },
        ]
        return [.text(row.law.rawValue), .integer(analysis.settings.from)] + fit + row.halfLifeAndShape + likelihood
      }
    }
  }

  /// For people: the laws by their names, and fewer columns.
  public static func readable(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let cells = DecayCells(analysis, language)
    let columns =
      [Column("law", language(en: "Law", fr: "Loi"), isNumeric: false)] + halfLifeColumns(cells, language)
      + [Column("aic", "AIC")]
    return cells.table(columns) { group in
      rows(group, cells, language).map { row in
        [.text(row.law.words(language))] + row.halfLifeAndShape + [.optional(row.fit?.aic) { .number($0) }]
      }
    }
  }

  private static func halfLifeColumns(_ cells: DecayCells, _ language: Language) -> [Column] {
    [Column("half_life", language(en: "Half-life, days", fr: "Demi-vie, jours"))]
      + IntervalColumns.columns(language, prefix: "half_life_")
      + [Column("shape", language(en: "Shape", fr: "Forme"))] + IntervalColumns.columns(language, prefix: "shape_")
  }

  private enum Law: String, CaseIterable {
    case kaplanMeier = "kaplan_meier"
    case exponential, weibull

    func words(_ language: Language) -> String {
      switch self {
      case .kaplanMeier: language(en: "as observed", fr: "observée")
      case .exponential: language(en: "exponential", fr: "exponentielle")
      case .weibull: "Weibull"
      }
    }
  }

  private struct Row {
    let law: Law
    let halfLifeAndShape: [Cell]
    /// `nil` where there is no likelihood: of the observation, and of minor units, which are paid together.
    var fit: DecayTail.Law?
    /// Of a constant hazard.
    var p: Double?
  }

  private static func rows(_ group: DecayAnalysis.Group, _ cells: DecayCells, _ language: Language) -> [Row] {
    let none = Array(repeating: Cell.blank, count: 3)
    switch group.tail {
    case nil: return []
    case .notEnoughData(let shortage)?:
      let missing = [ShortageWords(language).cell(shortage)] + none.dropFirst()
      return Law.allCases.map { Row(law: $0, halfLifeAndShape: missing + none) }
    case .fitted(let tail)?:
      func days(_ figure: Figure) -> [Cell] { IntervalColumns.cells(figure, language) { .days($0) } }
      let notReached = language(en: "half not paid so far", fr: "la moitié n'est pas encore payée")
      let observed = tail.observedHalfLife.map(days) ?? [.withheld(notReached), .blank, .blank]
      let shape = IntervalColumns.cells(tail.weibullShape, language) { .number($0) }
      let (exponential, weibull) = (tail.fit.exponential, tail.fit.weibull)
      return [
        Row(law: .kaplanMeier, halfLifeAndShape: observed + none),
        Row(
          law: .exponential, halfLifeAndShape: days(tail.exponentialHalfLife) + [.number(1), .blank, .blank],
          fit: cells.hasLikelihood ? exponential : nil),
        Row(
          law: .weibull, halfLifeAndShape: days(tail.weibullHalfLife) + shape, fit: cells.hasLikelihood ? weibull : nil,
          p: cells.hasLikelihood ? tail.fit.likelihoodRatio.p : nil),
      ]
    }
  }
}
