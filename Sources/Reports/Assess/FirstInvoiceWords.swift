internal import Risk
internal import Solvency
internal import Tables

/// The risk of a first invoice, and how its model did on later clients.
struct FirstInvoiceWords {
  let language: Language
  let style: CellStyle

  func finding(_ risk: FirstInvoiceModel.Risk, lateAfter g: Int, assumed: Set<Assessment.Assumption>) -> String {
    let basis =
      risk.segmentClients == 0
      ? language(en: "no past client of its segment", fr: "aucun client antérieur du segment")
      : language.plural(
        risk.segmentClients, en: ("past client of its segment", "past clients of its segment"),
        fr: ("client antérieur du segment", "clients antérieurs du segment"))
    var text = language(
      en:
        "P(unpaid at +\(g) d) \(share(risk.probability)), 95% interval \(share(risk.low)) to \(share(risk.high)), on \(basis)",
      fr:
        "P(impayé à +\(g) j) \(share(risk.probability)), intervalle à 95 % de \(share(risk.low)) à \(share(risk.high)), "
        + "sur \(basis)")
    if !assumed.isEmpty {
      let names = Assessment.Assumption.allCases.filter(assumed.contains).map {
        $0 == .amount ? language(en: "amount", fr: "montant") : language(en: "terms", fr: "délai")
      }
      text += language(
        en: "; not given, so the portfolio's usual: \(names.joined(separator: ", "))",
        fr: " ; non fourni, donc valeur habituelle du portefeuille : \(names.joined(separator: ", "))")
    }
    return text
  }

  /// Whose first invoices are left out, because they may not be the first.
  private var washout: String {
    language(
      en:
        "Clients first seen in the ledger's first \(FirstInvoices.washout) days are left out: they may have been clients "
        + "before.",
      fr:
        "Les clients apparus dans les \(FirstInvoices.washout) premiers jours de l'historique sont écartés : ils pouvaient "
        + "être déjà clients.")
  }

  /// Why there is no risk.
  func absence(_ failure: FirstInvoiceModel.Failure) -> String {
    switch failure {
    case .notEnoughClients(let clients, let rarer):
      language(
        en:
          "not enough data: \(clients) first invoices of known outcome, \(rarer) of the rarer one, after the ledger's first "
          + "\(FirstInvoices.washout) days",
        fr:
          "données insuffisantes : \(clients) premières factures d'issue connue, dont \(rarer) de l'issue la plus rare, "
          + "après les \(FirstInvoices.washout) premiers jours de l'historique")
    case .fit(let failure): FailureWords.sentence(failure, language)
    }
  }

  /// What the risk is by, in a word.
  ///
  /// - Parameter hasSegment: Whether there were past clients of the candidate's segment: the rate is the portfolio's without.
  func basis(_ risk: FirstInvoiceRisk, hasSegment: Bool) -> String {
    switch risk.model.basis {
    case .segment where !hasSegment:
      language(en: "own ledger: rate of the portfolio", fr: "grand livre clients : taux du portefeuille")
    case .segment: language(en: "own ledger: rate of the segment", fr: "grand livre clients : taux du segment")
    case .attributes: language(en: "own ledger: model", fr: "grand livre clients : modèle")
    }
  }

  /// How the model did on clients that came after its fit, and what follows.
  func test(_ risk: FirstInvoiceRisk) -> String {
    guard let test = risk.test else {
      return language(
        en:
          "First-invoice risk: too few clients came late enough to test a model of amount, terms, season and declared "
          + "attributes, so it is the segment's rate, shrunk to the portfolio's. ",
        fr:
          "Risque sur la première facture : trop peu de clients récents pour tester un modèle sur le montant, le délai, la "
          + "saison et les attributs déclarés ; c'est donc le taux du segment, rapproché de celui du portefeuille. ")
        + washout
    }
    let (model, segment, portfolio) = (test.attributes.logLoss, test.segment.logLoss, test.portfolio.logLoss)
    let auc = test.attributes.ranking.aucInterval
    let figures = language(
      en:
        "First-invoice risk, tested on \(integer(test.clients)) clients that came after the fit, \(integer(test.late)) of "
        + "them late: log loss \(number(model)) by a model of segment, amount, terms, season and declared attributes "
        + "(AUC \(number(test.attributes.ranking.auc))\(auc.map { ", 95% \(number($0.lowerBound)) to \(number($0.upperBound))" } ?? "")), "
        + "\(number(segment)) by the segment's rate shrunk to the portfolio's, \(number(portfolio)) by one rate for all. ",
      fr: "Risque sur la première facture, testé sur \(integer(test.clients)) clients arrivés après l'ajustement, dont "
        + "\(integer(test.late)) avec une première facture impayée : perte logarithmique \(number(model)) par un modèle sur le segment, le montant, le "
        + "délai, la saison et les attributs déclarés (AUC \(number(test.attributes.ranking.auc))"
        + "\(auc.map { ", de \(number($0.lowerBound)) à \(number($0.upperBound)) à 95 %" } ?? "")), \(number(segment)) par le taux "
        + "du segment rapproché de celui du portefeuille, \(number(portfolio)) par un taux unique. ")
    return figures
      + (test.modelIsBetter
        ? language(
          en: "The model does better than both rates, so it is used. ",
          fr: "Le modèle fait mieux que les deux taux : il est utilisé. ")
        : language(
          en: "The model does not do better by more than one standard error, so the segment's rate is used. ",
          fr: "Le modèle ne fait pas mieux de plus d'une erreur type : le taux du segment est utilisé. "))
      + washout
  }

  private func share(_ value: Double) -> String { style.text(.share(value)) }
  private func number(_ value: Double) -> String { style.text(.number(value)) }
  private func integer(_ value: Int) -> String { style.text(.integer(value)) }
}
