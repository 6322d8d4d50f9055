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
    let reading = analysis.reading
    let currency = analysis.snapshot.currency
    let flows = analysis.reconciliation.flows
    let options = reading.options
    let declared =
      options.columns.map { ($0.key.rawValue, $0.value) } + options.tableColumns.map { ($0.key.text, $0.value) }
    let columns = declared.sorted { $0.0 < $1.0 }.map { "\(JSONText.quoted($0.0)): \(JSONText.quoted($0.1))" }
    let late = analysis.now.daysLate
    func number(_ value: Double?) -> String { value.map { PlainNumber.fixed($0, decimals: 6) } ?? "null" }
    func text(_ value: String?) -> String { value.map(JSONText.quoted) ?? "null" }
    func money(_ money: Money) -> String { JSONText.quoted(PlainNumber.money(money, currency)) }
    let isRejectedKnown = reading.rejected.isEmpty || reading.rejectedAmountsUnread < reading.rejected.count
    let rates = reading.rates.map { used in
      "{\"rate\": \(JSONText.quoted(used.rate.text)), \"day\": \(text(used.day?.description)), "
        + "\"age\": \(used.day.map { "\($0.days(until: reading.asOf))" } ?? "null")}"
    }
    func rateTable(_ table: RateTable?) -> String {
      guard let table else { return "null" }
      return "{\"file\": \(JSONText.quoted(table.source.title)), \"sha256\": \(JSONText.quoted(table.sha256))}"
    }
    let inputs = reading.files.map { file in
      "    {\"file\": \(JSONText.quoted(file.source.title)), \"sha256\": \(JSONText.quoted(file.sha256))}"
    }
    let source =
      switch analysis.risk.source {
      case .model: "model"
      case .clientRate: "client_rate"
      case .none: "none"
      }
    return """
      {
        "program": "encours",
        "version": \(JSONText.quoted(EncoursVersion.current)),
        "as_of": \(JSONText.quoted(analysis.snapshot.asOf.description)),
        "currency": \(JSONText.quoted(currency.code)),
        "settings": {
          "language": \(JSONText.quoted(language.rawValue)),
          "late_after": \(analysis.settings.lateAfter),
          "date_order": \(text(options.dateOrder?.rawValue)),
          "decimal_mark": \(text(options.decimalMark?.rawValue)),
          "preset": \(text(options.preset?.name)),
          "sheets": [\(options.sheets.map(JSONText.quoted).joined(separator: ", "))],
          "columns": {\(columns.joined(separator: ", "))},
          "currency": \(text(options.currency?.code)),
          "terms": \(text(options.terms?.text)),
          "allocation": \(JSONText.quoted(options.allocation.rawValue)),
          "rates": [\(options.rates.map { JSONText.quoted($0.text) }.joined(separator: ", "))],
          "rate_table": \(rateTable(options.rateTable)),
          "max_rejected": \(analysis.settings.maximumRejected),
          "control_account": \(analysis.settings.controlAccount.map(money) ?? "null")
        },
        "inputs": [
      \(inputs.joined(separator: ",\n"))
        ],
        "rates_used": [\(rates.joined(separator: ", "))],
        "control_totals": {
          "rows_used": \(reading.usedRows),
          "due_days_assumed": \(reading.notices[.assumedDue]?.rows ?? 0),
          "rows_rejected": \(reading.rejected.count),
          "amount_rejected": \(isRejectedKnown ? money(reading.rejectedAmount) : "null"),
          "amounts_rejected_unread": \(reading.rejectedAmountsUnread),
          "clients_accounts": \(reading.books.map { money($0.control) } ?? "null"),
          "opening_day": \(JSONText.quoted(analysis.reconciliation.openingDay.description)),
          "opening": \(money(analysis.reconciliation.opening)),
          "invoiced": \(money(flows.invoiced)),
          "credited": \(money(flows.credited)),
          "paid": \(money(flows.paid)),
          "written_off": \(money(flows.writtenOff)),
          "closing": \(money(analysis.reconciliation.closing.net))
        },
        "days_late": {
          "paid_invoices": \(late.map { "\($0.paidInvoices)" } ?? "null"),
          "mean": \(number(late?.mean)),
          "median": \(number(late?.median)),
          "weighted_mean": \(number(late?.weightedMean))
        },
        "predictions_from": \(JSONText.quoted(source))
      }

      """
  }
}

/// The version of the program.
public enum EncoursVersion {
  public static let current = "0.1.0"
}
