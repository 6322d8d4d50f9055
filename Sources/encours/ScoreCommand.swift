import ArgumentParser
import Foundation
import Ingest
import Receivables
import Reports
import Risk
import Statistics
import Tables

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Apply a model file to the open items of a ledger.",
    discussion: """
      Examples:
        encours score ledger.csv --model model.json --format csv > scores.csv
        encours score ledger.csv --model model.json --drift

      CSV columns: client, invoice, issued, due, balance, p_late (probability of being unpaid so many days after due as the \
      model says; 1 for an item that is) or, of a model of open items, p_paid (probability of payment in full --within days), \
      reasons. With --drift: group (past_due or not_due, of open items), feature, psi (population stability index against the \
      model's rows), expected_by_chance, farthest_period (the highest of one snapshot day of the fit, or of its issues of \
      \(ModelFile.recentDays) days, less what chance brings), verdict (stable, moved or shifted: beyond both by less than .1, \
      less than .25, more; untold where there is too little).
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var declared: AttributeOptions
  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp("A file that encours fit wrote.", valueName: "file"), completion: .file(extensions: ["json"]))
  var model: String

  @Option(
    help: ArgumentHelp(
      "For a model of open items: days that the probability is told for. Default: \(ScoreCommand.usualHorizon).",
      valueName: "days"))
  var within: Int?

  @Flag(help: "Print how far the population has moved since the fit, instead of the scores.")
  var drift = false

  private static let usualHorizon = 30

  mutating func validate() throws {
    if let within, !ModelFile.horizons.contains(within) {
      throw ValidationError("--within must be one of \(ModelFile.horizons.map(String.init).joined(separator: ", ")).")
    }
  }

  func run() throws {
    let file = try Failure.sentence { try ScoreCommand.read(model) }
    if within != nil, file.lateAfter != nil {
      throw ValidationError("--within goes with a model of open items, and \(model) is one of invoices at issue.")
    }
    if !declared.attributes.isEmpty, file.attributes.isEmpty {
      throw ValidationError("\(model) uses no attribute: leave out --attribute.")
    }
    let horizon = within ?? ScoreCommand.usualHorizon
    if declared.attributes.isEmpty, !file.attributes.isEmpty {
      Terminal.note("the model uses \(file.attributes.map { "--attribute '\($0)'" }.joined(separator: " "))")
    }
    let reading = try ledger.read(
      attributes: declared.attributes.isEmpty ? file.attributes : declared.attributes)
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let result = try Failure.sentence {
      do throws(ModelFile.Mismatch) {
        return try file.scores(snapshot, within: horizon, executor: ledger.executor)
      } catch {
        throw ModelFailure("\(model): \(ScoreCommand.sentence(error))")
      }
    }
    let shifted = ScoreTable.shifted(result.drift, .english)
    if !shifted.isEmpty {
      Terminal.note(
        "the population has shifted since \(file.trainedUntil): \(shifted.joined(separator: "; ")). Fit again.")
    }
    let known = reading.ledger
    let table =
      drift
      ? ScoreTable.drift(result.drift, ledger.language, inWords: format.isForPeople)
      : ScoreTable.items(
        result.scores, file, within: horizon, asOf: snapshot.asOf, clients: snapshot.clients,
        invoice: { known.invoiceID(at: $0.position) },
        ledger.language)
    try format.print(table, ledger.language, snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }

  private static func read(_ path: String) throws -> ModelFile {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ModelFailure("\(path): cannot read the model: \(error.localizedDescription)")
    }
    // Another version may have other fields, so its number is read first.
    let version = (try? JSONDecoder().decode(Version.self, from: data))?.version
    if let version, version != ModelFile.currentVersion {
      throw ModelFailure("\(path): " + sentence(.version(found: version, expected: ModelFile.currentVersion)))
    }
    do {
      return try JSONDecoder().decode(ModelFile.self, from: data)
    } catch {
      throw ModelFailure(
        "\(path): this is not a model file of encours, or not a whole one. Write one with encours fit.")
    }
  }

  private struct Version: Decodable {
    let version: Int
  }

  private static func sentence(_ mismatch: ModelFile.Mismatch) -> String {
    switch mismatch {
    case .version(let found, let expected):
      "the model file has version \(found), and this program reads version \(expected). Fit again."
    case .damaged: "its numbers cannot be those of a model: the file was changed. Fit again."
    case .task(let task): "the model answers '\(task)', which this program does not know."
    case .currency(let found, let ledger):
      "the model was fitted on amounts in \(found), and the ledger is in \(ledger)."
    case .attributes(let expected):
      "the model uses other attributes: \(expected.joined(separator: ", ")), in this order."
    case .features(let missing):
      "the model has other features than this program (\(missing.joined(separator: ", "))). Fit again."
    case .olderLedger(let asOf, let trainedUntil):
      "the model knows what happened until \(trainedUntil), after the ledger's day \(asOf): its scores would be hindsight."
    }
  }
}
