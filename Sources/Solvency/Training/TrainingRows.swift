public import Ingest

/// Companies of which it is known whether they failed: what a model is trained on.
public struct TrainingRows: Sendable {
  public let columns: [PredictorColumn]
  public let outcomes: [Bool]
  /// The column of the outcome, and the word in it that means failure.
  public let outcome: String
  public let event: String
  /// Columns that are no use: one value only, or words that hardly repeat, such as names.
  public let unused: [String]
  /// Rows left out, by line.
  public let rejected: [Rejected]

  public struct Rejected: Sendable, Equatable {
    public let line: Int
    public let column: String
    public let problem: Problem

    public enum Problem: Sendable { case unreadableNumber, missingOutcome }
  }

  /// Why a table cannot be trained on.
  public enum Failure: Error, Equatable {
    case noSuchColumn(String, found: [String])
    /// The outcome takes other than two values, or two of which neither is known to mean failure.
    case unclearOutcome(column: String, values: Int)
    case noSuchEvent(column: String)
    case ingest(IngestError)
  }

  /// Of the fields of a column, as many must be numbers for it to be one of numbers.
  private static let shareOfNumbers = 0.95
  /// Words that occur less often on average are names.
  private static let leastRowsPerWord = 10

  public var events: Int { outcomes.count(where: \.self) }

  public init(columns: [PredictorColumn], outcomes: [Bool], outcome: String = "outcome", event: String = "1") {
    (self.columns, self.outcomes, self.outcome, self.event) = (columns, outcomes, outcome, event)
    (unused, rejected) = ([], [])
  }

  /// - Parameters:
  ///   - event: The word of the outcome that means failure; `nil` to recognise 1 of 0 and 1, 2 of 1 and 2, yes, true, oui.
  ///   - decimalMark: Said by the user; `nil` to recognise.
  public init(
    _ table: CSVTable, outcome: String, event: String? = nil, decimalMark: DecimalMark? = nil
  ) throws(Failure) {
    guard let place = table.headers.firstIndex(of: outcome) ?? table.column(outcome) else {
      throw .noSuchColumn(outcome, found: table.headers)
    }
    let mark: DecimalMark
    do throws(IngestError) {
      let places = table.headers.indices.filter { $0 != place }
      mark = if let decimalMark { decimalMark } else { try table.decimalMark(of: places) }
    } catch {
      throw .ingest(error)
    }
    let words = (0..<table.rowCount).map { table.text($0, place) }
    let values = Set(words).subtracting(["", "?"])
    if let event {
      if !values.contains(event) { throw .noSuchEvent(column: outcome) }
      self.event = event
    } else {
      guard values.count == 2, let event = TrainingRows.event(among: values) else {
        throw .unclearOutcome(column: outcome, values: values.count)
      }
      self.event = event
    }
    var rejected: [Int: Rejected] = [:]
    func reject(_ row: Int, _ column: String, _ problem: Rejected.Problem) {
      if rejected[row] == nil { rejected[row] = Rejected(line: table.lines[row], column: column, problem: problem) }
    }
    for (row, word) in words.enumerated() where !values.contains(word) { reject(row, outcome, .missingOutcome) }
    var columns: [PredictorColumn] = []
    var unused: [String] = []
    for column in table.headers.indices where column != place {
      let name = table.headers[column]
      let fields = (0..<table.rowCount).map { table.number($0, column, mark) }
      let (filled, unreadable) = (fields.count { $0 != .missing }, fields.count { $0 == .unreadable })
      if filled > 0, Double(unreadable) <= (1 - TrainingRows.shareOfNumbers) * Double(filled) {
        for (row, field) in fields.enumerated() where field == .unreadable { reject(row, name, .unreadableNumber) }
        columns.append(
          PredictorColumn(
            name: name, values: .numbers(fields.map { if case .value(let value) = $0 { value } else { .nan } })))
      } else {
        let words = (0..<table.rowCount).map { table.text($0, column) }
        let different = Set(words).count
        if different < 2 || different * TrainingRows.leastRowsPerWord > words.count {
          unused.append(name)
        } else {
          columns.append(PredictorColumn(name: name, values: .words(words.map { $0 == "?" ? "" : $0 })))
        }
      }
    }
    let kept = words.indices.filter { rejected[$0] == nil }
    self.columns = columns.map { $0.selecting(kept) }
    outcomes = kept.map { [event = self.event] in words[$0] == event }
    self.outcome = outcome
    self.unused = unused
    self.rejected = rejected.sorted { $0.key < $1.key }.map(\.value)
  }

  func selecting(_ rows: [Int]) -> TrainingRows {
    TrainingRows(
      columns: columns.map { $0.selecting(rows) }, outcomes: rows.map { outcomes[$0] }, outcome: outcome, event: event)
  }

  private static func event(among values: Set<String>) -> String? {
    if values == ["1", "2"] { return "2" }
    let known: Set<String> = ["1", "yes", "true", "oui", "vrai", "failed", "bad", "default", "b'1'"]
    let found = values.filter { known.contains($0.lowercased()) }
    return found.count == 1 ? found.first : nil
  }
}
