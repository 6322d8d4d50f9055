internal import Statistics
internal import Tables

/// One row a segment, on the day after which the tail begins: for the page.
enum DecaySegmentTable {
  /// Segments shown; the command line gives all.
  static let maximumRows = 20

  static func readable(_ analysis: DecayAnalysis, _ language: Language) -> Table {
    let day = analysis.settings.from
    let columns =
      [
        Column("segment", "Segment", isNumeric: false), Column("invoices", language(en: "Invoices", fr: "Factures")),
        Column("unpaid", language(en: "Unpaid at +\(day) d", fr: "Impayées à +\(day) j")),
      ] + IntervalColumns.columns(language) + [
        Column("paid_soon", language(en: "Then paid within 30 days", fr: "Puis payées sous 30 jours"))
      ] + IntervalColumns.columns(language, prefix: "paid_soon_")
    return Table(
      columns,
      rows: shown(analysis).map { group in
        let row = group.curve.first { $0.day == day }!
        return [.text(name(group, language)), .integer(group.invoices)]
          + IntervalColumns.cells(row.open, language) { .share($0) }
          + IntervalColumns.cells(row.paidSoon, language) { .share($0) }
      })
  }

  /// The largest, in the order of their names.
  private static func shown(_ analysis: DecayAnalysis) -> [DecayAnalysis.Group] {
    let sizes = analysis.groups.map(\.invoices).sorted(by: >)
    let smallest = sizes.count > maximumRows ? sizes[maximumRows - 1] : 0
    return Array(analysis.groups.filter { $0.invoices >= smallest }.prefix(maximumRows))
  }

  private static func name(_ group: DecayAnalysis.Group, _ language: Language) -> String {
    group.name.isEmpty ? language(en: "(no segment)", fr: "(sans segment)") : group.name
  }
}
