internal import Tables

/// One part of the page.
protocol ReportSection: Sendable {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block]
}
