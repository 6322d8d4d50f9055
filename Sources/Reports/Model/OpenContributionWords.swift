internal import RealModule
internal import Receivables
internal import Risk
internal import Tables

/// What a contribution to the chance of an open item means, as a fact with the client's own figures.
enum OpenContributionWords {
  /// - Parameter horizon: h of the chance, in days.
  static func fact(
    _ reason: LogitFormula.Contribution, _ item: OpenItemKnowledge, within horizon: Int, _ language: Language
  ) -> String {
    let (own, all) = item.chances(within: horizon)
    let (ownShare, allShare) = (percent(own), percent(all))
    func ratio(_ logarithm: Double) -> String { NumberText(language).decimal(.exp(logarithm), decimals: 1) }
    return
      switch reason.name
    {
    case "client_odds":
      // The feature is the client's log-odds less the portfolio's.
      clientRecord(ownShare, usual: percent(usualShare(all, reason.typical)), language)
    case "portfolio_odds":
      language(
        en: "\(age(item.age, language)): of such items the portfolio pays \(allShare)% in time",
        fr: "\(age(item.age, language)) : le portefeuille règle à temps \(allShare) % de telles pièces")
    case "passed_over":
      item.passedOver == 0
        ? language(
          en: "it has paid nothing else since the due day", fr: "il n'a rien réglé d'autre depuis l'échéance")
        : language(
          en: "it has paid \(item.passedOver == 1 ? "another" : "\(item.passedOver) others") since this fell due",
          fr: item.passedOver == 1
            ? "il a réglé une autre pièce depuis l'échéance"
            : "il a réglé \(item.passedOver) autres pièces depuis l'échéance")
    case "mean_lateness":
      lateness(item.meanLateness, usual: reason.typical, language)
    case "older_item":
      item.hasOlderItem
        ? language(en: "it has older items open", fr: "il a des pièces ouvertes plus anciennes")
        : language(en: "it is its oldest open item", fr: "c'est sa plus ancienne pièce ouverte")
    case "item_amount":
      language(
        en: "\(ratio(item.logAmount - item.portfolioLogAmount)) times the portfolio's usual amount",
        fr: "\(ratio(item.logAmount - item.portfolioLogAmount)) fois le montant habituel du portefeuille")
    case "amount_to_usual":
      language(
        en: "\(ratio(item.logAmount - item.usualLogAmount)) times its usual amount",
        fr: "\(ratio(item.logAmount - item.usualLogAmount)) fois son montant habituel")
    case "month_end_habit":
      monthEnd(item.monthEndShares, language)
    default: FeatureWords.title(reason.name, language)
    }
  }

  private static func age(_ days: Int, _ language: Language) -> String {
    switch days {
    case 0: language(en: "due today", fr: "échéance ce jour")
    case 1...: language(en: "\(count(days, "day")) past due", fr: "\(count(days, "jour")) de retard")
    default: language(en: "due in \(count(-days, "day"))", fr: "échéance dans \(count(-days, "jour"))")
    }
  }

  private static func count(_ days: Int, _ word: String) -> String { "\(days) \(word)\(days == 1 ? "" : "s")" }

  private static func percent(_ share: Double) -> String { PlainNumber.fixed(share * 100, decimals: 0) }

  private static func clientRecord(_ own: String, usual: String, _ language: Language) -> String {
    language(
      en: "its record: \(own)% of such items paid in time, \(usual)% is usual",
      fr: "son historique : \(own) % de telles pièces réglées à temps, \(usual) % d'ordinaire")
  }

  /// A share whose log-odds are so much above those of another.
  private static func usualShare(_ share: Double, _ excess: Double) -> Double {
    let odds = share / max(1 - share, 1e-9) * .exp(excess)
    return odds / (1 + odds)
  }

  private static func monthEnd(_ shares: (client: Double, portfolio: Double), _ language: Language) -> String {
    let (own, all) = (percent(shares.client), percent(shares.portfolio))
    return language(
      en: "\(own)% of the days it pays on are about the end of a month, the portfolio's \(all)%",
      fr: "\(own) % des jours où il règle sont autour d'une fin de mois, \(all) % pour le portefeuille")
  }

  private static func lateness(_ days: Double, usual: Double, _ language: Language) -> String {
    func words(_ days: Double) -> String {
      let whole = Int(days.rounded())
      return whole >= 0
        ? language(en: "\(count(whole, "day")) late", fr: "\(count(whole, "jour")) de retard")
        : language(en: "\(count(-whole, "day")) early", fr: "\(count(-whole, "jour")) d'avance")
    }
    return language(
      en: "it pays \(words(days)) on average, \(words(usual)) is usual",
      fr: "il paie en moyenne avec \(words(days)), d'ordinaire \(words(usual))")
  }
}
