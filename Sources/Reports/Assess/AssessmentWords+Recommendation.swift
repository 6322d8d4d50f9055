internal import Receivables
internal import Solvency
internal import Tables

/// The rule that decided, and the arithmetic of the limit.
extension AssessmentWords {
  func ruleName(_ rule: Recommendation.Rule) -> String {
    switch rule {
    case .identityFails: "identity_fails"
    case .oldDebt: "old_debt"
    case .badSignals: "bad_signals"
    case .largeLimit: "large_limit"
    case .oneBadSignal: "one_bad_signal"
    case .nothingKnown: "nothing_known"
    case .goodSignals: "good_signals"
    case .noBadSignal: "no_bad_signal"
    }
  }

  func rule(_ assessment: Assessment) -> String {
    let recommendation = assessment.recommendation
    let deposit = style.text(.share(policy.deposit))
    return switch recommendation.rule {
    case .identityFails:
      language(
        en: "Rule: a number that cannot be right is looked at by somebody before anything is sold.",
        fr: "Règle : un numéro impossible est examiné avant toute vente.")
    case .oldDebt(let days):
      language(
        en: "Rule: it owes something \(days) days past due (prepayment from \(policy.prepaymentDaysPastDue)).",
        fr: "Règle : une dette échue depuis \(days) jours (paiement d'avance dès \(policy.prepaymentDaysPastDue)).")
    case .badSignals(let count):
      language(
        en: "Rule: \(count) bad signals (prepayment from \(policy.badSignalsForPrepayment)).",
        fr: "Règle : \(count) signaux défavorables (paiement d'avance dès \(policy.badSignalsForPrepayment)).")
    case .largeLimit:
      language(
        en: "Rule: a limit this large is looked at by somebody.",
        fr: "Règle : un plafond de ce montant est soumis à examen.")
    case .oneBadSignal:
      language(
        en: "Rule: one bad signal, so a deposit of \(deposit).",
        fr: "Règle : un signal défavorable, donc un acompte de \(deposit).")
    case .nothingKnown where assessment[.identity] != .unknown:
      language(
        en: "Rule: only the identity is known, so a deposit of \(deposit).",
        fr: "Règle : seule l'identité est connue, donc un acompte de \(deposit).")
    case .nothingKnown:
      language(
        en: "Rule: nothing is known, so a deposit of \(deposit).",
        fr: "Règle : rien n'est connu, donc un acompte de \(deposit).")
    case .goodSignals:
      language(
        en: "Rule: a good signal and no bad one.", fr: "Règle : un signal favorable et aucun défavorable.")
    case .noBadSignal:
      language(
        en: "Rule: something is known, and nothing bad.", fr: "Règle : des éléments connus, aucun défavorable.")
    }
  }

  func arithmetic(_ recommendation: Recommendation) -> String {
    guard let limit = recommendation.limit else {
      if recommendation.rule == .identityFails {
        return language(
          en: "Limit: none until the number is put right.", fr: "Plafond : aucun tant que le numéro n'est pas corrigé.")
      }
      return recommendation.decision == .prepayment
        ? language(en: "Limit: none, paid in advance.", fr: "Plafond : aucun, paiement d'avance.")
        : language(
          en: "Limit: not computed, the expected monthly purchases are not given.",
          fr: "Plafond : non calculé, les achats mensuels prévus ne sont pas fournis.")
    }
    func money(_ money: Money) -> String { style.text(.money(money)) }
    let factor = NumberText(language).decimal(limit.factor, decimals: 2)
    var caps = [
      language(en: "tolerated loss \(money(limit.toleratedLoss))", fr: "perte tolérée \(money(limit.toleratedLoss))")
    ]
    if let cap = limit.receivablesCap {
      let share = style.text(.share(policy.receivablesShare))
      caps.append(
        language(
          en: "\(share) of own receivables \(money(cap))", fr: "\(share) des créances propres \(money(cap))"))
    }
    return language(en: "Limit: ", fr: "Plafond : ")
      + "\(money(limit.monthlyPurchases)) × (\(limit.terms) + \(limit.daysLate)) / 30 × \(factor) = \(money(limit.uncapped))"
      + language(en: "; caps: ", fr: " ; bornes : ") + caps.joined(separator: ", ")
      + language(
        en: "; so \(money(limit.amount)) \(currency.code).", fr: " ; soit \(money(limit.amount)) \(currency.code).")
  }
}
