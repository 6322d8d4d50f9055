public import Statistics
public import Tables

/// How debts have ended by some days past due: paid, credited, written off or still open.
public enum DecayOutcomeTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    table(analysis, language) { key($0) }
  }

  /// For people: the outcomes by their names in words.
  public static func readable(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    table(analysis, language) { words($0, language) }
  }

  private static func table(
    _ analysis: DecayAnalysis, _ language: Language, _ name: (Spell.End?) -> String
  ) -> Table {
    let cells = DecayCells(analysis, language)
    let columns = [
      Column("day", language(en: "Days past due", fr: "Jours de retard")),
      Column("outcome", language(en: "By then", fr: "À cette date"), isNumeric: false),
      Column("probability", language(en: "Probability", fr: "Probabilité")),
    ]
    return cells.table(columns + IntervalColumns.columns(language)) { group in
      group.outcomes.map { row in
        [.integer(row.day), .text(name(row.end))] + IntervalColumns.cells(row.probability, language) { .share($0) }
      }
    }
  }

  private static func key(_ end: Spell.End?) -> String {
    switch end {
    case .paid: "paid"
    case .credited: "credited"
    case .writtenOff: "written_off"
    case .censored, nil: "open"
    }
  }

  private static func words(_ end: Spell.End?, _ language: Language) -> String {
    switch end {
    case .paid: language(en: "paid", fr: "payée")
    case .credited: language(en: "credited", fr: "annulée par avoir")
    case .writtenOff: language(en: "written off", fr: "passée en perte")
    case .censored, nil: language(en: "still open", fr: "encore ouverte")
    }
  }
}
