import ArgumentParser
import Foundation
import Ingest
import Receivables
import Reports
import Solvency
import Tables

/// `encours assess --train`: a model of failure, tested out of fold.
extension AssessCommand {
  func train(on path: String) throws {
    Terminal.progress("reading…")
    let table = try CSVTable(path: path, allowsNoHeader: true)
    if !table.hasHeader {
      let last = table.headers.count
      Terminal.note(
        reading.language(
          en: "\(table.name): the first line holds numbers, so columns are named column_1 to column_\(last)",
          fr:
            "\(table.name) : la première ligne contient des nombres, les colonnes sont nommées column_1 à column_\(last)"
        ))
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
        case .unreadableNumber:
          reading.language(en: "this is not a number. The row is left out.", fr: "pas un nombre ; ligne écartée.")
        case .missingOutcome:
          reading.language(
            en: "the outcome is empty. The row is left out.", fr: "issue non renseignée ; ligne écartée.")
        }
      let column = reading.language(en: "column '\(rejected.column)'", fr: "colonne « \(rejected.column) »")
      Terminal.note("\(table.name):\(rejected.line): \(column): \(problem)")
    }
    if !rows.unused.isEmpty {
      let names = rows.unused.joined(separator: ", ")
      Terminal.note(
        reading.language(
          en: "not used, as they hold one word or words that hardly repeat: \(names)",
          fr: "inutilisées, car un seul mot ou des mots qui ne se répètent guère : \(names)"))
    }
    Terminal.progress("testing on parts the fits have not seen…")
    let test: CrossValidation
    let file: FailureModelFile
    do throws(FailureModel.Failure) {
      let form = form ?? .curves
      test = try CrossValidation(rows, form: form, seed: seed ?? 0, executor: reading.executor)
      Terminal.progress("fitting…")
      file = FailureModelFile(try FailureModel(rows, form: form, executor: reading.executor), rows, test)
    } catch {
      throw ModelFailure(FailureWords.sentence(error, reading.language))
    }
    Terminal.progress("")
    if let model { try write(file, to: model) }
    try printParts(file, rows, test)
    if table.rejected.count + rows.rejected.count > reading.maxRejected { throw ExitCode(2) }
  }

  private func write(_ file: FailureModelFile, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(file).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw WriteFailure(path, "the model", WriteFailure.reason(error), "Nothing was written.")
    }
  }

  private func printParts(_ file: FailureModelFile, _ rows: TrainingRows, _ test: CrossValidation) throws {
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
    if let part = show ?? (format.isForPeople ? nil : .measures) {
      return try format.print(table(part), language, .euro)
    }
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
