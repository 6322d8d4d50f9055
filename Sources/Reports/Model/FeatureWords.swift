internal import Risk
public import Tables

/// The models' columns in words. A column that has none is shown by its name; the tests let no standard feature go without.
public enum FeatureWords {
  public static func title(_ column: String, _ language: Language) -> String {
    switch column {
    case "intercept": language(en: "intercept", fr: "constante")
    case "client_curve": language(en: "client's payment record, log-odds", fr: "historique du client, logit")
    case "mean_delay": language(en: "client's mean delay, paying days", fr: "retard moyen du client, jours de paiement")
    case "slow_tail": language(en: "client's slow payments, log-odds", fr: "paiements lents du client, logit")
    case "issued_weekend": language(en: "issued on a weekend", fr: "émise un week-end")
    case "usual_amount": language(en: "amount / client's usual, log", fr: "montant / habituel du client, log")
    case "has_overdue": language(en: "something past due", fr: "a des factures échues")
    case "nothing_paid_yet": language(en: "nothing paid yet", fr: "n'a encore rien payé")
    case "due_weekday":
      language(
        en: "client's record of the due day's weekday, log-odds",
        fr: "historique du client pour ce jour de la semaine d'échéance, logit")
    case "due_month_end":
      language(en: "client's record about the end of a month, log-odds", fr: "retards du client en fin de mois, logit")
    case "terms": language(en: "days from issue to due, log", fr: "délai de paiement en jours, log")
    case "client_odds": language(en: "client / portfolio, log-odds", fr: "client / portefeuille, logit")
    case "portfolio_odds": language(en: "portfolio, log-odds", fr: "portefeuille, logit")
    case "log_age": language(en: "days past due, log", fr: "jours de retard, log")
    case "log_age_7": language(en: "days past due beyond 7, log", fr: "jours de retard au-delà de 7, log")
    case "log_age_30": language(en: "days past due beyond 30, log", fr: "jours de retard au-delà de 30, log")
    case "passed_over":
      language(en: "payments of others since due, log", fr: "règlements d'autres depuis l'échéance, log")
    case "mean_lateness": language(en: "client's mean days late", fr: "retard moyen du client")
    case "older_item": language(en: "has an older open item", fr: "a une pièce ouverte plus ancienne")
    case "item_amount": language(en: "amount / portfolio's usual, log", fr: "montant / habituel du portefeuille, log")
    case "amount_to_usual": language(en: "amount / client's usual, log", fr: "montant / habituel du client, log")
    case "month_end_habit":
      language(en: "client's month-end payments, log", fr: "règlements de fin de mois du client, log")
    case _ where column.hasPrefix(DeclaredAttribute.prefix):
      language(
        en: "record of its \(column.dropFirst(DeclaredAttribute.prefix.count)), log-odds",
        fr: "historique de son « \(column.dropFirst(DeclaredAttribute.prefix.count)) », logit")
    default: column
    }
  }
}
