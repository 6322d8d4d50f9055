import ArgumentParser
import Foundation
import Ingest
import Receivables
import Reports
import Risk
import Tables

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Test the risk model out of time: fit on what was known on one day, predict later days, compare.",
    discussion: """
      Examples:
        encours validate ledger.csv --task issue --late-after 0 --train-until 2025-06-30 --test-from 2025-07-01 \
      --test-until 2025-09-30
        encours validate ledger.csv --task open --within 30 --train-until 2025-06-30 --test-from 2025-07-01 \
      --test-until 2025-09-29
        encours validate ledger.csv --task issue --rolling --train-until 2025-03-31 --test-from 2025-04-01 \
      --test-until 2025-09-30 --predictions predictions.csv

      The model knows nothing after --train-until; each prediction uses what was known on its own day. At issue the event \
      is being unpaid at the end of the day --late-after days after due. For open items, taken at the end of every \
      --every-th day, it is being paid in full --within days: past due ones unless --items not-due. Only predictions whose outcome the ledger can \
      tell by the as-of day are made.

      CSV columns of predictors: predictor, rows, events, auc with its 95 % interval (DeLong, a client's rows taken together), brier, log_loss, \
      calibration_slope, calibration_intercept, top_fifth_of_money (of the money that had the event, the share among the fifth of \
      the predictions that come first by probability × amount), client_rank_correlation (Spearman's, of the money expected \
      of each client with what happened). Of reliability, by tenth of the predictions: predictor, tenth, rows, events, \
      predicted, observed, its 95 % binomial interval, inside (whether the prediction is in it), and the same with a client's \
      rows taken together. The predictions file has prediction_day, invoice, client, p, outcome.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var declared: AttributeOptions
  @OptionGroup var format: FormatOptions

  @Option(
    help: "issue: will an invoice be late, asked when it is issued. open: will an open item be paid in time.")
  var task: PredictionTask = .issue

  @Option(help: "The last day the model knows.")
  var trainUntil: Day

  @Option(help: "The first day to predict.")
  var testFrom: Day

  @Option(help: "The last day to predict.")
  var testUntil: Day

  @Option(
    help: "At issue: an invoice is late when unpaid this many days after its due day. Default: \(LateOutcome().grace).")
  var lateAfter: Int?

  @Option(
    help: ArgumentHelp(
      "For open items: the event is payment in full within so many days. Default: 30.", valueName: "days"))
  var within: Int?

  @Option(help: "For open items: those past-due on the prediction day, or those not-due yet. Default: past-due.")
  var items: ItemChoice?

  @Option(help: ArgumentHelp("For open items: days from one snapshot to the next. Default: 7.", valueName: "days"))
  var every: Int?

  @Option(
    help: ArgumentHelp(
      "One table only: predictors, or reliability of each of them. Default: predictors, in tables for people with the "
        + "model's reliability.", valueName: "part"))
  var show: ValidationPart?

  @Option(help: ArgumentHelp("Also write every prediction there, as CSV.", valueName: "file"), completion: .file())
  var predictions: String?

  @Flag(help: "Fit again for every calendar month of the test, and pool the predictions.")
  var rolling = false

  mutating func validate() throws {
    if testFrom <= trainUntil { throw ValidationError("--test-from must be after --train-until.") }
    if testUntil < testFrom { throw ValidationError("--test-until must not be before --test-from.") }
    try task.refuse(declared, lateAfter: lateAfter)
    if task == .issue, within != nil || items != nil || every != nil {
      throw ValidationError("--within, --items and --every go with --task open.")
    }
    if !(1...365).contains(horizon) { throw ValidationError("--within must be between 1 and 365.") }
    if !(1...365).contains(step) { throw ValidationError("--every must be between 1 and 365.") }
  }

  private var horizon: Int { within ?? 30 }
  private var step: Int { every ?? 7 }
  private var group: OpenItemGroup { items?.group ?? .pastDue }

  func run() throws {
    let reading = try ledger.read(attributes: declared.attributes)
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let test = try Failure.sentence {
      var tests: [OutOfTimeTest] = []
      for window in windows(knownUntil: reading.asOf) {
        Terminal.progress("test of \(window.tested.lowerBound) to \(window.tested.upperBound)…")
        tests.append(try self.test(snapshot, window))
      }
      Terminal.progress("")
      let pooled = OutOfTimeTest(pooling: tests)
      if pooled.predictions.isEmpty {
        let what = task == .issue ? "invoice issued" : group == .pastDue ? "item past due" : "item not due"
        throw NoTest("no \(what) from \(testFrom) to \(testUntil) has an outcome by \(reading.asOf).")
      }
      return pooled
    }
    let rows = test.training.rows
    Terminal.note(
      "fitted on \(rows) outcomes known on \(trainUntil)\(rolling ? " and at the end of each month before the test" : "")"
    )
    let events = test.outcomes.count(where: \.self)
    if events == 0 || events == test.outcomes.count {
      Terminal.note(
        "\(events == 0 ? "none" : "every one") of the \(test.outcomes.count) predictions had the event, so that ranking and "
          + "calibration slope cannot be told: choose a longer test"
      )
    }
    let tables = ValidationTable(test, of: task.task, ledger.language, inWords: format.isForPeople)
    if show != .reliability { try print(tables.predictors, snapshot) }
    if show == nil, format.isForPeople {
      try Terminal.write(Array("\n".utf8))
      try print(tables.reliability(withRules: false), snapshot)
    }
    if show == .reliability { try print(tables.reliability(withRules: true), snapshot) }
    if let predictions { try write(tables, snapshot, reading.ledger, to: predictions) }
    try ledger.exitIfTooManyRejected(reading)
  }

  private func print(_ table: Table, _ snapshot: Snapshot) throws {
    try format.print(table, ledger.language, snapshot.currency)
  }

  private func test(_ snapshot: Snapshot, _ window: Window) throws -> OutOfTimeTest {
    do {
      return switch task {
      case .issue:
        try IssueTask.test(
          snapshot, outcome: lateAfter.map { LateOutcome(grace: $0) } ?? LateOutcome(),
          trainedUntil: window.trainedUntil, tested: window.tested, executor: ledger.executor)
      case .open:
        try OpenItemTask.test(
          snapshot, group: group, within: horizon, trainedUntil: window.trainedUntil, tested: window.tested,
          every: step, executor: ledger.executor)
      }
    } catch {
      throw NoTest("with what was known on \(window.trainedUntil): \(FailureWords.sentence(error, .english))")
    }
  }

  private struct Window {
    let trainedUntil: Day
    let tested: ClosedRange<Day>
  }

  /// The whole test, or its calendar months, each as long after its training as the first.
  private func windows(knownUntil lastDay: Day) -> [Window] {
    if !rolling { return [Window(trainedUntil: trainUntil, tested: testFrom...testUntil)] }
    // Of a later month nothing could be told.
    let testUntil = max(min(testUntil, lastDay), testFrom)
    var windows: [Window] = []
    var first = testFrom
    while first <= testUntil {
      let last = min(first.lastOfMonth, testUntil)
      windows.append(Window(trainedUntil: first - trainUntil.days(until: testFrom), tested: first...last))
      // Snapshots stay on the days they would have without --rolling.
      let step = task == .open ? self.step : 1
      first = testFrom + (testFrom.days(until: last) / step + 1) * step
    }
    return windows
  }

  private func write(_ tables: ValidationTable, _ snapshot: Snapshot, _ ledger: Ledger, to path: String) throws {
    let clients = snapshot.clients
    let table = tables.predictions {
      ledger.invoiceID(at: $0)
    } client: {
      clients[$0].id
    }
    var output = OutputBuffer()
    CSVFormat(snapshot.currency).write(table, to: &output)
    try Failure.sentence {
      do {
        try Data(output.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw WriteFailure(path, "the predictions", WriteFailure.reason(error), "Nothing was written.")
      }
    }
  }
}

enum ValidationPart: String, ExpressibleByArgument, CaseIterable {
  case predictors, reliability
}

enum ItemChoice: String, ExpressibleByArgument, CaseIterable {
  case pastDue = "past-due"
  case notDue = "not-due"

  var group: OpenItemGroup { self == .pastDue ? .pastDue : .notDue }
}

/// Why there is nothing to show.
private struct NoTest: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = "no test: \(reason)" }
}
