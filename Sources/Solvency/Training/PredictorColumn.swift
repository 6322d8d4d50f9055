/// A table's columns as a model may use them: figures with gaps, or words.
public struct PredictorColumn: Sendable {
  public let name: String
  public let values: Values

  public enum Values: Sendable {
    /// `nan` where there is none.
    case numbers([Double])
    /// Empty where there is none.
    case words([String])
  }

  func selecting(_ rows: [Int]) -> PredictorColumn {
    switch values {
    case .numbers(let numbers): PredictorColumn(name: name, values: .numbers(rows.map { numbers[$0] }))
    case .words(let words): PredictorColumn(name: name, values: .words(rows.map { words[$0] }))
    }
  }
}
