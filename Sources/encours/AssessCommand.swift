import ArgumentParser
import Foundation
import Ingest
import Receivables
import Reports
import Solvency
import Tables

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Solvency checks on new clients: who are they, what is the risk, how much credit on what terms.",
    discussion: """
      Examples:
        encours assess candidates.csv --ledger ledger.csv
        encours assess candidates.csv --ledger ledger.csv --financials statements.csv --format csv > assessed.csv
        encours assess --train statements.csv --outcome failed --model failure.json
        encours assess candidates.csv --financials statements.csv --model failure.json

      Candidates: a table with any of the columns code, name, siren, siret, vat, segment, monthly_purchases, terms, amount \
      (of the first invoice), the ledger's --attribute columns, and the figures of a statement. Statements: by plain names (total_assets, current_assets, \
      stocks, current_liabilities, total_liabilities, equity, retained_earnings, permanent_capital, sales, value_added, \
      ebitda, ebit, staff_cost, financial_expense, net_income, previous_net_income, funds_from_operations, price_index) or \
      by the boxes of the French tax return 2050 to 2053 (CO, CJ, DL, EC, …); found by siren, siret or code. The price \
      index of Ohlson's score has 1968 = 100.

      Every threshold is a setting under 'assess:' in encours.yml: \
      \(CreditPolicy.settings.map(\.name).joined(separator: ", ")).

      Each signal is shown by itself; the decision is the first rule that holds, never a blended score. With up to five \
      candidates a table shows every signal, its source and its confidence (A the text or plain arithmetic, B two \
      secondary sources, C one). Names and numbers of candidates stay on this machine and out of messages.
      """)

  @Argument(
    help: ArgumentHelp("A table of candidates in CSV; '-' is standard input.", valueName: "candidates"),
    completion: .file(extensions: ["csv", "txt", "tsv"]))
  var candidates: String?

  @Option(
    help: ArgumentHelp("Your own invoices in CSV. Repeatable.", valueName: "file"),
    completion: .file(extensions: ["csv", "txt", "tsv"]))
  var ledger: [String] = []

  @Option(
    help: ArgumentHelp("Financial statements in CSV, one row a company.", valueName: "file"),
    completion: .file(extensions: ["csv", "txt", "tsv"]))
  var financials: String?

  @Option(
    help: ArgumentHelp("Train a model of failure on these statements.", valueName: "file"),
    completion: .file(extensions: ["csv", "txt", "tsv", "data"]))
  var train: String?

  @Option(help: ArgumentHelp("With --train, the column that tells who failed.", valueName: "column"))
  var outcome: String?

  @Option(
    help: ArgumentHelp(
      "With --train, the word in it that means failure. Default: 1 of 0 and 1, 2 of 1 and 2, yes.", valueName: "word"))
  var event: String?

  @Option(
    help: ArgumentHelp("The model: written with --train, applied to the statements without.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "With --train, one part only: measures, calibration, effects or predictions. Default: in tables for people the first "
        + "three, in csv and json measures.", valueName: "part"))
  var show: TrainingPart?

  @Option(
    help: ArgumentHelp(
      "With --train: curves of the figures' ranks, or evidence, weights of bins that make a scorecard. Default: curves.",
      valueName: "form"))
  var form: ColumnForm?

  @Option(help: "With --train, another number makes another split of the rows for the test. Default: 0.")
  var seed: UInt64?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var declared: AttributeOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if (candidates == nil) == (train == nil) {
      throw ValidationError("Name a table of candidates, or a table to --train on.")
    }
    if train != nil, outcome == nil {
      throw ValidationError("--train needs --outcome, the column that tells who failed.")
    }
    if train == nil, outcome != nil || event != nil || show != nil || form != nil || seed != nil {
      throw ValidationError("--outcome, --event, --show, --form and --seed go with --train.")
    }
    if ledger.isEmpty, let option = declared.attributes.isEmpty ? reading.ledgerOption : "--attribute" {
      throw ValidationError("\(option) says how to read a ledger: it goes with --ledger.")
    }
    if train != nil, !ledger.isEmpty || financials != nil {
      throw ValidationError("--ledger and --financials go with candidates, not with --train.")
    }
  }

  func run() throws {
    if let train { try Failure.sentence { try self.train(on: train) } } else { try assess(candidates!) }
  }

  private func assess(_ path: String) throws {
    let own = ledger.isEmpty ? nil : try reading.read(ledger, attributes: declared.attributes)
    let snapshot = own.map { Snapshot(of: $0.ledger, asOf: $0.asOf) }
    let currency = snapshot?.currency ?? reading.currency ?? .euro
    let policy = try reading.configuration().policy
    let (table, assessor) = try Failure.sentence { () throws -> (CandidateTable, Assessor) in
      let table = try candidateTable(path, snapshot?.attributes.map(\.name) ?? [], currency)
      return (table, try makeAssessor(of: table, snapshot, currency, policy))
    }
    noteWhatIsLeftOut(of: table, assessor)
    try print(assessor, assessor.assess(table, executor: reading.executor), clients: snapshot?.clients ?? [])
    if let own { try reading.exitIfTooManyRejected(own) }
    if table.rejected.count > reading.maxRejected { throw ExitCode(2) }
  }

  private func makeAssessor(
    of table: CandidateTable, _ snapshot: Snapshot?, _ currency: Currency, _ policy: CreditPolicy
  ) throws -> Assessor {
    let statements = try financials.map(statementTable)
    let own = try StatementTable(table.table, decimalMark: reading.decimalMark)
    let source: Assessor.Statements? =
      if let statements {
        .table(statements, rows: statements.rowsByKey())
      } else {
        own.hasFigures ? .candidates(own) : nil
      }
    let applied = try model.map { try application($0, to: statements?.table ?? table.table) }
    let today = reading.asOf ?? Day(number: Int32(Date().timeIntervalSince1970 / 86_400))
    return Assessor(
      policy: policy, currency: currency, snapshot: snapshot, statements: source, failureModel: applied, today: today,
      executor: reading.executor)
  }

  private func statementTable(_ path: String) throws -> StatementTable {
    let statements = try StatementTable(CSVTable(path: path), decimalMark: reading.decimalMark)
    if !statements.hasFigures {
      throw ModelFailure(
        "\(path): no column is a figure of a statement. Name columns as in encours assess --help, or by the boxes of "
          + "the tax return.")
    }
    for rejected in statements.table.rejected.prefix(20) {
      Terminal.note("\(statements.table.name):\(rejected.line): \(rejected.explanation)")
    }
    return statements
  }

  /// Rows that are rejected, and columns that nothing reads.
  private func noteWhatIsLeftOut(of table: CandidateTable, _ assessor: Assessor) {
    let (name, language) = (table.table.name, reading.language)
    for rejected in table.rejected.prefix(20) {
      Terminal.note("\(name):\(rejected.line): \(sentence(rejected))")
    }
    if table.rejected.count > 20 {
      let more = table.rejected.count - 20
      Terminal.note(language(en: "and \(more) more rows rejected", fr: "et \(more) autres lignes rejetées"))
    }
    let unused = assessor.unusedColumns(of: table).map { "'\($0)'" }.joined(separator: ", ")
    if !unused.isEmpty {
      Terminal.note(
        language(
          en: "\(name): columns not used: \(unused) (see encours assess --help)",
          fr: "\(name) : colonnes inutilisées : \(unused) (voir encours assess --help)"))
    }
  }

  /// - Parameter clients: Of the ledger, if any.
  private func print(_ assessor: Assessor, _ assessments: [Assessment], clients: [Client]) throws {
    let (language, currency) = (reading.language, assessor.currency)
    let tables = AssessmentTable(assessor, clients: clients, language)
    let test = tables.firstInvoiceTest
    if !format.isForPeople {
      try format.print(tables.table(assessments), language, currency)
      if let test { Terminal.note(test) }
      return
    }
    try format.print(tables.readable(assessments), language, currency)
    if let test { try Terminal.write(Array("\n\(test)\n".utf8)) }
    if assessments.count > 5 { return }
    for assessment in assessments {
      try Terminal.write(Array("\n".utf8))
      try format.print(tables.signals(assessment), title: tables.label(assessment), language, currency)
      try Terminal.write(Array(tables.reasoning(assessment).utf8))
    }
  }

  private func candidateTable(
    _ path: String, _ attributes: [String], _ currency: Currency
  ) throws -> CandidateTable {
    do {
      return try CandidateTable(
        CSVTable(path: path), attributes: attributes, currency: currency, decimalMark: reading.decimalMark)
    } catch let missing as CandidateTable.NoIdentityColumn {
      throw ModelFailure(
        "\(path): no column says who a candidate is. The header has \(missing.found.count) columns; name one of them code, "
          + "name, siren, siret or vat.")
    }
  }

  private func sentence(_ rejected: CandidateTable.Rejected) -> String {
    let language = reading.language
    let place = rejected.column.map { language(en: "column '\($0)': ", fr: "colonne « \($0) » : ") } ?? ""
    let problem =
      switch rejected.problem {
      case .row(let explanation): explanation
      case .noIdentity:
        language(
          en: "the row has no code, name, SIREN, SIRET or VAT number. Fill one in.",
          fr: "la ligne n'a ni code, ni nom, ni SIREN, ni SIRET, ni numéro de TVA. En renseigner un.")
      case .unreadableNumber:
        language(
          en: "this is not a number such as 1234.56. Correct it, or leave it empty.",
          fr: "ce n'est pas un nombre comme 1234,56. À corriger ou à laisser vide.")
      case .negative:
        language(
          en: "the number is negative. Correct it, or leave it empty.",
          fr: "le nombre est négatif. À corriger ou à laisser vide.")
      case .notDays:
        language(
          en: "this is not a number of days up to 365. Correct it, or leave it empty.",
          fr: "ce n'est pas un nombre de jours d'au plus 365. À corriger ou à laisser vide.")
      }
    return place + problem
  }

  private func application(_ path: String, to table: CSVTable) throws -> FailureModelFile.Application {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ModelFailure("\(path): cannot read the model: \(error.localizedDescription)")
    }
    guard let file = try? JSONDecoder().decode(FailureModelFile.self, from: data) else {
      throw ModelFailure(
        "\(path): this is not a model of failure. Write one with encours assess --train FILE --outcome COLUMN --model FILE."
      )
    }
    do throws(FailureModelFile.Mismatch) {
      return try file.applied(to: table, decimalMark: reading.decimalMark)
    } catch {
      throw ModelFailure("\(path): \(AssessCommand.sentence(error, table.name))")
    }
  }

  private static func sentence(_ mismatch: FailureModelFile.Mismatch, _ table: String) -> String {
    switch mismatch {
    case .version(let found, let expected):
      "the model file has version \(found), and this program reads version \(expected). Train again."
    case .task(let task): "the model answers '\(task)', and this command asks '\(FailureModelFile.task)'."
    case .damaged: "its numbers cannot be those of a model: the file was changed. Train again."
    case .columns(let missing): "\(table) lacks columns of the model: \(missing.joined(separator: ", "))."
    }
  }
}
