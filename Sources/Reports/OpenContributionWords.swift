internal import RealModule
internal import Receivables
internal import Risk
internal import Tables

/// What a contribution to the chance of an open item means, in a sentence with the client's own figures.
enum OpenContributionWords {
  /// - Parameters:
  ///   - feature: As in ``ModelFile/Score/contributions``.
  ///   - horizon: h of the chance, in days.
  static func sentence(
    _ feature: String, _ logit: Double, _ item: OpenItemKnowledge, within horizon: Int, _ language: Language
  ) -> String {
    let direction = language(en: logit > 0 ? "raises" : "lowers", fr: logit > 0 ? "augmente" : "diminue")
    let (own, all) = item.chances(within: horizon)
    let (ownShare, allShare) = (percent(own), percent(all))
    let fact =
      switch feature {
      case "client_odds":
        language(
          en: "of such items its record says \(ownShare)% are paid in time, the portfolio's \(allShare)%",
          fr: "son historique donne \(ownShare) % de telles pièces réglées à temps, le portefeuille \(allShare) %")
      case "portfolio_odds":
        language(
          en: "the portfolio pays \(allShare)% of items of this age in time",
          fr: "le portefeuille règle à temps \(allShare) % des pièces de cet âge")
      case "log_age":
        language(en: "\(item.age) days past due", fr: "\(item.age) jours de retard")
      case "passed_over":
        item.passedOver == 0
          ? language(
            en: "it has paid nothing else since the due day", fr: "il n'a rien réglé d'autre depuis l'échéance")
          : language(
            en: "it has paid \(item.passedOver) others since this fell due",
            fr: item.passedOver == 1
              ? "il a réglé une autre pièce depuis l'échéance"
              : "il a réglé \(item.passedOver) autres pièces depuis l'échéance")
      case "mean_lateness":
        lateness(item.meanLateness, language)
      case "older_item":
        item.hasOlderItem
          ? language(en: "it has older items open", fr: "il a des pièces ouvertes plus anciennes")
          : language(en: "it is its oldest open item", fr: "c'est sa plus ancienne pièce ouverte")
      case "item_amount":
        language(
          en: "the amount is \(ratio(item.logAmount - item.portfolioLogAmount)) times the portfolio's usual",
          fr: "le montant est \(ratio(item.logAmount - item.portfolioLogAmount)) fois l'habituel du portefeuille")
      case "amount_to_usual":
        language(
          en: "the amount is \(ratio(item.logAmount - item.usualLogAmount)) times its usual",
          fr: "le montant est \(ratio(item.logAmount - item.usualLogAmount)) fois l'habituel")
      case "month_end_habit":
        monthEnd(item.monthEndShares, language)
      default: FeatureWords.title(feature, language)
      }
    return fact + " (\(direction))"
  }

  private static func percent(_ share: Double) -> String { PlainNumber.fixed(share * 100, decimals: 0) }
  private static func ratio(_ logarithm: Double) -> String { PlainNumber.fixed(.exp(logarithm), decimals: 1) }

  private static func monthEnd(_ shares: (client: Double, portfolio: Double), _ language: Language) -> String {
    let (own, all) = (percent(shares.client), percent(shares.portfolio))
    return language(
      en: "\(own)% of the days it pays on are about the end of a month, the portfolio's \(all)%",
      fr: "\(own) % des jours où il règle sont autour d'une fin de mois, \(all) % pour le portefeuille")
  }

  private static func lateness(_ days: Double, _ language: Language) -> String {
    let count = PlainNumber.fixed(abs(days), decimals: 0)
    return days >= 0
      ? language(en: "it pays \(count) days late on average", fr: "il paie en moyenne avec \(count) jours de retard")
      : language(en: "it pays \(count) days early on average", fr: "il paie en moyenne \(count) jours en avance")
  }
}
