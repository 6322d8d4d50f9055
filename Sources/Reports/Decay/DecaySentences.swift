internal import Statistics
internal import Tables

/// What the figures of payment decay say, in sentences for the page.
struct DecaySentences {
  private let analysis: DecayAnalysis
  private let language: Language
  private let style: CellStyle
  /// Of the knee and the tail.
  private var from: Int { analysis.settings.from }

  init(_ analysis: DecayAnalysis, _ language: Language, _ style: CellStyle) {
    self.analysis = analysis
    self.language = language
    self.style = style
  }

  /// On the due day and after `from` days.
  func soon(_ group: DecayAnalysis.Group) -> String? {
    func paidSoon(_ day: Int) -> Estimate? { group.curve.first { $0.day == day }?.paidSoon.estimate }
    guard let onDue = paidSoon(0), let later = paidSoon(from) else { return nil }
    return language(
      en:
        "An invoice unpaid on its due day is paid within 30 days with a probability of \(share(onDue.value)); one that "
        + "is already \(from) days past due, \(share(later.value)).",
      fr:
        "Une facture impayée à l'échéance est payée sous 30 jours avec une probabilité de \(share(onDue.value)) ; après "
        + "\(from) jours de retard, cette probabilité est de \(share(later.value)).")
  }

  /// How debts have ended a year past due.
  func outcomes(_ group: DecayAnalysis.Group) -> String? {
    func probability(_ end: Spell.End?) -> Estimate? {
      group.outcomes.first { $0.day == 365 && $0.end == end }?.probability.estimate
    }
    guard let paid = probability(.paid) else { return nil }
    var parts = [
      language(en: "\(interval(paid)) of invoices are paid", fr: "\(interval(paid)) des factures sont payées")
    ]
    if let credited = probability(.credited), credited.value > 0 {
      parts.append(
        language(
          en: "\(interval(credited)) are cancelled by credit notes", fr: "\(interval(credited)) annulées par avoir"))
    }
    if let lost = probability(.writtenOff), lost.value > 0 {
      parts.append(language(en: "\(interval(lost)) are written off", fr: "\(interval(lost)) passées en perte"))
    }
    return language(en: "By 365 days past due, ", fr: "À 365 jours de retard, ") + parts.joined(separator: ", ") + "."
  }

  /// What the intervals are about, and how much wider they are for other clients.
  func sampling(_ group: DecayAnalysis.Group) -> String? {
    guard let own = group.openAtFrom?.byInvoice.estimate, let other = group.openAtFrom?.byClient.estimate else {
      return nil
    }
    return language(
      en: "These intervals are about other invoices of the same clients. A client's invoices are paid alike: for other "
        + "clients of this kind, the share unpaid \(from) days past due is known to within \(bounds(other)), not "
        + "\(bounds(own)).",
      fr:
        "Ces intervalles portent sur d'autres factures des mêmes clients. Les factures d'un client sont payées de façon "
        + "semblable : pour d'autres clients du même genre, la part impayée à \(from) jours de retard est comprise entre "
        + "\(bounds(other)), et non entre \(bounds(own)).")
  }

  func knee(_ group: DecayAnalysis.Group) -> String? {
    if let reason = group.knee?.withheld(language) { return untested(reason) }
    switch group.knee {
    case nil, .tooFewClients?, .tooFewPayments?: return nil
    case .ratio(let knee)?:
      let (before, after) = (share(knee.before), share(knee.after))
      let facts = language(
        en: "On each of the first \(from) days past due, \(before) of the invoices still open are paid; on each of the "
          + "next \(from), \(after). The ratio is \(ratio(knee.ratio)), by a bootstrap of \(knee.clients) clients: ",
        fr:
          "Chacun des \(from) premiers jours de retard, \(before) des factures encore ouvertes sont payées ; chacun des "
          + "\(from) suivants, \(after). Le rapport est de \(ratio(knee.ratio)), par rééchantillonnage de "
          + "\(knee.clients) clients : ")
      return facts + verdict(knee.ratio)
    }
  }

  private func verdict(_ ratio: Estimate) -> String {
    if ratio.low! > 1 {
      return language(
        en:
          "payment is slower in the second of these periods. That the pace changes on day \(from) itself is not tested.",
        fr:
          "le paiement est plus lent dans la seconde période. Que le rythme change précisément à \(from) jours n'est pas "
          + "testé.")
    }
    if ratio.high! < 1 {
      return language(
        en:
          "payment is faster in the second of these periods. That the pace changes on day \(from) itself is not tested.",
        fr:
          "le paiement est plus rapide dans la seconde période. Que le rythme change précisément à \(from) jours n'est "
          + "pas testé.")
    }
    return language(
      en: "the data do not show that the two periods differ.",
      fr: "les données ne montrent pas de différence entre les deux périodes.")
  }

  private func untested(_ reason: String) -> String {
    language(
      en: "Whether payment is slower in the \(from) days after day \(from) than before: \(reason).",
      fr: "Rythme du paiement avant et après \(from) jours de retard : \(reason).")
  }

