internal import Statistics
internal import Tables

/// How payment becomes less likely with age.
struct DecaySection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "Payment decay", fr: "Probabilité de paiement selon le retard"))
    guard let curve = analysis.curve else {
      return [
        heading,
        .paragraph(
          language(
            en: "Not enough data: no invoice was paid by the as-of day.",
            fr: "Données insuffisantes : aucune facture payée à la date d'arrêté.")),
      ]
    }
    var blocks: [ReportDocument.Block] = [
      heading, .table(DecayTable.table(curve, language)),
      .image(
        file: "decay.svg",
        caption: language(
          en: "Share of invoices still unpaid by days past due, with its 95% interval",
          fr: "Part des factures encore impayées selon le retard, avec son intervalle à 95 %")),
    ]
    let at30 = curve.atRisk(30) >= DecayTable.minimumAtRisk ? curve.paid(within: 30, unpaidAt: 30) : nil
    let at0 = curve.atRisk(0) >= DecayTable.minimumAtRisk ? curve.paid(within: 30, unpaidAt: 0) : nil
    if let at0, let at30 {
      blocks.append(
        .paragraph(
          language(
            en: "An invoice unpaid on its due day is paid within 30 days with a probability of "
              + "\(style.text(.share(at0.value))); one that is already 30 days past due, \(style.text(.share(at30.value))).",
            fr: "Une facture impayée à l'échéance est payée sous 30 jours avec une probabilité de "
              + "\(style.text(.share(at0.value))) ; après 30 jours de retard, cette probabilité est de "
              + "\(style.text(.share(at30.value))).")))
    }
    if curve.atRisk(365) >= DecayTable.minimumAtRisk, let late = curve.unpaid(at: 365) {
      let paid = style.text(.share(1 - late.value))
      blocks.append(
        .paragraph(
          language(
            en: "Paid by 365 days past due: \(paid) of invoices.",
            fr: "Payées à 365 jours de retard : \(paid) des factures.")))
    }
    return blocks
  }
}
