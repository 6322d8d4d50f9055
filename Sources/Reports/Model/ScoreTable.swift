public import Receivables
public import Risk
internal import Statistics
public import Tables

/// Open items with the probability a model file gives them, and why.
public enum ScoreTable {
  /// - Parameters:
  ///   - horizon: h of the task of open items.
  ///   - asOf: The day of the scores.
  public static func items(
    _ scores: [ModelFile.Score], _ model: ModelFile, within horizon: Int, asOf: Day, clients: [Client],
    invoice: @escaping @Sendable (Document) -> String, _ language: Language
  ) -> Table {
    let probability =
      model.lateAfter.map { g in
        Column("p_late", language(en: "P(unpaid at +\(g) d)", fr: "P(impayée à +\(g) j)"))
      } ?? Column("p_paid", language(en: "P(paid within \(horizon) d)", fr: "P(réglée sous \(horizon) j)"))
    let columns = [
      Column("client", "Client", isNumeric: false),
      Column("invoice", language(en: "Invoice", fr: "Facture"), isNumeric: false),
      Column("issued", language(en: "Issued", fr: "Émise le")), Column("due", language(en: "Due", fr: "Échéance")),
      Column("balance", language(en: "Balance", fr: "Solde")), probability,
      Column("reasons", language(en: "Why", fr: "Pourquoi"), isNumeric: false),
    ]
    return Table(columns, rowCount: scores.count) { index in
      let score = scores[index]
      let document = score.document
      // Of an item that is as late as was asked there is nothing left to predict.
      let isLate = model.lateAfter.flatMap { LateOutcome(grace: $0).isLate(document, asOf: asOf) } ?? false
      let why =
        isLate
        ? ContributionWords.alreadyLate(document.due.days(until: asOf), language)
        : reasons(score, within: horizon, language)
      return [
        .text(clients[score.client].id), .text(invoice(document)), .day(document.issued), .day(document.due),
        .money(document.balance), .share(isLate ? 1 : score.probability), .text(why),
      ]
    }
  }

  private static func reasons(_ score: ModelFile.Score, within horizon: Int, _ language: Language) -> String {
    let told = score.contributions.prefix(2).filter { abs($0.logit) >= 0.05 }
    let sentences = told.map { reason in
      let isLater: Bool
      let fact: String
      switch score.known {
      case .issue(let known):
        isLater = reason.logit > 0
        fact = ContributionWords.fact(reason, beside: score.portfolioLogit, known, score.document, language)
      case .open(let item):
        isLater = reason.logit < 0
        fact = OpenContributionWords.fact(reason, item, within: horizon, language)
      }
      let verdict =
        isLater
        ? language(en: "unfavourable", fr: "défavorable") : language(en: "favourable", fr: "favorable")
      return "\(fact) (\(verdict))"
    }
    return sentences.joined(separator: language(en: "; ", fr: " ; "))
  }

  /// How far each feature's distribution has moved since the fit.
  ///
  /// - Parameter inWords: Groups, features and verdicts in the reader's language, instead of the stable names.
  public static func drift(_ drift: [ModelFile.Drift], _ language: Language, inWords: Bool) -> Table {
    let columns = [
      Column("group", language(en: "Items", fr: "Pièces"), isNumeric: false),
      Column("feature", language(en: "Variable", fr: "Variable"), isNumeric: false), Column("psi", "PSI"),
      Column("expected_by_chance", language(en: "By chance", fr: "Par hasard")),
      Column("farthest_period", language(en: "Farthest period of the fit", fr: "Période la plus éloignée")),
      Column("verdict", language(en: "Verdict", fr: "Avis"), isNumeric: false),
    ]
    return Table(
      columns,
      rows: drift.map { entry in
        let group: Cell = .optional(entry.group) {
          .text(inWords ? OpenItemSection.title($0, language) : $0.rawValue)
        }
        return [
          group, .text(inWords ? FeatureWords.title(entry.feature, language) : entry.feature),
          .number(entry.index.value), .number(entry.index.expectedByChance),
          .optional(entry.farthestPeriod) { .number($0) },
          .text(inWords ? name(entry.verdict, language) : entry.verdict.rawValue),
        ]
      })
  }

  /// The features that have shifted so far that the model should be fitted again, in words.
  public static func shifted(_ drift: [ModelFile.Drift], _ language: Language) -> [String] {
    drift.filter { $0.verdict == .shifted }.map { entry in
      let group = entry.group.map { OpenItemSection.title($0, language) + language(en: ": ", fr: " : ") } ?? ""
      return group + FeatureWords.title(entry.feature, language)
    }
  }

  private static func name(_ verdict: ModelFile.Drift.Verdict, _ language: Language) -> String {
    switch verdict {
    case .stable: language(en: "stable", fr: "stable")
    case .moved: language(en: "has moved", fr: "a bougé")
    case .shifted: language(en: "shifted: fit again", fr: "décalée : réajuster")
    case .untold: language(en: "too little to tell", fr: "trop peu pour conclure")
    }
  }
}
