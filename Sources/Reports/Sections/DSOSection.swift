internal import Tables

/// The DSO family.
struct DSOSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    [
      .heading(level: 2, language(en: "Days sales outstanding", fr: "Délai moyen de règlement (DSO)")),
      .table(DSOTable.readable(analysis.now.dso, language, .all, analysis.datedPayments)),
    ]
  }
}
