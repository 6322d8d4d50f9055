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
    help: ArgumentHelp("With --train: measures, calibration, effects, or predictions for scripts.", valueName: "part"))
  var show: TrainingPart = .measures

  @Option(
    help: ArgumentHelp(
      "With --train: curves of the figures' ranks, or weights of evidence of bins, which make a scorecard.",
      valueName: "form"))
  var form: ColumnForm = .curves

  @Option(help: "With --train, another number makes another split of the rows for the test.")
  var seed: UInt64 = 0

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
    if train == nil, outcome != nil || event != nil { throw ValidationError("--outcome and --event go with --train.") }
    if ledger.isEmpty, !declared.attributes.isEmpty {
      throw ValidationError("--attribute names a column of the --ledger: there is none.")
    }
    if train != nil, !ledger.isEmpty || financials != nil {
      throw ValidationError("--ledger and --financials go with candidates, not with --train.")
    }
  }

  func run() throws {
    if let train { try Failure.sentence { try self.train(on: train) } } else { try assess(candidates!) }
  }

  // MARK: - Candidates

  private func assess(_ path: String) throws {
    let policy = try reading.configuration().policy
    let own = ledger.isEmpty ? nil : try reading.read(ledger, attributes: declared.attributes)
    let snapshot = own.map { Snapshot(of: $0.ledger, asOf: $0.asOf) }
    let currency = snapshot?.currency ?? reading.currency ?? .euro
    let (table, assessor) = try Failure.sentence { () throws -> (CandidateTable, Assessor) in
      let attributes = snapshot?.attributes.map(\.name) ?? []
      let table = try candidateTable(path, attributes, currency)
      let statements = try financials.map { path in
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
      let own = try StatementTable(table.table, decimalMark: reading.decimalMark)
      let source: Assessor.Statements? =
        if let statements {
          .table(statements, rows: statements.rowsByKey())
        } else {
          own.hasFigures ? .candidates(own) : nil
        }
      let applied = try model.map { try application($0, to: statements?.table ?? table.table) }
      let today = reading.asOf ?? Day(number: Int32(Date().timeIntervalSince1970 / 86_400))
      return (
        table,
        Assessor(
          policy: policy, currency: currency, snapshot: snapshot, statements: source, failureModel: applied,
          today: today, executor: reading.executor)
      )
    }
    for rejected in table.rejected.prefix(20) {
      Terminal.note("\(table.table.name):\(rejected.line): \(AssessCommand.sentence(rejected))")
    }
    if table.rejected.count > 20 { Terminal.note("and \(table.rejected.count - 20) more rows rejected") }
    let assessments = assessor.assess(table, executor: reading.executor)
    let tables = AssessmentTable(assessor, clients: snapshot?.clients ?? [], reading.language)
    let test = tables.firstInvoiceTest
    if format.isForPeople {
      try format.print(tables.readable(assessments), reading.language, currency)
      if let test { try Terminal.write(Array("\n\(test)\n".utf8)) }
      if assessments.count <= 5 {
        for assessment in assessments {
          try Terminal.write(Array("\n".utf8))
          try format.print(
            tables.signals(assessment), title: tables.label(assessment), reading.language, currency)
          try Terminal.write(Array(tables.reasoning(assessment).utf8))
        }
      }
    } else {
      try format.print(tables.table(assessments), reading.language, currency)
      if let test { Terminal.note(test) }
    }
    if let own { try reading.exitIfTooManyRejected(own) }
    if table.rejected.count > reading.maxRejected { throw ExitCode(2) }
  }

  private func candidateTable(
    _ path: String, _ attributes: [String], _ currency: Currency
  ) throws -> CandidateTable {
    do {
      return try CandidateTable(
        CSVTable(path: path), attributes: attributes, decimals: currency.decimals, decimalMark: reading.decimalMark)
    } catch let missing as CandidateTable.NoIdentityColumn {
      throw ModelFailure(
        "\(path): no column says who a candidate is. The header has \(missing.found.count) columns; name one of them code, "
          + "name, siren, siret or vat.")
    }
  }

  private static func sentence(_ rejected: CandidateTable.Rejected) -> String {
    let place = rejected.column.map { "column '\($0)': " } ?? ""
    let problem =
      switch rejected.problem {
      case .row(let explanation): explanation
      case .noIdentity: "the row has no code, name, SIREN, SIRET or VAT number. Fill one in."
      case .unreadableNumber: "this is not a number such as 1234.56. Correct it, or leave it empty."
      case .negative: "the number is negative. Correct it, or leave it empty."
      case .notDays: "this is not a number of days up to 365. Correct it, or leave it empty."
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

  // MARK: - Training

  private func train(on path: String) throws {
    Terminal.progress("reading…")
    let table = try CSVTable(path: path, allowsNoHeader: true)
    if !table.hasHeader {
      Terminal.note(
        "\(table.name): the first line holds numbers, so columns are named column_1 to column_\(table.headers.count)")
    }
    let rows: TrainingRows
    do throws(TrainingRows.Failure) {
      rows = try TrainingRows(table, outcome: outcome!, event: event, decimalMark: reading.decimalMark)
    } catch {
      throw ModelFailure("\(table.name): \(AssessCommand.sentence(error))")
    }
    for rejected in table.rejected.prefix(20) {
      Terminal.note("\(table.name):\(rejected.line): \(rejected.explanation)")
    }
    for rejected in rows.rejected.prefix(20) {
      let problem =
        switch rejected.problem {
        case .unreadableNumber: "this is not a number. The row is left out."
        case .missingOutcome: "the outcome is empty. The row is left out."
        }
      Terminal.note("\(table.name):\(rejected.line): column '\(rejected.column)': \(problem)")
    }
    if !rows.unused.isEmpty {
      let names = rows.unused.joined(separator: ", ")
      Terminal.note("not used, as they hold one word or words that hardly repeat: \(names)")
    }
    Terminal.progress("testing on parts the fits have not seen…")
    let test: CrossValidation
    let file: FailureModelFile
    do throws(FailureModel.Failure) {
      test = try CrossValidation(rows, form: form, seed: seed, executor: reading.executor)
      Terminal.progress("fitting…")
      file = FailureModelFile(try FailureModel(rows, form: form, executor: reading.executor), rows, test)
    } catch {
      throw ModelFailure(FailureWords.sentence(error, reading.language))
    }
    Terminal.progress("")
    try finish(file, rows, test)
    if table.rejected.count + rows.rejected.count > reading.maxRejected { throw ExitCode(2) }
  }

  private func finish(_ file: FailureModelFile, _ rows: TrainingRows, _ test: CrossValidation) throws {
    if let model {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      do {
        try encoder.encode(file).write(to: URL(fileURLWithPath: model), options: .atomic)
      } catch {
        throw WriteFailure(model, "the model", WriteFailure.reason(error), "Nothing was written.")
      }
    }
    let language = reading.language
    func table(_ part: TrainingPart) -> Table {
      switch part {
      case .measures: TrainingTable.measures(file, test, language, inWords: format.isForPeople)
      case .calibration: TrainingTable.calibration(test, language)
      case .effects:
        TrainingTable.effects(file.model.effects(on: rows), first: format.isForPeople ? 15 : .max, language)
      case .predictions: TrainingTable.predictions(rows, test)
      }
    }
    if !format.isForPeople || show == .predictions { return try format.print(table(show), language, .euro) }
    let titles = [
      language(
        en: "Out of fold: each row predicted by a fit that has not seen it",
        fr: "Hors échantillon : chaque ligne prédite par un ajustement qui ne l'a pas vue"),
      language(en: "Calibration, by tenth of the predictions", fr: "Calibration, par dixième des prédictions"),
      language(en: "The columns that matter most", fr: "Les colonnes qui comptent le plus"),
    ]
    for (part, title) in zip([TrainingPart.measures, .calibration, .effects], titles) {
      try format.print(table(part), title: title, language, .euro)
    }
  }

  private static func sentence(_ failure: TrainingRows.Failure) -> String {
    switch failure {
    case .noSuchColumn(let name, let found):
      "there is no column '\(name)'. The table has \(found.joined(separator: ", "))."
    case .unclearOutcome(let column, let values):
      "column '\(column)' has \(values) different values, and none is known to mean failure. Say which: --event WORD."
    case .noSuchEvent(let column): "column '\(column)' never holds the word that --event names."
    case .ingest(let error): "\(error)"
    }
  }
}

extension ColumnForm: ExpressibleByArgument {}

enum TrainingPart: String, ExpressibleByArgument, CaseIterable {
  case measures, calibration, effects, predictions
}
