internal import Receivables
internal import Risk
internal import Tables

/// The model of open items: does it beat simple rules, and which probabilities the tables hold.
struct OpenItemSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let risk = analysis.openItems
    let days = OpenItemRisk.horizon
    let heading = ReportDocument.Block.heading(
      level: 2,
      language(en: "How good are the prospects of open items?", fr: "Que valent les prévisions par pièce ouverte ?"))
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return [heading, .paragraph(withheld)]
    }
    var blocks: [ReportDocument.Block] = [
      heading,
      .paragraph(
        language(
          en:
            "A second model predicts, at the end of a day, whether an open item will be paid in full within \(days) days. "
            + "It has learnt from snapshots of the past. Items past due and items not due yet are tested each on their own.",
          fr:
            "Un second modèle prédit, en fin de journée, si une pièce ouverte sera soldée sous \(days) jours. Il a appris "
            + "sur des photographies passées de l'encours. Les pièces échues et les pièces non échues sont testées "
            + "séparément.")),
    ]
    for group in OpenItemGroup.allCases {
      let found = risk.groups[group]!
      blocks.append(.heading(level: 3, OpenItemSection.title(group, language)))
      switch found.validation {
      case .success(let validation): blocks += tested(validation, oneBlockIn: risk.oneBlockIn, language, style)
      case .failure(let reason): blocks.append(.paragraph(sentence(reason, language)))
      }
      blocks.append(.paragraph("**" + verdict(found, group, language) + "**"))
    }
    return blocks
  }

  static func title(_ group: OpenItemGroup, _ language: Language) -> String {
    switch group {
    case .pastDue: language(en: "Items past due", fr: "Pièces échues")
    case .notDue: language(en: "Items not due yet", fr: "Pièces non échues")
    }
  }

  private func tested(
    _ validation: OutOfTimeValidation, oneBlockIn: Int, _ language: Language, _ style: CellStyle
  ) -> [ReportDocument.Block] {
    let comparison = validation.comparison
    let ranking = comparison.model.ranking
    func text(_ count: Int) -> String { style.text(.integer(count)) }
    let (first, last) = (
      style.text(.day(validation.tested.lowerBound)), style.text(.day(validation.tested.upperBound))
    )
    let (rows, events) = (text(ranking.rows), text(ranking.events))
    return [
      .paragraph(
        language(
          en: "Test out of time: fitted on \(text(validation.trainingRows)) outcomes known on "
            + "\(style.text(.day(validation.trainedUntil))), tested on \(rows) predictions from \(first) to \(last) "
            + "(\(events) paid)" + (oneBlockIn > 1 ? ", among one client block in \(oneBlockIn)." : "."),
          fr: "Test hors période : appris sur \(text(validation.trainingRows)) issues connues au "
            + "\(style.text(.day(validation.trainedUntil))), testé sur \(rows) prédictions du \(first) au \(last) "
            + "(\(events) réglées)" + (oneBlockIn > 1 ? ", parmi un bloc de clients sur \(oneBlockIn)." : "."))),
      .table(comparisonTable(comparison, language)),
      .paragraph(
        language(
          en:
            "Calibration of the model, by tenth of the predictions. An item is predicted again at each snapshot, so that "
            + "rows of one client are right or wrong together.",
          fr: "Calibration du modèle, par dixième des prédictions. Une pièce est prédite à chaque photographie : les "
            + "lignes d'un même client sont justes ou fausses ensemble.")),
      .table(CalibrationTable.ofPayment(comparison.model.calibration, language)),
    ]
  }

  private func comparisonTable(_ comparison: BaselineComparison, _ language: Language) -> Table {
    let columns = [
      Column("predictor", language(en: "Predictor", fr: "Prédicteur"), isNumeric: false), Column("auc", "AUC"),
      Column("log_loss", language(en: "Log loss", fr: "Perte log.")), Column("brier", "Brier"),
      Column("slope", language(en: "Calibration slope", fr: "Pente de calibration")),
      Column("intercept", language(en: "Calibration intercept", fr: "Constante de calibration")),
    ]
    func row(_ name: String, _ score: PredictionScore, hasOrder: Bool = true) -> [Cell] {
      func number(_ value: Double?) -> Cell { .optional(hasOrder ? value : nil) { .number($0) } }
      return [
        .text(name), number(score.ranking.auc), .number(score.logLoss), .number(score.brier),
        number(score.calibrationSlope), number(score.calibrationIntercept),
      ]
    }
    func name(_ rule: OutOfTimeTest.Baseline?) -> String { RuleWords.name(rule, .open, language) }
    var rows = [row(name(nil), comparison.model)]
    for (rule, score) in comparison.rates { rows.append(row(name(rule), score, hasOrder: rule != .portfolioRate)) }
    if let ranking = comparison.ageTimesAmount {
      rows.append([.text(name(.ageTimesAmount)), .number(ranking.auc), .blank, .blank, .blank, .blank])
    }
    return Table(columns, rows: rows)
  }

  private func sentence(_ reason: OutOfTimeValidation.Failure, _ language: Language) -> String {
    switch reason {
    case .tooFewTestRows(let rows, let events):
      language(
        en: "No test out of time: not enough data (\(rows) predictions, \(events) of them paid).",
        fr: "Pas de test hors période : données insuffisantes (\(rows) prédictions, dont \(events) réglées).")
    case .noFit(let failure):
      language(en: "No test out of time. ", fr: "Pas de test hors période. ") + FailureWords.sentence(failure, language)
    }
  }

  /// Which probabilities items.csv and clients.csv hold, in one sentence.
  private func verdict(_ found: OpenItemRisk.Group, _ group: OpenItemGroup, _ language: Language) -> String {
    if found.isUsed {
      return language(
        en:
          "The model beats the simple rules out of time: the probabilities, expected days and amounts at risk of these "
          + "items are its own.",
        fr:
          "Le modèle bat les règles simples hors période : les probabilités, dates attendues et montants à risque de ces "
          + "pièces sont les siens.")
    }
    let fallback =
      switch group {
      case .pastDue:
        language(
          en: "the probabilities of these items are those of the portfolio's payment curve at their age.",
          fr: "les probabilités de ces pièces sont celles de la courbe de paiement du portefeuille à leur âge.")
      case .notDue:
        language(
          en: "the probabilities of these items come from the probability of being late, through the payment curve.",
          fr: "les probabilités de ces pièces viennent de la probabilité d'impayé, par la courbe de paiement.")
      }
    if case .success = found.validation {
      return language(
        en: "The model does not beat the simple rules out of time: ",
        fr: "Le modèle ne bat pas les règles simples hors période : ") + fallback
    }
    return language(en: "An untested model is not used: ", fr: "Un modèle non testé n'est pas utilisé : ") + fallback
  }
}
