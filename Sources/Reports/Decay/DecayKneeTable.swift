public import Statistics
public import Tables

/// Whether payment is slower after a day than before: the daily hazard of the days before the split over that of as many after
/// it.
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
      if let reason = knee.withheld(language) {
        return [[split, .blank, .blank, .withheld(reason), .blank, .blank, .blank]]
      }
      switch knee {
      case .tooFewClients, .tooFewPayments: return []
      case .ratio(let knee):
        return [
          [split, .number(knee.before), .number(knee.after)]
            + IntervalColumns.cells(.estimate(knee.ratio), language) { .number($0) }
            + [.integer(knee.clients)]
        ]
      }
    }
  }
}

extension KneeTest.Result {
  /// Why the pace before and after is not compared; `nil` when it is.
  func withheld(_ language: Language) -> String? {
    let words = ShortageWords(language)
    switch self {
    case .tooFewClients(let n): return words.sentence(Shortage(n, .clients, needed: KneeTest.minimumClients))
    case .tooFewPayments(let n):
      return words.sentence(Shortage(n, .payments, needed: Int(KneeTest.minimumPayments)))
    case .ratio(let knee) where knee.ratio.low == nil:
      let clients = language.plural(knee.clients, en: ("client", "clients"), fr: ("client", "clients"))
      return language(
        en: "not enough data for an interval (\(clients))", fr: "données insuffisantes pour un intervalle (\(clients))")
    case .ratio: return nil
    }
  }
}
