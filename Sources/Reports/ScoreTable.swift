public import Receivables
public import Risk
internal import Statistics
public import Tables

/// Open items with the probability a model file gives them, and why.
public enum ScoreTable {
  /// - Parameter horizon: h of the task of open items.
  public static func items(
    _ scores: [ModelFile.Score], _ model: ModelFile, within horizon: Int, clients: [Client],
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
      let reasons = score.contributions.prefix(2).filter { abs($0.logit) >= 0.05 }
      let sentences = reasons.map { name, logit in
        switch score.known {
        case .issue(let known): ContributionWords.sentence(name, logit, known, score.document, language)
        case .open(let item): OpenContributionWords.sentence(name, logit, item, within: horizon, language)
        }
      }
      return [
        .text(clients[score.client].id), .text(invoice(score.document)), .day(score.document.issued),
        .day(score.document.due), .money(score.document.balance), .share(score.probability),
        .text(sentences.joined(separator: language(en: "; ", fr: " ; "))),
      ]
    }
  }

  /// How far each feature's distribution has moved since the fit.
  public static func drift(_ drift: [ModelFile.Drift], _ language: Language) -> Table {
    let columns = [
      Column("feature", language(en: "Variable", fr: "Variable"), isNumeric: false), Column("psi", "PSI"),
      Column("expected_by_chance", language(en: "By chance", fr: "Par hasard")),
      Column("verdict", language(en: "Verdict", fr: "Avis"), isNumeric: false),
    ]
    return Table(
      columns,
      rows: drift.map { entry in
        let moved = entry.index.value - entry.index.expectedByChance
        let verdict =
          moved < 0.1
          ? language(en: "stable", fr: "stable")
          : moved < 0.25
            ? language(en: "has moved", fr: "a bougé") : language(en: "shifted: fit again", fr: "décalée : réajuster")
        let group = entry.group.map { OpenItemSection.title($0, language) + language(en: ": ", fr: " : ") } ?? ""
        return [
          .text(group + FeatureWords.title(entry.feature, language)), .number(entry.index.value),
          .number(entry.index.expectedByChance), .text(verdict),
        ]
      })
  }
}

/// What a contribution means, in a sentence with the client's own figures.
enum ContributionWords {
  static func sentence(
    _ feature: String, _ logit: Double, _ known: IssueKnowledge, _ document: Document, _ language: Language
  ) -> String {
    let direction = language(en: logit > 0 ? "raises" : "lowers", fr: logit > 0 ? "augmente" : "diminue")
    func percent(_ share: Double) -> String { PlainNumber.fixed(share * 100, decimals: 0) }
    let fact =
      switch feature {
      case "client_curve":
        language(
          en: "its record says \(percent(known.unpaid))% late, the portfolio's \(percent(known.portfolioUnpaid))%",
          fr:
            "son historique donne \(percent(known.unpaid)) % de retard, le portefeuille \(percent(known.portfolioUnpaid)) %"
        )
      case "mean_delay":
        delay(known.meanDelay, language)
      case "slow_tail":
        language(
          en: "\(percent(known.unpaidLater))% of its invoices stay unpaid three paying days more",
          fr: "\(percent(known.unpaidLater)) % de ses factures restent impayées trois jours de plus")
      case "usual_amount":
        language(
          en: "the amount is \(PlainNumber.fixed(known.ratioToUsual(document.amount), decimals: 1)) times its usual",
          fr: "le montant est \(PlainNumber.fixed(known.ratioToUsual(document.amount), decimals: 1)) fois l'habituel")
      case "has_overdue":
        known.hasOverdue
          ? language(en: "it has something past due", fr: "il a de l'échu")
          : language(en: "it has nothing past due", fr: "il n'a rien d'échu")
      case "nothing_paid_yet":
        known.hasPaid
          ? language(en: "it has paid before", fr: "il a déjà payé")
          : language(en: "it has not paid anything yet", fr: "il n'a encore rien payé")
      case "issued_weekend":
        document.issued.weekday >= 5
          ? language(en: "issued on a weekend", fr: "émise un week-end")
          : language(en: "issued on a weekday", fr: "émise en semaine")
      case "due_weekday":
        known.weekdayExcess > 0
          ? language(
            en: "its invoices due on this day of the week are later than its others",
            fr: "ses factures échues ce jour de la semaine sont plus en retard que les autres")
          : language(
            en: "its invoices due on this day of the week are no later than its others",
            fr: "ses factures échues ce jour de la semaine ne sont pas plus en retard que les autres")
      case "due_month_end":
        known.monthEndExcess > 0
          ? language(
            en: "its invoices due at this time of the month are later than its others",
            fr: "ses factures échues à ce moment du mois sont plus en retard que les autres")
          : language(
            en: "its invoices due at this time of the month are no later than its others",
            fr: "ses factures échues à ce moment du mois ne sont pas plus en retard que les autres")
      case "terms":
        language(
          en: "payable in \(document.issued.days(until: document.due)) days",
          fr: "payable à \(document.issued.days(until: document.due)) jours")
      default: FeatureWords.title(feature, language)
      }
    return fact + " (\(direction))"
  }

  private static func delay(_ days: Double, _ language: Language) -> String {
    let count = PlainNumber.fixed(abs(days), decimals: 0)
    return days > 0
      ? language(
        en: "it pays \(count) paying days after the limit on average",
        fr: "il paie en moyenne \(count) jours de paiement après la limite")
      : language(
        en: "it pays \(count) paying days before the limit on average",
        fr: "il paie en moyenne \(count) jours de paiement avant la limite")
  }
}
