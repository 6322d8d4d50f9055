public import Statistics
public import Tables

/// The log-rank tests of whether segments are paid at the same pace.
public enum DecayTestTable {
  public static func table(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    table(analysis, language, isReadable: false)
  }

  /// For people: the tests by name.
  public static func readable(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    table(analysis, language, isReadable: true)
  }

  private static func table(_ analysis: DecayAnalysis, _ language: Language, isReadable: Bool) -> Table {
    let columns = [
      Column("test", language(en: "Log-rank test", fr: "Test du log-rank"), isNumeric: false),
      Column("chi_squared", "χ²"),
      Column("degrees_of_freedom", language(en: "Degrees of freedom", fr: "Degrés de liberté")),
      Column("p_value", "p"), Column("clients", "Clients"),
    ]
    func row(_ key: String, _ words: String, _ test: LogRankTest?, orElse missing: Cell) -> [Cell] {
      let name = Cell.text(isReadable ? words : key)
      guard let test else { return [name, missing, .blank, .blank, .blank] }
      return [
        name, .number(test.statistic), .integer(test.degreesOfFreedom),
        isReadable ? .text(PValueText.text(test.p, language)) : .number(test.p),
        .optional(test.clients) { .integer($0) },
      ]
    }
    let byClient = row(
      "log_rank_by_client", language(en: "clients drawn at random", fr: "clients tirés au sort"),
      analysis.logRankByClient,
      orElse: analysis.groups.count > DecayAnalysis.maximumGroups
        || analysis.comparedClients >= LogRankTest.minimumClients
        ? .blank
        : ShortageWords(language).cell(
          Shortage(analysis.comparedClients, .clients, needed: LogRankTest.minimumClients)))
    // The cents of an invoice are paid together, so that there is no such test of amounts.
    if isReadable, !DecayCells(analysis, language).hasLikelihood { return Table(columns, rows: [byClient]) }
    let byInvoice = row(
      "log_rank", language(en: "invoices independent", fr: "factures indépendantes"), analysis.logRank, orElse: .blank)
    return Table(columns, rows: [byInvoice, byClient])
  }
}
