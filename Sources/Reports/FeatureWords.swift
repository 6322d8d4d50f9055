internal import Risk
internal import Tables

/// The model's columns in words.
enum FeatureWords {
  static func title(_ column: String, _ language: Language) -> String {
    switch column {
    case "intercept": language(en: "intercept", fr: "constante")
    case "client_curve": language(en: "client's payment record, log-odds", fr: "historique du client, logit")
    case "mean_delay": language(en: "client's mean delay, paying days", fr: "retard moyen du client, jours de paiement")
    case "slow_tail": language(en: "client's slow payments, log-odds", fr: "paiements lents du client, logit")
    case "issued_weekend": language(en: "issued on a weekend", fr: "émise un week-end")
    case "usual_amount": language(en: "amount / client's usual, log", fr: "montant / habituel du client, log")
    case "has_overdue": language(en: "something past due", fr: "a de l'échu")
    case "nothing_paid_yet": language(en: "nothing paid yet", fr: "n'a encore rien payé")
    case _ where column.hasPrefix(DeclaredAttribute.prefix):
      language(
        en: "record of its \(column.dropFirst(DeclaredAttribute.prefix.count)), log-odds",
        fr: "historique de son « \(column.dropFirst(DeclaredAttribute.prefix.count)) », logit")
    default: column
    }
  }
}
