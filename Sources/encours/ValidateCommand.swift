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

      CSV columns: predictor, rows, events, auc with its 95 % interval (DeLong), brier, log_loss, calibration_slope, \
      calibration_intercept. The predictions file has prediction_day, invoice, client, p, outcome.
      """)

  @OptionGroup var ledger: LedgerOptions
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

  @Option(help: "At issue: an invoice is late when unpaid this many days after its due day.")
  var lateAfter: Int = 30

  @Option(help: ArgumentHelp("For open items: the event is payment in full within so many days.", valueName: "days"))
  var within: Int = 30

  @Option(help: "For open items: those past due on the prediction day, or those not due yet.")
  var items: ItemChoice = .pastDue

  @Option(help: ArgumentHelp("For open items: days from one snapshot to the next.", valueName: "days"))
  var every: Int = 7

  @Option(help: ArgumentHelp("Also write every prediction there, as CSV.", valueName: "file"), completion: .file())
  var predictions: String?

  @Flag(help: "Fit again for every calendar month of the test, and pool the predictions.")
  var rolling = false

  mutating func validate() throws {
    if testFrom <= trainUntil { throw ValidationError("--test-from must be after --train-until.") }
    if testUntil < testFrom { throw ValidationError("--test-until must not be before --test-from.") }
    if !(1...365).contains(within) { throw ValidationError("--within must be between 1 and 365.") }
    if !(1...365).contains(every) { throw ValidationError("--every must be between 1 and 365.") }
    if !(0...LateOutcome.longestGrace).contains(lateAfter) {
      throw ValidationError("--late-after must be between 0 and \(LateOutcome.longestGrace).")
    }
  }

  func run() throws {
    let reading = try ledger.read()
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
        let what = task == .issue ? "invoice issued" : items == .pastDue ? "item past due" : "item not due"
        throw NoTest("no \(what) from \(testFrom) to \(testUntil) has an outcome by \(reading.asOf).")
      }
      return pooled
    }
    let rows = test.training.rows
    Terminal.note(
      "fitted on \(rows) outcomes known on \(trainUntil)\(rolling ? " and at the end of each month before the test" : "")"
    )
    try format.print(ValidationTable.predictors(test, ledger.language), ledger.language, snapshot.currency)
    if format.isForPeople {
      for table in [ValidationTable.reliability, ValidationTable.usefulness] {
        try Terminal.write(Array("\n".utf8))
        try format.print(table(test, ledger.language), ledger.language, snapshot.currency)
      }
    }
    if let predictions { try write(test, snapshot, reading.ledger, to: predictions) }
    try ledger.exitIfTooManyRejected(reading)
  }

  private func test(_ snapshot: Snapshot, _ window: Window) throws -> OutOfTimeTest {
    do {
      return switch task {
      case .issue:
        try IssueTask.test(
          snapshot, outcome: LateOutcome(grace: lateAfter), trainedUntil: window.trainedUntil, tested: window.tested,
          executor: ledger.executor)
      case .open:
        try OpenItemTask.test(
          snapshot, group: items.group, within: within, trainedUntil: window.trainedUntil, tested: window.tested,
          every: every, executor: ledger.executor)
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
      let step = task == .open ? every : 1
      first = testFrom + (testFrom.days(until: last) / step + 1) * step
    }
    return windows
  }

  private func write(_ test: OutOfTimeTest, _ snapshot: Snapshot, _ ledger: Ledger, to path: String) throws {
    let clients = snapshot.clients
    let table = ValidationTable.predictions(test) {
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

enum ItemChoice: String, ExpressibleByArgument, CaseIterable {
  case pastDue = "past-due"
  case notDue = "not-due"

  var group: OpenItemGroup { self == .pastDue ? .pastDue : .notDue }
}

enum PredictionTask: String, ExpressibleByArgument, CaseIterable {
  case issue, open
}

/// Why there is nothing to show.
private struct NoTest: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = "no test: \(reason)" }
}
