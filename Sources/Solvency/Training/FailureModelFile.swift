public import Ingest
internal import Risk

/// A trained model as it is kept in a file, with the account of its test. It names no company.
public struct FailureModelFile: Sendable, Codable, Equatable {
  /// Of this layout. A file with another is refused.
  public static let currentVersion = 2
  public static let task = "failure"

  public let version: Int
  public let task: String
  /// The column of the outcome, and the word in it that meant failure.
  public let outcome, event: String
  public let model: FailureModel
  public let validation: Validation

  /// Out of fold.
  public struct Validation: Sendable, Codable, Equatable {
    public let rows, events, folds: Int
    public let auc, brier, logLoss: Double
    public let calibrationSlope, calibrationIntercept: Double?
  }

  public init(_ model: FailureModel, _ training: TrainingRows, _ test: CrossValidation) {
    version = FailureModelFile.currentVersion
    task = FailureModelFile.task
    (outcome, event, self.model) = (training.outcome, training.event, model)
    validation = Validation(
      rows: test.score.ranking.rows, events: test.score.ranking.events, folds: CrossValidation.folds,
      auc: test.score.ranking.auc, brier: test.score.brier, logLoss: test.score.logLoss,
      calibrationSlope: test.score.calibrationSlope, calibrationIntercept: test.score.calibrationIntercept)
  }

  /// Why a file cannot be applied.
  public enum Mismatch: Error, Equatable {
    case version(found: Int, expected: Int)
    case task(String)
    /// Numbers in it cannot be a model's.
    case damaged
    /// Columns of the model that the table does not have.
    case columns([String])
  }

  /// The model applied to a table that has its columns, in any order.
  public func applied(to table: CSVTable, decimalMark: DecimalMark? = nil) throws(Mismatch) -> Application {
    if version != FailureModelFile.currentVersion {
      throw .version(found: version, expected: FailureModelFile.currentVersion)
    }
    if task != FailureModelFile.task { throw .task(task) }
    if !model.isSound { throw .damaged }
    var places: [String: Int] = [:]
    for column in model.columns { places[column.name] = table.headers.firstIndex(of: column.name) }
    let missing = model.columns.map(\.name).filter { places[$0] == nil }
    if !missing.isEmpty { throw .columns(missing) }
    let mark = decimalMark ?? (try? table.decimalMark(of: places.values.sorted())) ?? .point
    return Application(model: model, table: table, places: places, mark: mark)
  }

  public struct Application: Sendable {
    let model: FailureModel
    let table: CSVTable
    let places: [String: Int]
    let mark: DecimalMark

    public func predict(_ row: Int) -> FailureModel.Prediction {
      model.predict { name in
        let column = places[name]!
        switch table.number(row, column, mark) {
        case .value(let value): return .number(value)
        case .missing: return .gap
        case .unreadable: return .word(table.text(row, column))
        }
      }
    }
  }
}
