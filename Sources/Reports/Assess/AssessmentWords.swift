internal import Receivables
internal import Solvency
internal import Tables

/// Findings about a candidate in sentences.
struct AssessmentWords: Sendable {
  private let language: Language
  private let currency: Currency
  private let policy: CreditPolicy
  private let style: CellStyle

  init(_ language: Language, _ currency: Currency, _ policy: CreditPolicy) {
    (self.language, self.currency, self.policy) = (language, currency, policy)
    style = CellStyle(language: language, currency: currency)
  }

  func decision(_ decision: Decision) -> String {
    switch decision {
    case .accept: language(en: "accept", fr: "accepter")
    case .acceptWithDeposit: language(en: "accept with deposit", fr: "accepter avec acompte")
    case .prepayment: language(en: "prepayment", fr: "paiement d'avance")
    case .refer: language(en: "refer", fr: "à examiner")
    }
  }

  func signal(_ kind: Signal.Kind) -> String {
    switch kind {
    case .identity: language(en: "identity", fr: "identité")
    case .ledger: language(en: "record in the ledger", fr: "historique au grand livre")
    case .firstInvoice: language(en: "first-invoice risk", fr: "risque sur la première facture")
    case .statements: language(en: "financial scores", fr: "scores financiers")
    case .failure: language(en: "model of failure", fr: "modèle de défaillance")
    }
  }

  func direction(_ direction: Signal.Direction) -> String {
    switch direction {
    case .good: language(en: "good", fr: "favorable")
    case .neutral: language(en: "neutral", fr: "neutre")
    case .bad: language(en: "bad", fr: "défavorable")
    case .unknown: language(en: "unknown", fr: "inconnu")
    }
  }

  // MARK: - Identity

  func identity(_ identity: Identity) -> String {
    if !identity.isGiven {
      return language(en: "no SIREN, SIRET or VAT number given", fr: "ni SIREN, ni SIRET, ni numéro de TVA")
    }
    var parts = identity.problems.map(problem)
    if identity.isMonaco {
      parts.append(
        language(en: "SIRET of Monaco: no check digit to verify", fr: "SIRET monégasque : pas de clé à vérifier"))
    }
    if identity.hasUncheckedKey {
      parts.append(
        language(en: "VAT key with letters: not verified", fr: "clé de TVA alphanumérique : non vérifiée"))
    }
    if parts.isEmpty {
      parts.append(
        identity.siren == nil
          ? language(en: "not a French number: not verified", fr: "numéro étranger : non vérifié")
          : language(en: "numbers valid and of one company", fr: "numéros valides, d'une même entreprise"))
    }
    return parts.joined(separator: separator)
  }

  private var separator: String { language(en: "; ", fr: " ; ") }

  private func problem(_ problem: Identity.Problem) -> String {
    switch problem {
    case .differ:
      return language(
        en: "the numbers are of different companies", fr: "les numéros ne désignent pas la même entreprise")
    case .number(let number, let reason):
      let name = number == .vat ? language(en: "VAT number", fr: "numéro de TVA") : number.rawValue.uppercased()
      let text =
        switch reason {
        case .length(let found, let expected):
          language(
            en: "\(found) characters instead of \(expected)", fr: "\(found) caractères au lieu de \(expected)")
        case .leadingZerosLost(let found, let expected):
          language(
            en: "\(found) digits instead of \(expected): a spreadsheet dropped the leading zeros",
            fr: "\(found) chiffres au lieu de \(expected) : un tableur a supprimé les zéros de tête")
        case .characters: language(en: "holds something else than digits", fr: "contient autre chose que des chiffres")
        case .checkDigits: language(en: "its check digit is wrong", fr: "sa clé de contrôle est fausse")
        case .vatKey:
          language(
            en: "its key is not the usual one (formula not confirmed by a source)",
            fr: "sa clé n'est pas la clé usuelle (formule non confirmée par une source)")
        }
      return language(en: "\(name): \(text)", fr: "\(name) : \(text)")
    }
  }

  func identitySource(_ identity: Identity) -> String {
    if !identity.isGiven { return "" }
    if identity.isMonaco { return language(en: "form of the number (C)", fr: "forme du numéro (C)") }
    return identity.siren?.digits == Siren.laPoste
      ? language(en: "rule for La Poste (B)", fr: "règle de La Poste (B)")
      : language(en: "Luhn's check digit (A)", fr: "clé de Luhn (A)")
  }

