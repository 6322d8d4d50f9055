internal import Chase
internal import Ingest
internal import Receivables
internal import Risk
internal import Statistics
internal import Tables

/// Where a report comes from, for whoever has to run it again: `run.json`.
///
/// It holds no time and no path of the machine: two runs on the same input are byte-identical.
struct RunRecord {
  private let analysis: MonthlyAnalysis
  private let language: Language

  init(_ analysis: MonthlyAnalysis, _ language: Language) {
    self.analysis = analysis
    self.language = language
  }

  var json: String {
    let inputs = analysis.reading.files.map { file in
      "    " + inline([("file", quoted(file.source.title)), ("sha256", quoted(file.sha256))])
    }
    return block(
      [
        ("program", quoted("encours")),
        ("version", quoted(EncoursVersion.current)),
        ("as_of", quoted(analysis.snapshot.asOf.description)),
        ("currency", quoted(analysis.snapshot.currency.code)),
        ("currency_assumed", "\(analysis.reading.isCurrencyAssumed)"),
        ("settings", block(settings, indented: 2)),
        ("inputs", "[\n" + inputs.joined(separator: ",\n") + "\n  ]"),
        ("rates_used", list(ratesUsed)),
        ("control_totals", block(controlTotals, indented: 2)),
        ("days_late", block(daysLate, indented: 2)),
        ("predictions_from", quoted(predictionsFrom)),
      ]) + "\n"
  }

  private typealias Entry = (key: String, value: String)

  private var settings: [Entry] {
    let options = analysis.reading.options
    return [
      ("language", quoted(language.rawValue)),
      ("late_after", "\(analysis.settings.lateAfter)"),
      ("date_order", text(options.dateOrder?.rawValue)),
      ("decimal_mark", text(options.decimalMark?.rawValue)),
      ("preset", text(options.preset?.name)),
      ("sheets", list(options.sheets.map(quoted))),
      ("columns", inline(declaredColumns)),
      ("attributes", list(options.attributes.map(quoted))),
      ("currency", text(options.currency?.code)),
      ("terms", text(options.terms?.text)),
      ("allocation", quoted(options.allocation.rawValue)),
      ("rates", list(options.rates.map { quoted($0.text) })),
      ("rate_table", rateTable),
      ("max_rejected", "\(analysis.settings.maximumRejected)"),
      ("control_account", analysis.settings.controlAccount.map(money) ?? "null"),
    ]
  }

  private var declaredColumns: [Entry] {
    let options = analysis.reading.options
    let columns =
      options.columns.map { ($0.key.rawValue, quoted($0.value)) }
      + options.tableColumns.map { ($0.key.text, quoted($0.value)) }
    return columns.sorted { $0.0 < $1.0 }
  }

  private var rateTable: String {
    guard let table = analysis.reading.options.rateTable else { return "null" }
    return inline([("file", quoted(table.source.title)), ("sha256", quoted(table.sha256))])
  }

  private var ratesUsed: [String] {
    analysis.reading.rates.map { used in
      let age = used.day.map { "\($0.days(until: analysis.reading.asOf))" }
      return inline([
        ("rate", quoted(used.rate.text)), ("day", text(used.day?.description)), ("age", age ?? "null"),
      ])
    }
  }

  private var controlTotals: [Entry] {
    let (reading, reconciliation) = (analysis.reading, analysis.reconciliation)
    let flows = reconciliation.flows
    let isRejectedKnown = reading.rejected.isEmpty || reading.rejectedAmountsUnread < reading.rejected.count
    return [
      ("rows_used", "\(reading.usedRows)"),
      ("due_days_assumed", "\(reading.notices[.assumedDue]?.rows ?? 0)"),
      ("rows_rejected", "\(reading.rejected.count)"),
      ("amount_rejected", isRejectedKnown ? money(reading.rejectedAmount) : "null"),
      ("amounts_rejected_unread", "\(reading.rejectedAmountsUnread)"),
      ("clients_accounts", reading.books.map { money($0.control) } ?? "null"),
      ("opening_day", quoted(reconciliation.openingDay.description)),
      ("opening", money(reconciliation.opening)),
      ("invoiced", money(flows.invoiced)),
      ("credited", money(flows.credited)),
      ("paid", money(flows.paid)),
      ("written_off", money(flows.writtenOff)),
      ("closing", money(reconciliation.closing.net)),
    ]
  }

  private var daysLate: [Entry] {
    let late = analysis.now.daysLate
    func number(_ value: Double?) -> String { value.map { PlainNumber.fixed($0, decimals: 6) } ?? "null" }
    return [
      ("paid_invoices", late.map { "\($0.paidInvoices)" } ?? "null"),
      ("mean", number(late?.mean)),
      ("median", number(late?.median)),
      ("weighted_mean", number(late?.weightedMean)),
    ]
  }

  private var predictionsFrom: String {
    switch analysis.risk.source {
    case .model: "model"
    case .clientRate: "client_rate"
    case .none: "none"
    }
  }

  // MARK: - JSON

  private func quoted(_ text: String) -> String { JSONText.quoted(text) }
  private func text(_ value: String?) -> String { value.map(JSONText.quoted) ?? "null" }
  private func money(_ money: Money) -> String { quoted(PlainNumber.money(money, analysis.snapshot.currency)) }
  private func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }

  /// An object on one line.
  private func inline(_ entries: [Entry]) -> String {
    "{" + entries.map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
  }

  /// An object with an entry a line.
  private func block(_ entries: [Entry], indented: Int = 0) -> String {
    let margin = String(repeating: " ", count: indented)
    let lines = entries.map { "\(margin)  \(quoted($0.key)): \($0.value)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
  }
}
