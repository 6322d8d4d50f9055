internal import Receivables
internal import Risk
internal import Tables

/// The late-payment model: does it beat simple rules, and what is in it.
struct ModelSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let risk = analysis.risk
    let g = risk.outcome.grace
    let among =
      risk.oneBlockIn == 1
      ? ""
      : language(
        en: ", among one client block in \(risk.oneBlockIn)", fr: ", parmi un bloc de clients sur \(risk.oneBlockIn)")
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "How good is the late-payment model?", fr: "Que vaut le modèle d'impayé ?"))
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return [heading, .paragraph(withheld)]
    }
    var blocks: [ReportDocument.Block] = [
      heading,
      .paragraph(
        language(
          en:
            "The model predicts, on the issue day, whether an invoice will still be unpaid \(g) days after its due day. "
            + "Invoices with a known outcome: \(style.text(.integer(risk.rows))), of which late: "
            + "\(style.text(.integer(risk.events)))\(among).",
          fr:
            "Le modèle prédit, le jour de l'émission, si une facture sera encore impayée \(g) jours après son échéance "
            + "(impayée à +\(g) j). Factures dont l'issue est connue : \(style.text(.integer(risk.rows))), dont impayées "
            + "à +\(g) j : \(style.text(.integer(risk.events)))\(among).")),
    ]
    if risk.usable.rows < risk.rows { blocks.append(.paragraph(usable(risk, language, style))) }
    switch risk.validation {
    case .success(let validation): blocks += tested(validation, oneBlockIn: risk.oneBlockIn, language, style)
    case .failure(let reason): blocks.append(.paragraph(sentence(reason, language)))
    }
    blocks.append(.paragraph("**" + verdict(risk, language) + "**"))
    if case .success(let validation) = risk.validation {
      blocks.append(
        .paragraph(
          TrustSentences.paragraph(validation.comparison.model, isUsed: risk.source == .model, language, style)))
    }
    return blocks + coefficients(analysis, language)
  }

  /// How many of the known outcomes are learnt from, and why not all of them.
  private func usable(_ risk: LateRisk, _ language: Language, _ style: CellStyle) -> String {
    let (rows, events) = (style.text(.integer(risk.usable.rows)), style.text(.integer(risk.usable.events)))
    let known = LateRisk.minimumKnownBefore
    return language(
      en: "Of them \(rows) are usable for learning (late: \(events)). Left out are invoices issued before the first "
        + "payment in the ledger, which might be missing had they been paid on time, those issued before \(known) "
        + "outcomes were known, and those paid before their issue.",
      fr:
        "Utilisables pour l'apprentissage : \(rows), dont impayées : \(events). Sont écartées les factures émises avant "
        + "le premier règlement du fichier (payées à l'heure, elles pourraient en être absentes), celles émises avant "
        + "que \(known) issues soient connues et celles payées avant leur émission.")
  }

  /// What is in the model.
  private func coefficients(_ analysis: MonthlyAnalysis, _ language: Language) -> [ReportDocument.Block] {
    let model: IssueModel
    switch analysis.risk.fit {
    case .failure(let failure): return [.paragraph(FailureWords.sentence(failure, language))]
    case .success(let fitted): model = fitted
    }
    var blocks: [ReportDocument.Block] = [
      .paragraph(
        language(
          en:
            "Coefficients per standard deviation of each variable. The model predicts with the first ones, drawn to zero and "
            + "the client's record to its face value. What the invoices alone say of each effect stands beside them, with "
            + "its 95% interval, clients taken as drawn (jackknife of clients, Student's t).",
          fr:
            "Coefficients par écart-type de chaque variable. Le modèle prédit avec les premiers, ramenés vers zéro, et "
            + "l'historique du client vers sa valeur brute. À côté, ce que les factures seules disent de chaque effet, "
            + "avec son intervalle à 95 %, les clients étant tenus pour tirés au sort (jackknife des clients, Student)."
        )),
      .table(ModelTable.table(analysis, language, inWords: true)),
    ]
    switch analysis.risk.effects {
    case .failure(let failure)?: blocks.append(.paragraph(FailureWords.sentence(failure, language)))
    case .success(let effects)? where effects.isFirth:
      blocks.append(
        .paragraph(
          language(
            en:
              "The rarer outcome is too rare, or a variable tells it exactly, for estimates by maximum likelihood: without "
              + "the penalty the estimates are Firth's, and have no interval.",
            fr:
              "L'issue la plus rare est trop rare, ou une variable la donne exactement, pour le maximum de vraisemblance : "
              + "sans la pénalité, les estimations sont celles de Firth, sans intervalle.")))
    case .success?, nil: break
    }
    let constant = model.regression.scaling.constant
    if !constant.isEmpty {
      blocks.append(.list(constant.map { FailureWords.sentence(.constant(column: $0), language) }))
    }
    return blocks
  }

  /// The test out of time.
  private func tested(
    _ validation: OutOfTimeValidation, oneBlockIn: Int, _ language: Language, _ style: CellStyle
  ) -> [ReportDocument.Block] {
    let comparison = validation.comparison
    let isLower = comparison.gain.mean > 0
    let gain = style.text(.number(abs(comparison.gain.mean)))
    let error = style.text(.number(comparison.gain.standardError))
    return [
      .paragraph(extent(validation, oneBlockIn: oneBlockIn, language, style)),
      .table(LateRiskTestTable.table(comparison, language)),
      .paragraph(
        language(
          en:
            "The model's log loss is \(isLower ? "lower" : "higher") than the better rate's by \(gain) (standard error "
            + "\(error), paired). It counts as a win above one standard error, with a better AUC than overdue debt × age.",
          fr: "La perte logarithmique du modèle est \(isLower ? "inférieure" : "supérieure") de \(gain) à celle du "
            + "meilleur taux (erreur type \(error), appariée). Il ne l'emporte qu'au-delà d'une erreur type, avec "
            + "une AUC supérieure à celle d'échu × ancienneté.")),
      .paragraph(
        language(
          en: "Calibration of the model, by tenth of the predictions:",
          fr: "Calibration du modèle, par dixième des prédictions :")),
      .table(CalibrationTable.ofLateness(comparison.model.calibration, language)),
    ]
  }

  /// What the model was trained and tested on.
  private func extent(
    _ validation: OutOfTimeValidation, oneBlockIn: Int, _ language: Language, _ style: CellStyle
  ) -> String {
    let ranking = validation.comparison.model.ranking
    let training = style.text(.integer(validation.trainingRows))
    let day = style.text(.day(validation.trainedUntil))
    let (rows, events) = (style.text(.integer(ranking.rows)), style.text(.integer(ranking.events)))
    return language(
      en: "Test out of time: trained on \(training) invoices whose outcome was known on \(day), tested on the \(rows) "
        + "issued after it (\(events) late)" + (oneBlockIn > 1 ? ", among one client block in \(oneBlockIn)." : "."),
      fr: "Test hors période : appris sur \(training) factures dont l'issue était connue au \(day), testé sur les "
        + "\(rows) émises ensuite, dont \(events) impayées"
        + (oneBlockIn > 1 ? ", parmi un bloc de clients sur \(oneBlockIn)." : "."))
  }

  private func sentence(_ reason: OutOfTimeValidation.Failure, _ language: Language) -> String {
    switch reason {
    case .tooFewTestRows(let rows, let events):
      language(
        en: "No test out of time: not enough data (\(rows) invoices in the last fifth, \(events) of them late).",
        fr: "Pas de test hors période : données insuffisantes (\(rows) factures dans le dernier cinquième, dont "
          + "\(events) impayées).")
    case .noFit(let failure):
      language(en: "No test out of time. ", fr: "Pas de test hors période. ") + FailureWords.sentence(failure, language)
    }
  }

  /// Which prediction the ranking uses, in one sentence.
  private func verdict(_ risk: LateRisk, _ language: Language) -> String {
    switch (risk.source, risk.validation) {
    case (.model, .success(let validation)) where validation.comparison.isNarrow:
      language(
        en:
          "The model does slightly better than the three simple rules out of time (by less than two standard errors), "
          + "and is used in the ranking.",
        fr: "Le modèle fait un peu mieux que les trois règles simples hors période (de moins de deux erreurs types) : "
          + "le classement l'utilise.")
    case (.model, _):
      language(
        en: "The model beats the three simple rules out of time, and is used in the ranking.",
        fr: "Le modèle bat les trois règles simples hors période : le classement l'utilise.")
    case (.clientRate, .success):
      language(
        en:
          "The model does not beat the simple rules out of time: the ranking uses each client's own late rate instead.",
        fr: "Le modèle ne bat pas les règles simples hors période : le classement utilise le taux d'impayé propre à "
          + "chaque client.")
    case (.clientRate, .failure):
      language(
        en: "An untested model is not used: the ranking uses each client's own late rate instead.",
        fr: "Un modèle non testé n'est pas utilisé : le classement utilise le taux d'impayé propre à chaque "
          + "client.")
    case (.none, _):
      language(
        en: "Not enough data for any probability of being late (\(risk.rows) known outcomes, "
          + "\(LateRisk.minimumRows) needed).",
        fr: "Données insuffisantes pour toute probabilité d'impayé (issues connues : \(risk.rows), il en faut "
          + "\(LateRisk.minimumRows)).")
    }
  }
}