  // MARK: - Ledger

  func ledger(_ assessment: Assessment, _ clients: [Client]) -> String {
    guard let known = assessment.known else {
      return clients.isEmpty
        ? language(en: "no ledger given", fr: "aucun grand livre fourni")
        : language(en: "not found among the clients", fr: "absent des clients connus")
    }
    let record = known.record
    let reason =
      switch known.match.reason {
      case .siren: language(en: "same SIREN", fr: "même SIREN")
      case .code: language(en: "same code", fr: "même code")
      case .name: language(en: "same name but for its spelling", fr: "même nom à l'écriture près")
      }
    func money(_ money: Money) -> String { style.text(.money(money)) + " " + currency.code }
    var text = language(
      en: "may be client \(clients[known.match.client].id) (\(reason)): balance \(money(record.balance)), "
        + "past due \(money(record.overdue))",
      fr: "peut-être le client \(clients[known.match.client].id) (\(reason)) : solde \(money(record.balance)), "
        + "échu \(money(record.overdue))")
    if record.oldestDaysPastDue > 0 {
      text += language(
        en: ", the oldest for \(days(record.oldestDaysPastDue))",
        fr: ", le plus ancien depuis \(days(record.oldestDaysPastDue))")
    }
    if let late = record.daysLate {
      text += language(
        en: ", paid \(style.text(.days(late))) days late on average",
        fr: ", réglé avec \(style.text(.days(late))) jours de retard en moyenne")
    }
    return text
  }

  private func days(_ count: Int) -> String {
    language.plural(count, en: ("day", "days"), fr: ("jour", "jours"))
  }

  // MARK: - First invoice

  func firstInvoice(
    _ assessment: Assessment, _ model: Result<FirstInvoiceModel, FirstInvoiceModel.Failure>?
  ) -> String {
    guard let risk = assessment.firstInvoice else {
      guard case .failure(let failure)? = model else {
        return language(en: "no ledger given", fr: "aucun grand livre fourni")
      }
      switch failure {
      case .notEnoughClients(let clients, let rarer):
        return language(
          en: "not enough data: \(clients) first invoices of known outcome, \(rarer) of the rarer one",
          fr:
            "données insuffisantes : \(clients) premières factures d'issue connue, dont \(rarer) de l'issue la plus rare"
        )
      case .fit(let failure): return FailureWords.sentence(failure, language)
      }
    }
    func share(_ value: Double) -> String { style.text(.share(value)) }
    let g = policy.lateAfter
    let basis =
      risk.segmentClients == 0
      ? language(en: "no past client of its segment", fr: "aucun client passé du segment")
      : language.plural(
        risk.segmentClients, en: ("past client of its segment", "past clients of its segment"),
        fr: ("client passé du segment", "clients passés du segment"))
    var text = language(
      en:
        "P(unpaid at +\(g) d) \(share(risk.probability)), 95% interval \(share(risk.low)) to \(share(risk.high)), on \(basis)",
      fr:
        "P(impayé à +\(g) j) \(share(risk.probability)), intervalle à 95 % de \(share(risk.low)) à \(share(risk.high)), "
        + "sur \(basis)")
    if !assessment.assumed.isEmpty {
      let names = Assessment.Assumption.allCases.filter(assessment.assumed.contains).map {
        $0 == .amount ? language(en: "amount", fr: "montant") : language(en: "terms", fr: "délai")
      }
      text += language(
        en: "; not given, so the portfolio's usual: \(names.joined(separator: ", "))",
        fr: " ; non fourni, donc valeur habituelle du portefeuille : \(names.joined(separator: ", "))")
    }
    return text
  }

  // MARK: - Statements

  struct ScoreLine {
    let name, finding, reading, source: String
  }

