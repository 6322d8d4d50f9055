internal import Statistics
internal import Tables

/// How payment becomes less likely with age.
struct DecaySection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "Payment decay", fr: "Probabilité de paiement selon le retard"))
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return [heading, .paragraph(withheld)]
    }
    let group = analysis.decay.groups[0]
    if group.incidence == nil {
      return [
        heading,
        .paragraph(
          language(
            en: "Not enough data: no invoice was paid by the as-of day.",
            fr: "Données insuffisantes : aucune facture payée à la date d'arrêté.")),
      ]
    }
    let sentences = DecaySentences(analysis.decay, language, style)
    var blocks: [ReportDocument.Block] = [
      heading, .table(DecayTable.table(analysis.decay, language)),
      .image(
        file: "decay.svg",
        caption: language(
          en: "Share of invoices still unpaid by days past due, with its 95% interval",
          fr: "Part des factures encore impayées selon le retard, avec son intervalle à 95 %")),
    ]
    blocks += [sentences.soon(group), sentences.outcomes(group), sentences.sampling(group)].compactMap(\.self)
      .map { .paragraph($0) }
    blocks += [
      .heading(level: 3, language(en: "Pace by age", fr: "Rythme selon l'ancienneté")),
      .table(DecayHazardTable.table(analysis.decay, language)),
      .list([sentences.knee(group), sentences.tail(group)].compactMap(\.self)),
    ]
    if let segments = analysis.decayBySegment {
      blocks += [
        .heading(level: 3, language(en: "By segment", fr: "Par segment")),
        .table(DecaySegmentTable.readable(segments, language)),
        .paragraph(DecaySentences(segments, language, style).segments()),
      ]
    }
    return blocks
  }
}
