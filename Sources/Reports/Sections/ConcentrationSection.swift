internal import Receivables
internal import Statistics
internal import Tables

/// How far the receivables hang on a few clients.
struct ConcentrationSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let concentration = analysis.concentration
    let code = style.currency.code
    var blocks: [ReportDocument.Block] = [
      .heading(level: 2, language(en: "Concentration (\(code))", fr: "Concentration (\(code))")),
      .table(ConcentrationTable.readable(concentration, language)),
    ]
    if let largest = concentration.debtors.first {
      let name = MarkdownFormat.escaped(analysis.snapshot.clients[largest.client].label)
      let share = style.text(.share(concentration.share(of: largest)))
      blocks.append(
        .paragraph(
          language(
            en:
              "The largest exposure is \(name): \(style.text(.money(largest.balance))) \(code), \(share) of what is owed.",
            fr:
              "Plus gros encours : \(name), \(style.text(.money(largest.balance))) \(code), soit \(share) "
              + "du total.")))
    }
    return blocks
  }
}
