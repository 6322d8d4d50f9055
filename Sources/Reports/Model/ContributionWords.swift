internal import RealModule
internal import Receivables
internal import Risk
internal import Tables

/// What a contribution to the chance of being late means, as a fact with the client's own figures beside the usual ones: those of
/// the mean row that the contribution is measured from.
enum ContributionWords {
  /// - Parameter portfolioLogit: The log-odds of that mean row.
  static func fact(
    _ reason: LogitFormula.Contribution, beside portfolioLogit: Double, _ known: IssueKnowledge, _ document: Document,
    _ language: Language
  ) -> String {
    switch reason.name {
    case "client_curve":
      func percent(_ logit: Double) -> String {
        PlainNumber.fixed(LogisticRegression.probability(ofLogit: logit) * 100, decimals: 0)
      }
      // What the model makes of the whole record: of its parts one alone may point the other way.
      let (own, usual) = (percent(portfolioLogit + reason.logit), percent(portfolioLogit))
      return language(
        en: "by its record alone \(own)% would be late, \(usual)% is usual",
        fr: "d'après son seul historique, \(own) % de retard, \(usual) % d'ordinaire")
    case "usual_amount":
      let ratio = NumberText(language).decimal(known.ratioToUsual(document.amount), decimals: 1)
      return language(en: "\(ratio) times its usual amount", fr: "\(ratio) fois son montant habituel")
    case "has_overdue":
      return known.hasOverdue
        ? language(en: "it has something past due", fr: "il a de l'échu")
        : language(en: "it has nothing past due", fr: "il n'a rien d'échu")
    case "nothing_paid_yet":
      return known.hasPaid
        ? language(en: "it has paid before", fr: "il a déjà payé")
        : language(en: "it has not paid anything yet", fr: "il n'a encore rien payé")
    case "issued_weekend":
      return document.issued.weekday >= 5
        ? language(en: "issued on a weekend", fr: "émise un week-end")
        : language(en: "issued on a working day", fr: "émise en semaine")
    case "due_weekday":
      return known.weekdayExcess > 0
        ? language(
          en: "its invoices due on this day of the week are later than its others",
          fr: "ses factures échues ce jour de la semaine sont plus en retard que les autres")
        : language(
          en: "its invoices due on this day of the week are no later than its others",
          fr: "ses factures échues ce jour de la semaine ne sont pas plus en retard que les autres")
    case "due_month_end":
      return known.monthEndExcess > 0
        ? language(
          en: "its invoices due at this time of the month are later than its others",
          fr: "ses factures échues à ce moment du mois sont plus en retard que les autres")
        : language(
          en: "its invoices due at this time of the month are no later than its others",
          fr: "ses factures échues à ce moment du mois ne sont pas plus en retard que les autres")
    case "terms":
      let usual = PlainNumber.fixed(.exp(reason.typical) - 1, decimals: 0)
      let days = max(document.issued.days(until: document.due), 0)
      return language(
        en: "payable in \(days) days, \(usual) is usual", fr: "payable à \(days) jours, \(usual) d'ordinaire")
    case _ where reason.name.hasPrefix(DeclaredAttribute.prefix):
      let header = reason.name.dropFirst(DeclaredAttribute.prefix.count)
      return reason.value > reason.typical
        ? language(
          en: "invoices of the same \(header) are later than most",
          fr: "les factures de même « \(header) » sont plus en retard que la moyenne")
        : language(
          en: "invoices of the same \(header) are less late than most",
          fr: "les factures de même « \(header) » sont moins en retard que la moyenne")
    default: return FeatureWords.title(reason.name, language)
    }
  }

  /// Of an item whose outcome is known.
  static func alreadyLate(_ days: Int, _ language: Language) -> String {
    language(en: "already \(days) days past due", fr: "échue depuis \(days) jours déjà")
  }
}
