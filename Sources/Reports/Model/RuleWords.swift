internal import Risk
internal import Tables

/// The predictors of a test out of time in words.
enum RuleWords {
  static func name(_ rule: OutOfTimeTest.Baseline?, _ task: ModelFile.Task, _ language: Language) -> String {
    switch (rule, task) {
    case (nil, _): language(en: "logistic model", fr: "modèle logistique")
    case (.portfolioRate, .issue): language(en: "portfolio's late rate", fr: "taux d'impayé du portefeuille")
    case (.portfolioRate, .open): language(en: "portfolio's share paid", fr: "part réglée du portefeuille")
    case (.clientRate, .issue): language(en: "client's late rate", fr: "taux d'impayé du client")
    case (.clientRate, .open): language(en: "client's share paid", fr: "part réglée du client")
    case (.ageTimesAmount, .issue): language(en: "overdue debt × age", fr: "échu × ancienneté")
    case (.ageTimesAmount, .open): language(en: "age × amount, small first", fr: "ancienneté × montant, petits d'abord")
    case (.pooledKaplanMeier, _):
      language(en: "portfolio's payment curve", fr: "courbe de paiement du portefeuille")
    case (.randomIntercept, _):
      language(en: "random intercept per client", fr: "constante aléatoire par client")
    }
  }
}