  func tail(_ group: DecayAnalysis.Group) -> String? {
    func untold(_ shortage: Shortage) -> String {
      let reason = ShortageWords(language).sentence(shortage)
      return language(
        en: "How long what is open after \(from) days stays open: \(reason).",
        fr: "Durée de ce qui reste ouvert après \(from) jours : \(reason).")
    }
    let tail: DecayAnalysis.TailFigures
    switch group.tail {
    case nil: return nil
    case .notEnoughData(let shortage)?: return untold(shortage)
    case .fitted(let fitted)?: tail = fitted
    }
    let observed: Estimate
    switch tail.observedHalfLife {
    case .notEnoughData(let shortage)?: return untold(shortage)
    case .estimate(let found)?: observed = found
    case nil:
      return language(
        en: "Of the invoices open after \(from) days, fewer than half are paid so far. ",
        fr: "Des factures ouvertes après \(from) jours, moins de la moitié est payée à ce jour. ") + law(tail)
    }
    return language(
      en: "Of the invoices open after \(from) days, half are paid \(days(observed)) days later. ",
      fr: "Des factures ouvertes après \(from) jours, la moitié est payée \(days(observed)) jours plus tard. ")
      + law(tail)
  }

  /// Which law fits better, and what it says.
  private func law(_ tail: DecayAnalysis.TailFigures) -> String {
    let isWeibull = tail.prefersWeibull
    let aic = [tail.fit.weibull.aic, tail.fit.exponential.aic].map { NumberText(language).decimal($0, decimals: 1) }
    let figure = isWeibull ? tail.weibullHalfLife : tail.exponentialHalfLife
    guard let halfLife = figure.estimate, let shape = tail.weibullShape.estimate else { return "" }
    if !isWeibull {
      return language(
        en:
          "An exponential law, the same hazard every day, fits what follows no worse than a Weibull one (AIC \(aic[1]) "
          + "against \(aic[0])); its half-life is \(days(halfLife)) days.",
        fr:
          "Une loi exponentielle, de risque constant, ne s'ajuste pas moins bien à la suite qu'une loi de Weibull (AIC "
          + "\(aic[1]) contre \(aic[0])) ; sa demi-vie est de \(days(halfLife)) jours.")
    }
    let isSlowing = shape.high.map { $0 < 1 } ?? false
    return language(
      en:
        "A Weibull law of shape \(ratio(shape)) fits what follows better than an exponential one (AIC \(aic[0]) against "
        + "\(aic[1]))" + (isSlowing ? ": the longer a debt stays open, the slower it is paid" : "")
        + ". By that law the half-life is \(days(halfLife)) days.",
      fr:
        "Une loi de Weibull de forme \(ratio(shape)) s'ajuste mieux à la suite qu'une loi exponentielle (AIC \(aic[0]) "
        + "contre \(aic[1]))" + (isSlowing ? " : plus une créance reste ouverte, plus elle est payée lentement" : "")
        + ". Selon cette loi, la demi-vie est de \(days(halfLife)) jours.")
  }

  /// Whether the segments differ.
  func segments() -> String {
    func p(_ test: LogRankTest) -> String { "p " + PValueText.relation(test.p, language) }
    guard let byClient = analysis.logRankByClient else {
      let clients = language(en: "too few clients", fr: "trop peu de clients")
      return language(
        en: "Whether segments are paid at different paces: not enough data (\(clients)).",
        fr: "Différence de rythme entre segments : données insuffisantes (\(clients)).")
    }
    let verdict =
      byClient.p < 0.05
      ? language(en: "segments are paid at different paces", fr: "les segments paient à des rythmes différents")
      : language(
        en: "the data do not show that segments are paid at different paces",
        fr: "les données ne montrent pas de différence de rythme entre segments")
    let byInvoice = analysis.logRank.map { test in
      language(
        en: " If invoices were independent, it would be \(p(test)).",
        fr: " Si les factures étaient indépendantes, ce serait \(p(test)).")
    }
    return language(
      en: "Log-rank test, clients taken as drawn at random: \(p(byClient)); \(verdict).",
      fr: "Test du log-rank, clients considérés comme tirés au sort : \(p(byClient)) ; \(verdict).") + (byInvoice ?? "")
  }

  // MARK: - Numbers

  private func share(_ value: Double) -> String { style.text(.share(value)) }

  private func interval(_ estimate: Estimate) -> String { interval(estimate, share) }

  private func days(_ estimate: Estimate) -> String {
    interval(estimate) { NumberText(language).decimal($0, decimals: 0) }
  }

  private func ratio(_ estimate: Estimate) -> String {
    interval(estimate) { NumberText(language).decimal($0, decimals: 2) }
  }

  private func interval(_ estimate: Estimate, _ text: (Double) -> String) -> String {
    guard let low = estimate.low, let high = estimate.high else { return text(estimate.value) }
    return text(estimate.value)
      + language(en: " (\(text(low)) to \(text(high)))", fr: " (\(text(low)) à \(text(high)))")
  }

  /// The two ends of an interval, as "within … to …".
  private func bounds(_ estimate: Estimate) -> String {
    guard let low = estimate.low, let high = estimate.high else { return share(estimate.value) }
    return share(low) + language(en: " to ", fr: " et ") + share(high)
  }
}