  func statement(_ assessment: Assessment) -> [ScoreLine] {
    let name = signal(.statements)
    if assessment.unreadable != nil {
      return [
        ScoreLine(
          name: name, finding: statementProblems(assessment), reading: direction(.unknown), source: "")
      ]
    }
    guard let statement = assessment.statement else {
      return [
        ScoreLine(
          name: name, finding: language(en: "no financial statement", fr: "pas de comptes"),
          reading: direction(.unknown), source: "")
      ]
    }
    var lines = statement.problems.map {
      ScoreLine(
        name: language(en: "statement", fr: "comptes"), finding: problem($0.problem),
        reading: language(en: "not used", fr: "non utilisé"), source: "")
    }
    for kind in ScoreKind.allCases {
      let finding: String
      var reading = direction(.unknown)
      var usesBoxes = false
      switch assessment.scores[kind]! {
      case .missing(let items):
        finding = language(en: "missing: ", fr: "manque : ") + items.map(item).joined(separator: ", ")
      case .impossible(let items):
        finding =
          language(en: "cannot be true: ", fr: "impossible : ") + items.map(item).joined(separator: ", ")
      case .score(let score):
        usesBoxes = score.usesBoxes
        reading = zone(score)
        let ratios = score.ratios.map { "\(ratio($0.name)) \(style.text(.number($0.value)))" }
        finding = "\(style.text(.number(score.value))) (\(ratios.joined(separator: separator)))"
      }
      let boxes =
        usesBoxes
        ? language(
          en: "; boxes of the tax return: mapping not verified",
          fr: " ; cases de la liasse : correspondance non vérifiée")
        : ""
      lines.append(
        ScoreLine(
          name: title(kind), finding: finding, reading: reading,
          source: "\(kind.source) (\(kind.confidence.rawValue))\(boxes)"))
    }
    return lines
  }

  func title(_ kind: ScoreKind) -> String {
    switch kind {
    case .zPrime: "Altman Z'"
    case .zSecond: "Altman Z''"
    case .zEmerging: language(en: "Altman Z'' + 3.25", fr: "Altman Z'' + 3,25")
    case .conanHolder: "Conan & Holder"
    case .ohlson: language(en: "Ohlson O (probability)", fr: "Ohlson O (probabilité)")
    }
  }

  private func zone(_ score: FinancialScore) -> String {
    let zone =
      switch score.zone {
      case .safe: language(en: "safe", fr: "sain")
      case .grey: language(en: "grey zone", fr: "zone grise")
      case .distress: language(en: "distress", fr: "détresse")
      }
    guard score.kind == .conanHolder else { return zone }
    let band =
      score.value > 16 ? "< 10 %" : score.value >= 9 ? "10–30 %" : score.value >= 4 ? "30–65 %" : "> 65 %"
    return zone + language(en: ", published risk \(band)", fr: ", risque publié \(band)")
  }

  func statementProblems(_ assessment: Assessment) -> String {
    if let unreadable = assessment.unreadable {
      return language(
        en: "line \(unreadable.line): cannot read the number in \(unreadable.column)",
        fr: "ligne \(unreadable.line) : nombre illisible dans \(unreadable.column)")
    }
    return (assessment.statement?.problems ?? []).map { problem($0.problem) }.joined(separator: separator)
  }

  private func problem(_ problem: FinancialStatement.Problem) -> String {
    switch problem {
    case .notPositive(let of): language(en: "\(item(of)) is 0 or less", fr: "\(item(of)) nul ou négatif")
    case .negative(let of): language(en: "\(item(of)) is negative", fr: "\(item(of)) négatif")
    case .partOverWhole(let part, let whole):
      language(en: "\(item(part)) over \(item(whole))", fr: "\(item(part)) supérieur à \(item(whole))")
    case .units(let one, let other):
      language(
        en: "\(item(one)) and \(item(other)) are about a thousand times apart: euros mixed with thousands?",
        fr: "\(item(one)) et \(item(other)) diffèrent d'un facteur mille environ : euros et milliers mélangés ?")
    case .doesNotBalance:
      language(
        en: "equity and liabilities are not near total assets",
        fr: "capitaux propres et dettes ne s'approchent pas du total de l'actif")
    }
  }

