internal import Receivables
internal import Statistics
internal import Tables

/// The aging schedule.
struct AgingSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let settings = AgingSchedule(asOf: analysis.snapshot.asOf)
    let code = style.currency.code
    return [
      .heading(level: 2, language(en: "Aging (\(code))", fr: "Balance âgée (\(code))")),
      .table(AgingTable.readable(analysis.aging, settings, analysis.disputes, language)),
    ]
  }
}
