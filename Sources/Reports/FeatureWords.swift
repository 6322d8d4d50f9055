internal import Tables

/// The model's columns in words.
enum FeatureWords {
  static func title(_ column: String, _ language: Language) -> String {
    switch column {
    case "intercept": language(en: "intercept", fr: "constante")
    case "settled_count": language(en: "paid invoices, log", fr: "factures payées, log")
    case "late_ratio": language(en: "share paid late, log-odds", fr: "part payée en retard, logit")
    case "unpaid_ratio": language(en: "share unpaid after grace, log-odds", fr: "part impayée après le délai, logit")
    case "mean_days_late": language(en: "mean days late, months", fr: "retard moyen, mois")
    case "recent_lateness": language(en: "recent share late", fr: "part récente en retard")
    case "overdue_exposure": language(en: "past-due debt, log", fr: "dette échue, log")
    case "relative_amount": language(en: "amount / client's usual, log", fr: "montant / habituel du client, log")
    case "amount": language(en: "amount / portfolio's mean, log", fr: "montant / moyenne du portefeuille, log")
    case "terms": language(en: "payment terms, months", fr: "délai accordé, mois")
    case "new_client": language(en: "never paid yet", fr: "n'a encore rien payé")
    case "month_end_issue": language(en: "issued from the 25th on", fr: "émise à partir du 25")
    case "weekend_due": language(en: "due on a weekend", fr: "échéance un week-end")
    case "season_sin": language(en: "season, sine", fr: "saison, sinus")
    case "season_cos": language(en: "season, cosine", fr: "saison, cosinus")
    default: column
    }
  }
}
