public import Statistics
public import Tables

/// Payment decay as a table: the curve and the chance of payment in the next 30 days, by days past due.
public enum DecayTable {
  public static let days = [0, 15, 30, 45, 60, 90, 120, 180]
  /// At-risk count below which a conditional probability is not given.
  public static let minimumAtRisk: Int64 = 10

  public static func table(_ curve: SurvivalCurve?, _ language: Language) -> Table {
    let columns = [
      Column("day", language(en: "Days past due", fr: "Jours de retard")),
      Column("at_risk", language(en: "At risk", fr: "Factures suivies")),
      Column("unpaid", language(en: "Still unpaid", fr: "Encore impayée")),
      Column("low", language(en: "95% low", fr: "borne basse")),
      Column("high", language(en: "95% high", fr: "borne haute")),
      Column("paid_within_30", language(en: "Paid within 30 days", fr: "Payée sous 30 jours")),
      Column("paid_within_30_low", language(en: "95% low", fr: "borne basse")),
      Column("paid_within_30_high", language(en: "95% high", fr: "borne haute")),
    ]
    return Table(columns, rows: days.map { row($0, curve) })
  }

  private static func row(_ day: Int, _ curve: SurvivalCurve?) -> [Cell] {
    let atRisk = curve?.atRisk(day) ?? 0
    func estimate(_ value: SurvivalCurve.Estimate?, orElse missing: Cell) -> [Cell] {
      guard let value else { return [missing, .blank, .blank] }
      return [.share(value.value), .optional(value.low) { .share($0) }, .optional(value.high) { .share($0) }]
    }
    let tooFew = Cell.notEnoughData(n: Int(atRisk))
    let paid = atRisk >= minimumAtRisk ? curve?.paid(within: 30, unpaidAt: day) : nil
    return [.integer(day), .integer(Int(atRisk))] + estimate(atRisk > 0 ? curve?.unpaid(at: day) : nil, orElse: tooFew)
      + estimate(paid, orElse: tooFew)
  }
}
