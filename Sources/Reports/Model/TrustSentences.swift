internal import Risk
internal import Tables

/// Whether to trust a model's probabilities, for somebody who does not read statistics: what its test out of time says in
/// ordinary words, and what to use it for.
enum TrustSentences {
  /// - Parameter isUsed: Whether the model won against the simple rules.
  static func paragraph(_ score: PredictionScore, isUsed: Bool, _ language: Language, _ style: CellStyle) -> String {
    let inOrder = Int((score.ranking.auc * 100).rounded())
    let bins = score.calibration
    let rows = Double(score.ranking.rows)
    let predicted = bins.reduce(0) { $0 + $1.meanPredicted * Double($1.rows) } / rows
    let observed = Double(score.ranking.events) / rows
    func share(_ value: Double) -> String { style.text(.share(value)) }
    let facts = language(
      en:
        "Of two invoices, one late and one not, it rates the late one higher \(inOrder) times in 100; chance does 50. The "
        + "fifth it rated highest held \(share(score.ranking.topFifthShare)) of the late ones. It announced "
        + "\(share(predicted)) late and \(share(observed)) were.",
      fr:
        "de deux factures dont une seule sera impayée, il place celle-ci devant \(inOrder) fois sur 100 ; le hasard, 50. "
        + "Le cinquième qu'il jugeait le plus risqué contenait \(share(score.ranking.topFifthShare)) des impayées. Il en "
        + "annonçait \(share(predicted)), il y en a eu \(share(observed)).")
    return language(en: "What to make of it: ", fr: "Ce qu'il faut en retenir : ") + facts + " "
      + advice(isUsed: isUsed, score.agreement, language)
  }

  private static func advice(isUsed: Bool, _ agreement: CalibrationAgreement, _ language: Language) -> String {
    if !isUsed {
      return language(
        en:
          "That is no better than what each client's own record says, so nothing here rests on it: keep an eye on it, and "
          + "test it again in a few months.",
        fr: "Ce n'est pas mieux que ce que dit l'historique de chaque client : rien ici ne repose sur lui ; à retester "
          + "dans quelques mois.")
    }
    let order = language(
      en: "Rely on its order more than on its probabilities", fr: "Fiez-vous à son ordre plus qu'à ses probabilités")
    switch agreement.verdict {
    case .agree:
      return language(
        en:
          "Rely on its order, and on its probabilities for groups of invoices. Of one invoice it says what to expect of many "
          + "like it, not what this one will do.",
        fr:
          "Fiez-vous à son ordre et, pour des groupes de factures, à ses probabilités. D'une facture isolée, il dit ce "
          + "qu'on attend de beaucoup de semblables, non ce qu'elle fera.")
    case .tooFewRows:
      let least = CalibrationAgreement.leastOutcomes
      return language(
        en: "Rely on its order. Whether its probabilities are right, too few rows tell: the rarer outcome came "
          + "\(agreement.rarer) times, and it takes \(least).",
        fr:
          "Fiez-vous à son ordre. Quant à la justesse de ses probabilités, trop peu de lignes pour conclure : l'issue la "
          + "plus rare s'est produite \(agreement.rarer) fois, il en faut \(least).")
    case .tooLow:
      return order + language(en: ", which were too low overall.", fr: ", dans l'ensemble trop basses.")
    case .tooHigh:
      return order + language(en: ", which were too high overall.", fr: ", dans l'ensemble trop élevées.")
    case .tooSpread:
      return order
        + language(
          en: ": its high ones were too high, and its low ones too low.",
          fr: " : les élevées l'étaient trop, les basses aussi.")
    case .tooClose:
      return order
        + language(
          en: ": its high ones were not high enough, and its low ones not low enough.",
          fr: " : les élevées ne l'étaient pas assez, les basses non plus.")
    }
  }
}
