public import Statistics
public import Tables

/// The chance that an open debt is paid on any one day, by its age.
public enum DecayHazardTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let cells = DecayCells(analysis, language)
    let columns =
      [
        Column("first_day", language(en: "From day", fr: "Du jour")),
        Column("last_day", language(en: "To day", fr: "Au jour")), cells.atRiskColumn, cells.paymentsColumn,
        Column("daily_hazard", language(en: "Paid per day", fr: "Payé par jour")),
      ] + IntervalColumns.columns(language)
    return cells.table(columns) { group in
      group.hazards.map { row in
        [
          .integer(row.hazard.days.lowerBound), .integer(row.hazard.days.upperBound), cells.weight(row.hazard.atRisk),
          cells.weight(row.hazard.payments),
        ] + IntervalColumns.cells(row.daily, language) { .number($0) }
      }
    }
  }
}
