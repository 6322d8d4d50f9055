internal import Risk
internal import Tables

/// Whether to trust a model's probabilities, for somebody who does not read statistics: what its test out of time says in
/// ordinary words, and what to use it for.
enum TrustSentences {
  /// Tenths of the predictions that must agree with what happened, of ten: at 95 % each, fewer are seldom luck.
  static let agreeingTenths = 8

  /// - Parameter isUsed: Whether the model won against the simple rules.
  static func paragraph(_ score: PredictionScore, isUsed: Bool, _ language: Language, _ style: CellStyle) -> String {
    let inOrder = Int((score.ranking.auc * 100).rounded())
    let bins = score.calibration
    let agreeing = bins.count(where: \.isCalibrated)
    let rows = Double(score.ranking.rows)
    let predicted = bins.reduce(0) { $0 + $1.meanPredicted * Double($1.rows) } / rows
    let observed = Double(score.ranking.events) / rows
    func share(_ value: Double) -> String { style.text(.share(value)) }
    let facts = language(
      en:
        "Of two invoices, one late and one not, it rates the late one higher \(inOrder) times in 100; chance does 50. The "
        + "fifth it rated highest held \(share(score.ranking.topFifthShare)) of the late ones. It announced "
        + "\(share(predicted)) late and \(share(observed)) were; \(agreeing) of its \(bins.count) tenths agree with what "
        + "happened, within the luck of the draw.",
      fr:
        "de deux factures dont une seule sera impayée, il place celle-ci devant \(inOrder) fois sur 100 ; le hasard, 50. "
        + "Le cinquième qu'il jugeait le plus risqué contenait \(share(score.ranking.topFifthShare)) des impayées. Il en "
        + "annonçait \(share(predicted)), il y en a eu \(share(observed)) ; \(agreeing) de ses \(bins.count) dixièmes "
        + "concordent avec les faits, au hasard de l'échantillon près.")
    return language(en: "What to make of it: ", fr: "Ce qu'il faut en retenir : ") + facts + " "
      + advice(isUsed: isUsed, agrees: agreeing * 10 >= agreeingTenths * bins.count, predicted < observed, language)
  }

  private static func advice(isUsed: Bool, agrees: Bool, _ isTooLow: Bool, _ language: Language) -> String {
    switch (isUsed, agrees) {
    case (true, true):
      language(
        en:
          "Rely on its order, and on its probabilities for groups of invoices. Of one invoice it says what to expect of many "
          + "like it, not what this one will do.",
        fr:
          "Fiez-vous à son ordre et, pour des groupes de factures, à ses probabilités. D'une facture isolée, il dit ce "
          + "qu'on attend de beaucoup de semblables, non ce qu'elle fera.")
    case (true, false):
      language(
        en: "Rely on its order more than on its probabilities, which were too \(isTooLow ? "low" : "high") overall.",
        fr: "Fiez-vous à son ordre plus qu'à ses probabilités, dans l'ensemble trop \(isTooLow ? "basses" : "élevées")."
      )
    case (false, _):
      language(
        en:
          "That is no better than what each client's own record says, so nothing here rests on it: keep an eye on it, and "
          + "test it again in a few months.",
        fr: "Ce n'est pas mieux que ce que dit l'historique de chaque client : rien ici ne repose sur lui ; à retester "
          + "dans quelques mois.")
    }
  }
}
