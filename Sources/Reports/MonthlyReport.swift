public import Receivables
internal import Statistics
public import Tables

/// The monthly report as a folder of files: the page, and the tables behind it.
public struct MonthlyReport: Sendable {
  public let analysis: MonthlyAnalysis
  public let language: Language

  /// The parts of the page, in order. To add one: a file in `Sections/`, and a line here.
  static let sections: [any ReportSection] = [
    KeyFiguresSection(), AgingSection(), DSOSection(), MonthlySection(), EffectivenessSection(), ChangesSection(),
    ConcentrationSection(), DecaySection(), ChaseSection(), NewClientsSection(), ModelSection(), OpenItemSection(),
    ReconciliationSection(), QualitySection(), DefinitionsSection(),
  ]

  public init(_ analysis: MonthlyAnalysis, language: Language) {
    self.analysis = analysis
    self.language = language
  }

  /// A file of the folder, and how to make it.
  public struct File: Sendable {
    public let name: String
    public let write: @Sendable (inout OutputBuffer) -> Void
  }

  /// The page for people is in the report's language; tables for scripts have English keys and plain numbers.
  public func files(rejectedTexts: [RowLocation: String]) -> [File] {
    let (analysis, language) = (analysis, language)
    let csv = CSVFormat(analysis.snapshot.currency)
    // A table is made where it is written, on one of the threads.
    func table(_ name: String, _ table: @autoclosure @escaping @Sendable () -> Table) -> File {
      File(name: name) { csv.write(table(), to: &$0) }
    }
    // The longest come first, so that no thread is left alone with one at the end.
    return [
      table("clients.csv", ClientsTable.table(analysis, language)),
      table("items.csv", ItemsTable.table(analysis, language)),
      table("changes.csv", ChangesTable.table(analysis, language)),
      File(name: "report.md") { page(to: &$0) },
      table("aging.csv", AgingTable.table(analysis.aging, AgingSchedule(asOf: analysis.snapshot.asOf), language)),
      table(
        "disputed.csv",
        DisputedTable.table(
          analysis.aging, AgingSchedule(asOf: analysis.snapshot.asOf), analysis.disputes, language)),
      table("dso.csv", DSOTable.table(analysis.now.dso, .english, .all, analysis.datedPayments)),
      table("monthly.csv", MonthlyTable.table(analysis.months, .english, analysis.datedPayments)),
      table("concentration.csv", ConcentrationTable.table(analysis.concentration, language)),
      table("decay.csv", DecayTable.table(analysis.decay, language)),
      table("model.csv", ModelTable.table(analysis, language)),
      table("rejected.csv", RejectedTable.table(analysis.reading, texts: rejectedTexts, language)),
      File(name: "monthly.svg") { $0.write(MonthlySection.chart(analysis, language)) },
      File(name: "decay.svg") { $0.write(DecayChart(analysis.decay.groups[0].incidence?.open, language).svg) },
      File(name: "run.json") { $0.write(RunRecord(analysis, language).json) },
    ]
  }

  private func page(to output: inout OutputBuffer) {
    let snapshot = analysis.snapshot
    let style = CellStyle(language: language, currency: snapshot.currency)
    var blocks: [ReportDocument.Block] = [
      .heading(
        level: 1,
        language(
          en: "Receivables on \(style.text(.day(snapshot.asOf)))",
          fr: "Encours clients au \(style.text(.day(snapshot.asOf)))"))
    ]
    for section in MonthlyReport.sections { blocks += section.blocks(analysis, language, style) }
    MarkdownFormat(style).write(ReportDocument(blocks), to: &output)
  }
}
