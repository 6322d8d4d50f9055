public import Statistics
public import Tables

/// Whether payment slows down: the daily hazard before the split over that after it.
public enum DecayKneeTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let cells = DecayCells(analysis, language)
    let columns =
      [
        Column("split", language(en: "At day", fr: "Au jour")),
        Column("hazard_before", language(en: "Paid per day before", fr: "Payé par jour avant")),
        Column("hazard_after", language(en: "after", fr: "après")),
        Column("ratio", language(en: "Ratio", fr: "Rapport")),
      ] + IntervalColumns.columns(language) + [Column("clients", "Clients")]
    return cells.table(columns) { group in
      guard let knee = group.knee else { return [] }
      let split = Cell.integer(analysis.settings.from)
      func withheld(n: Int) -> [[Cell]] { [[split, .blank, .blank, .notEnoughData(n: n), .blank, .blank, .blank]] }
      switch knee {
      case .tooFewClients(let n), .tooFewPayments(let n): return withheld(n: n)
      case .ratio(let knee) where knee.ratio.low == nil: return withheld(n: knee.clients)
      case .ratio(let knee):
        return [
          [split, .number(knee.before), .number(knee.after)]
            + IntervalColumns.cells(.estimate(knee.ratio)) { .number($0) }
            + [.integer(knee.clients)]
        ]
      }
    }
  }
}
