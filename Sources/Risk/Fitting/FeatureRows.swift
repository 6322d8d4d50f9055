/// Examples to fit on or to score, row by row: features, what happened, whose they are, and how much each counts.
public struct FeatureRows: Sendable {
  public let columns: [String]
  /// Row after row, shape `[count, columns]`.
  public private(set) var values: [Double] = []
  public private(set) var outcomes: [Bool] = []
  /// Numbers of clients, in any order.
  public private(set) var clients: [Int32] = []
  public private(set) var weights: [Double] = []

  public init(columns: [String]) { self.columns = columns }

  public var count: Int { outcomes.count }
  public var events: Int { outcomes.count(where: \.self) }

  public mutating func append(_ features: [Double], outcome: Bool, client: Int, weight: Double = 1) {
    precondition(features.count == columns.count, "\(features.count) features for \(columns.count) columns")
    values += features
    outcomes.append(outcome)
    clients.append(Int32(client))
    weights.append(weight)
  }

  public mutating func append(contentsOf other: FeatureRows) {
    precondition(columns == other.columns, "rows of other columns")
    values += other.values
    outcomes += other.outcomes
    clients += other.clients
    weights += other.weights
  }

  public func features(_ row: Int) -> ArraySlice<Double> { values[row * columns.count..<(row + 1) * columns.count] }

  /// Some of the rows, in the order given.
  public func selecting(_ rows: [Int]) -> FeatureRows {
    var selection = FeatureRows(columns: columns)
    selection.values.reserveCapacity(rows.count * columns.count)
    for row in rows { selection.values += features(row) }
    selection.outcomes = rows.map { outcomes[$0] }
    selection.clients = rows.map { clients[$0] }
    selection.weights = rows.map { weights[$0] }
    return selection
  }
}