  private func item(_ item: StatementItem) -> String {
    switch item {
    case .totalAssets: language(en: "total assets", fr: "total de l'actif")
    case .currentAssets: language(en: "current assets", fr: "actif circulant")
    case .stocks: language(en: "stocks", fr: "stocks")
    case .receivables: language(en: "receivables", fr: "créances")
    case .cash: language(en: "cash", fr: "disponibilités")
    case .currentLiabilities: language(en: "current liabilities", fr: "dettes à court terme")
    case .totalLiabilities: language(en: "liabilities", fr: "dettes")
    case .equity: language(en: "equity", fr: "capitaux propres")
    case .retainedEarnings: language(en: "retained earnings", fr: "réserves et report à nouveau")
    case .permanentCapital: language(en: "permanent capital", fr: "capitaux permanents")
    case .sales: language(en: "sales", fr: "chiffre d'affaires")
    case .valueAdded: language(en: "value added", fr: "valeur ajoutée")
    case .ebitda: language(en: "EBITDA", fr: "EBE")
    case .ebit: language(en: "EBIT", fr: "résultat d'exploitation")
    case .staffCost: language(en: "staff cost", fr: "charges de personnel")
    case .financialExpense: language(en: "financial expense", fr: "charges financières")
    case .netIncome: language(en: "net income", fr: "résultat net")
    case .previousNetIncome: language(en: "net income of the year before", fr: "résultat net de l'année précédente")
    case .fundsFromOperations: language(en: "funds from operations", fr: "capacité d'autofinancement")
    case .priceIndex: language(en: "price index (1968 = 100)", fr: "indice des prix (1968 = 100)")
    }
  }

  private func ratio(_ name: String) -> String {
    switch name {
    case "working capital / assets": language(en: name, fr: "fonds de roulement / actif")
    case "retained earnings / assets": language(en: name, fr: "réserves / actif")
    case "EBIT / assets": language(en: name, fr: "résultat d'exploitation / actif")
    case "book equity / liabilities": language(en: name, fr: "capitaux propres / dettes")
    case "sales / assets": language(en: name, fr: "chiffre d'affaires / actif")
    case "EBITDA / debt": language(en: name, fr: "EBE / dettes")
    case "permanent capital / assets": language(en: name, fr: "capitaux permanents / actif")
    case "current assets without stocks / assets": language(en: name, fr: "actif circulant hors stocks / actif")
    case "financial expense / sales": language(en: name, fr: "charges financières / chiffre d'affaires")
    case "staff cost / value added": language(en: name, fr: "charges de personnel / valeur ajoutée")
    case "log(assets / price index)": language(en: name, fr: "log(actif / indice des prix)")
    case "liabilities / assets": language(en: name, fr: "dettes / actif")
    case "current liabilities / current assets": language(en: name, fr: "dettes à court terme / actif circulant")
    case "liabilities over assets": language(en: name, fr: "dettes supérieures à l'actif")
    case "net income / assets": language(en: name, fr: "résultat net / actif")
    case "funds from operations / liabilities": language(en: name, fr: "CAF / dettes")
    case "loss in two years": language(en: name, fr: "pertes deux ans de suite")
    case "change of net income": language(en: name, fr: "variation du résultat net")
    default: name
    }
  }

  // MARK: - Model

  func failure(_ assessment: Assessment) -> String {
    guard let prediction = assessment.failure else {
      return language(en: "no model, or no statement for it", fr: "pas de modèle, ou pas de comptes à lui soumettre")
    }
    let text = language(en: "P(failure) ", fr: "P(défaillance) ") + style.text(.share(prediction.probability))
    if prediction.imputed.isEmpty { return text }
    let names = prediction.imputed.joined(separator: ", ")
    return text
      + language(
        en: "; empty or unknown, so the average of the training rows: \(names)",
        fr: " ; vide ou inconnu, donc moyenne des lignes d'apprentissage : \(names)")
  }

  // MARK: - Recommendation

  /// What speaks for and against, in a line.
  func why(_ assessment: Assessment) -> String {
    let parts = assessment.signals.filter { $0.direction == .bad || $0.direction == .good }.map {
      "\(signal($0.kind)) \(direction($0.direction))"
    }
    let duplicate =
      assessment.known == nil
      ? [] : [language(en: "may be a client already", fr: "peut-être déjà client")]
    let all = duplicate + parts
    return all.isEmpty ? rule(assessment.recommendation) : all.joined(separator: separator)
  }

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

  func rule(_ recommendation: Recommendation) -> String {
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
