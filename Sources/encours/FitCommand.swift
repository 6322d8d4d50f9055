import ArgumentParser
import Foundation
import Ingest
import Receivables
import Reports
import Risk
import Tables

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a risk model on all a ledger knows, and write it to a file.",
    discussion: """
      Example:
        encours fit ledger.csv --as-of 2025-12-31 --model model.json
        encours fit ledger.csv --as-of 2025-12-31 --task open --model open.json
        encours score ledger.csv --as-of 2026-01-31 --model model.json

      The file is JSON: features, scaling, coefficients and their covariance, settings, training window, the digests of the \
      ledger's files, and the test out of time. Nothing in it names a client.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var declared: AttributeOptions

  @Option(
    help: "issue: will an invoice be late, asked when it is issued. open: when will an open item be paid.")
  var task: PredictionTask = .issue

  @Option(
    help: "At issue: an invoice is late when unpaid this many days after its due day. Default: \(LateOutcome().grace).")
  var lateAfter: Int?

  @Option(help: ArgumentHelp("Where to write the model.", valueName: "file"), completion: .file(extensions: ["json"]))
  var model: String

  mutating func validate() throws {
    try task.refuse(declared, lateAfter: lateAfter)
  }

  func run() throws {
    let reading = try ledger.read(attributes: declared.attributes)
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let inputs = reading.files.map { ModelFile.Input(file: $0.source.title, sha256: $0.sha256) }
    try Failure.sentence {
      let file: ModelFile
      do throws(LogisticRegression.Failure) {
        file =
          switch task {
          case .issue:
            try ModelFile(
              atIssue: snapshot, outcome: lateAfter.map { LateOutcome(grace: $0) } ?? LateOutcome(), inputs: inputs,
              executor: ledger.executor)
          case .open: try ModelFile(ofOpenItems: snapshot, inputs: inputs, executor: ledger.executor)
          }
      } catch {
        throw ModelFailure(FailureWords.sentence(error, .english) + (task == .issue ? FitCommand.advice(error) : ""))
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      do {
        try encoder.encode(file).write(to: URL(fileURLWithPath: model), options: .atomic)
      } catch {
        throw WriteFailure(model, "the model", WriteFailure.reason(error), "Nothing was written.")
      }
      for part in file.parts { Terminal.note(FitCommand.note(part)) }
    }
    try ledger.exitIfTooManyRejected(reading)
  }

  /// What to do where the outcomes are too few.
  private static func advice(_ failure: LogisticRegression.Failure) -> String {
    guard case .tooFewEvents = failure else { return "" }
    return " Try another --late-after, or a ledger that goes further back."
  }

  private static func note(_ part: ModelFile.Part) -> String {
    let tested =
      part.validation.map {
        $0.wins ? "it beat the simple rules out of time" : "it did not beat the simple rules out of time"
      } ?? "too little data for a test out of time"
    let rows =
      switch part.group {
      case nil: "\(part.rows) invoices, \(part.events) of them late"
      case .pastDue: "\(part.rows) outcomes of items past due, \(part.events) of them paid in time"
      case .notDue: "\(part.rows) outcomes of items not due yet, \(part.events) of them paid in time"
      }
    // Products with the horizon follow their features.
    let constant = part.formula.scaling.constant.filter { !$0.contains(":") || part.group == nil }
    let titles = constant.map { FeatureWords.title($0, .english) }
    let leftOut = titles.isEmpty ? "" : "; left out, since they have one value only: \(titles.joined(separator: "; "))"
    return "fitted on \(rows); \(tested)\(leftOut)"
  }
}
