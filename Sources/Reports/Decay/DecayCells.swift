internal import Receivables
internal import Statistics
internal import Tables

/// What the tables of payment decay have in common.
struct DecayCells {
  private let analysis: DecayAnalysis
  private let language: Language

  init(_ analysis: DecayAnalysis, _ language: Language) {
    self.analysis = analysis
    self.language = language
  }

  /// Rows of all groups, with a first column for the segment when there are segments.
  func table(_ columns: [Column], _ rows: (DecayAnalysis.Group) -> [[Cell]]) -> Table {
    if !analysis.isBySegment { return Table(columns, rows: analysis.groups.flatMap(rows)) }
    return Table(
      [Column("segment", "Segment", isNumeric: false)] + columns,
      rows: analysis.groups.flatMap { group in rows(group).map { [.text(group.name)] + $0 } })
  }

  /// Whether the subjects are independent enough for a likelihood to mean something.
  var hasLikelihood: Bool { analysis.settings.weight == .invoice }

  var atRiskColumn: Column {
    switch analysis.settings.weight {
    case .invoice: Column("at_risk", language(en: "At risk", fr: "Factures suivies"))
    case .amount: Column("at_risk", language(en: "Amount followed", fr: "Montant suivi"))
    }
  }

  var paymentsColumn: Column {
    switch analysis.settings.weight {
    case .invoice: Column("payments", language(en: "Payments", fr: "Règlements"))
    case .amount: Column("payments", language(en: "Amount paid", fr: "Montant payé"))
    }
  }

  /// A number of invoices, or an amount.
  func weight(_ weight: Int64) -> Cell {
    switch analysis.settings.weight {
    case .invoice: .integer(Int(weight))
    case .amount: .money(Money(minorUnits: weight))
    }
  }
}
