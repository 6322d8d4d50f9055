public import Statistics
public import Tables

/// The curve of payment decay as a table: what is still open, and the chance of payment in the next 30 days, by days past
/// due.
public enum DecayTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let cells = DecayCells(analysis, language)
    let columns =
      [
        Column("day", language(en: "Days past due", fr: "Jours de retard")), cells.atRiskColumn,
        Column("unpaid", language(en: "Still unpaid", fr: "Encore impayée")),
      ] + IntervalColumns.columns(language) + [
        Column("paid_within_30", language(en: "Paid within 30 days", fr: "Payée sous 30 jours"))
      ] + IntervalColumns.columns(language, prefix: "paid_within_30_")
    return cells.table(columns) { group in
      group.curve.map { row in
        [.integer(row.day), cells.weight(row.atRisk)] + IntervalColumns.cells(row.open, language) { .share($0) }
          + IntervalColumns.cells(row.paidSoon, language) { .share($0) }
      }
    }
  }
}
