/// Positions a curve tells apart.
struct CurveCells: Sendable {
  static let first = -30
  let count: Int

  init(grace: Int) { count = 60 + grace - CurveCells.first + 1 }

  /// The cell of a position: −1 before the first, the last one beyond it.
  func cell(_ position: Int) -> Int { min(max(position - CurveCells.first, -1), count - 1) }

  /// The position of a cell.
  func position(_ cell: Int) -> Int { cell + CurveCells.first }
}
