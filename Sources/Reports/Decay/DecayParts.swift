public import Statistics
public import Tables

/// The parts of payment decay as tables.
extension DecayAnalysis.Part {
  /// - Parameter isReadable: Names in words, rather than the stable names of files for scripts.
  public func table(_ analysis: DecayAnalysis, _ language: Language, isReadable: Bool) -> Table {
    switch self {
    case .curve: DecayTable.table(analysis, language)
    case .outcomes:
      isReadable ? DecayOutcomeTable.readable(analysis, language) : DecayOutcomeTable.table(analysis, language)
    case .hazard: DecayHazardTable.table(analysis, language)
    case .knee: DecayKneeTable.table(analysis, language)
    case .tail: isReadable ? DecayTailTable.readable(analysis, language) : DecayTailTable.table(analysis, language)
    case .test: isReadable ? DecayTestTable.readable(analysis, language) : DecayTestTable.table(analysis, language)
    }
  }

  public func title(_ analysis: DecayAnalysis, _ language: Language) -> String {
    let from = analysis.settings.from
    switch self {
    case .curve:
      return language(en: "Still unpaid, by days past due", fr: "Part encore impayée selon les jours de retard")
    case .outcomes: return language(en: "How debts end", fr: "Issue des créances")
    case .hazard:
      return language(
        en: "Share of what is open that is paid each day", fr: "Part de l'encours ouvert réglée chaque jour")
    case .knee:
      return language(
        en: "Pace of payment in the \(from) days before and after day \(from)",
        fr: "Rythme des règlements sur les \(from) jours avant et après le \(from)e jour de retard")
    case .tail:
      return language(en: "Payments after day \(from)", fr: "Règlements au-delà du \(from)e jour de retard")
    case .test: return language(en: "Whether segments differ", fr: "Écarts entre segments")
    }
  }
}
