public import Receivables

/// A model's test out of time on a later part of its ledger.
public struct OutOfTimeValidation: Sendable {
  /// The model knew nothing after this day.
  public let trainedUntil: Day
  /// First and last day predicted on: days of issue or of snapshots.
  public let tested: ClosedRange<Day>
  public let trainingRows: Int
  public let comparison: BaselineComparison

  /// Why a model could not be tested.
  public enum Failure: Error, Equatable, Sendable {
    case tooFewTestRows(rows: Int, events: Int)
    case noFit(LogisticRegression.Failure)
  }

  /// Whether a test of so many rows, and events among them, says anything.
  static func suffices(rows: Int, events: Int) -> Bool {
    rows >= minimumRows && min(events, rows - events) >= minimumEvents
  }
  private static let minimumRows = 50
  /// Of either outcome.
  private static let minimumEvents = 5
}
