import ArgumentParser
import Execution
import Ingest
import Receivables
import Reports
import Tables

/// Which ledger, and how to read it: common to every command but those that can do without a ledger.
struct LedgerOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Invoices, payments, credit notes and clients in CSV or Excel, a FEC, electronic invoices in XML or PDF, a table or "
        + "query of a database (sqlite:FILE?table=NAME, postgresql://HOST/DATABASE?query=SELECT ...); '-' is standard "
        + "input.",
      valueName: "ledger"),
    completion: .file(extensions: ["csv", "txt", "tsv", "xlsx", "xml", "pdf"]))
  var ledgers: [String]

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if ledgers.isEmpty { throw ValidationError("Name at least one ledger.") }
    if ledgers.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
  }

  var language: Language { reading.language }
  var maxRejected: Int { reading.maxRejected }
  var executor: Executor { reading.executor }

  func read(attributes: [String] = [], needsDueDays: Bool = true) throws -> LedgerReading {
    try reading.read(ledgers, attributes: attributes, needsDueDays: needsDueDays)
  }

  func suggestion() throws -> ColumnSuggestion { try reading.suggestion(ledgers[0]) }

  /// Refuses a figure about time where too few payments have a day, and says where some have none.
  func requirePaymentDays(_ snapshot: Snapshot) throws {
    let (payments, words) = (snapshot.datedPayments, PaymentDayWords(language))
    if let withheld = words.sentence(payments) {
      Terminal.note(withheld)
      throw ExitCode(1)
    }
    notePaymentDays(snapshot)
  }

  /// Says where some payments have no day.
  func notePaymentDays(_ snapshot: Snapshot) {
    let style = CellStyle(language: language, currency: snapshot.currency)
    if let part = PaymentDayWords(language).part(snapshot.datedPayments, style) { Terminal.note(part) }
  }

  func exitIfTooManyRejected(_ result: LedgerReading) throws { try reading.exitIfTooManyRejected(result) }
}
