public import Receivables
public import Statistics
public import Tables

/// Days late and days to pay, for the ledger's life and for the year, of a portfolio or of each of its parts.
public struct DelaysTable: Sendable {
  private let breakdown: Breakdown?
  private let horizon: Int
  private let language: Language
  private let isForPeople: Bool

  /// - Parameters:
  ///   - breakdown: What the parts are; `nil` for the whole portfolio.
  ///   - horizon: Days after the due or issue day that the restricted mean stops at.
  ///   - isForPeople: Measures in words, rather than the stable names of files for scripts.
  public init(by breakdown: Breakdown?, horizon: Int, _ language: Language, isForPeople: Bool) {
    self.breakdown = breakdown
    self.horizon = horizon
    self.language = language
    self.isForPeople = isForPeople
  }

  /// One kind of delay over one period.
  public struct Measure: Sendable {
    fileprivate let origin: PaidDelay.Origin
    fileprivate let isYearToDate: Bool

    /// Days late and days to pay, of the whole life and of the year.
    public static let all = PaidDelay.Origin.allCases.flatMap { origin in
      [false, true].map { Measure(origin: origin, isYearToDate: $0) }
    }

    public func metric(asOf day: Day) -> PaymentDelays {
      isYearToDate ? PaymentDelays(from: origin, yearToDate: day) : PaymentDelays(from: origin, asOf: day)
    }
  }

  /// - Parameter summaries: One a measure, in the order of ``Measure/all``.
  public func table(_ summaries: [PaymentDelays.Summary]) -> Table {
    Table(columns, rows: zip(Measure.all, summaries).map(row))
  }

  /// - Parameter parts: For each measure, in the order of ``Measure/all``, the same parts.
  public func table(_ parts: [[PortfolioPart<PaymentDelays.Summary>]]) -> Table {
    Table(columns, rowCount: parts[0].count * parts.count) { index in
      let measure = index % parts.count
      let part = parts[measure][index / parts.count]
      return PartColumns.cells(part.client, breakdown) + row(Measure.all[measure], part.value)
    }
  }

  /// For people: what was paid, and what counts the open ones too, each under its title.
  public func readable(_ table: Table) -> [(title: String, table: Table)] {
    let ofPaid: Set = ["paid_invoices", "weighted_mean", "mean", "median", "p90", "paydex_like"]
    let names = Set(PartColumns.columns(breakdown, language).map(\.key) + ["measure", "period"])
    return [
      (
        language(en: "Of what was paid", fr: "Sur les factures payées"),
        table.keeping { names.contains($0.key) || ofPaid.contains($0.key) }
      ),
      (
        language(
          en: "With what is still open counted (Kaplan–Meier)", fr: "Factures encore ouvertes comprises (Kaplan–Meier)"),
        table.keeping { !ofPaid.contains($0.key) }
      ),
    ]
  }

  /// What the intervals assume, for people.
  public var intervals: String {
    language(
      en: "The intervals take invoices as independent: they are about other invoices of the same clients. A client's "
        + "invoices are paid alike, so that for other clients they would be wider; encours decay --interval client gives "
        + "such intervals of the share still unpaid.",
      fr:
        "Les intervalles supposent les factures indépendantes : ils portent sur d'autres factures des mêmes clients. Les "
        + "factures d'un client étant payées de façon semblable, ils seraient plus larges pour d'autres clients ; encours "
        + "decay --interval client donne de tels intervalles pour la part encore impayée.")
  }

  private var columns: [Column] {
    PartColumns.columns(breakdown, language) + [
      Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false),
      Column("period", language(en: "Period", fr: "Période"), isNumeric: false),
      Column("paid_invoices", language(en: "Paid", fr: "Payées")),
      Column("weighted_mean", language(en: "Weighted mean", fr: "Moyenne pondérée")),
      Column("mean", language(en: "Mean", fr: "Moyenne")), Column("median", language(en: "Median", fr: "Médiane")),
      Column("p90", "P90"), Column("invoices", language(en: "Followed", fr: "Suivies")),
      Column("km_median", language(en: "Median", fr: "Médiane")),
    ] + IntervalColumns.columns(language, prefix: "km_median_") + [
      Column(
        "restricted_mean_\(horizon)",
        language(en: "Mean up to \(horizon) d", fr: "Moyenne plafonnée à \(horizon) j"))
    ] + IntervalColumns.columns(language, prefix: "restricted_mean_") + [
      Column("paydex_like", language(en: "Index like PAYDEX", fr: "Indice de type PAYDEX"))
    ]
  }

  private func row(_ measure: Measure, _ summary: PaymentDelays.Summary) -> [Cell] {
    let paid = summary.paid
    func days(_ value: Double?) -> Cell { .optional(value) { .days($0) } }
    let isTooFew = paid.paidInvoices < DaysSalesOutstanding.minimumInvoices
    let ofPaid: [Cell] =
      isTooFew
      ? [ShortageWords(language).fewInvoices(paid.paidInvoices), .blank, .blank, .blank]
      : [days(paid.weightedMean), days(paid.mean), days(paid.median), days(paid.p90)]
    let score = measure.origin == .due && !isTooFew ? paid.weightedMean.map(PaymentIndex.score) : nil
    return [
      .text(isForPeople ? measure.name(language) : measure.key),
      .text(isForPeople ? measure.period(language) : measure.periodKey), .integer(paid.paidInvoices),
    ] + ofPaid + [.integer(summary.invoices)] + curve(summary, isTooFew: isTooFew)
      + [.optional(score) { .days($0) }]
  }

  private func curve(_ summary: PaymentDelays.Summary, isTooFew: Bool) -> [Cell] {
    func days(_ value: Double?) -> Cell { .optional(value) { .days($0) } }
    guard let curve = summary.curve, !isTooFew else {
      let missing: [Cell] = [ShortageWords(language).fewInvoices(summary.paid.paidInvoices), .blank, .blank]
      return missing + missing
    }
    let notHalf = language(en: "half not paid so far", fr: "la moitié n'est pas encore payée")
    let median = curve.median.map { [Cell.days($0.day), days($0.low), days($0.high)] }
    let notFollowed = language(
      en: "nobody was followed to \(horizon) days", fr: "aucune facture suivie jusqu'à \(horizon) jours")
    let mean = curve.restrictedMean(upTo: horizon).map { found -> [Cell] in
      let width = Quantiles.normal975 * found.standardError
      return [.days(found.mean), .days(found.mean - width), .days(found.mean + width)]
    }
    return (median ?? [.withheld(notHalf), .blank, .blank]) + (mean ?? [.withheld(notFollowed), .blank, .blank])
  }
}

extension DelaysTable.Measure {
  fileprivate var key: String { origin == .due ? "days_late" : "days_to_pay" }
  fileprivate var periodKey: String { isYearToDate ? "year_to_date" : "lifetime" }

  fileprivate func name(_ language: Language) -> String {
    switch origin {
    case .due: language(en: "Days late", fr: "Retard (jours)")
    case .issue: language(en: "Days to pay", fr: "Délai de paiement (jours)")
    }
  }

  fileprivate func period(_ language: Language) -> String {
    isYearToDate
      ? language(en: "year to date", fr: "année en cours") : language(en: "lifetime", fr: "depuis l'origine")
  }
}
