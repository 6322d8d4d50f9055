/// Examples to fit on or to score: features, what happened, whose they are, and how much each counts.
public struct FeatureRows: Sendable {
  public let columns: [String]
  /// Column by column, shape `[columns][count]`.
  public private(set) var values: [[Double]]
  public private(set) var outcomes: [Bool] = []
  /// Numbers of clients, in any order.
  public private(set) var clients: [Int32] = []
  public private(set) var weights: [Double] = []

  /// - Parameter capacity: Rows to make room for.
  public init(columns: [String], capacity: Int = 0) {
    self.columns = columns
    values = columns.map { _ in
      var column: [Double] = []
      column.reserveCapacity(capacity)
      return column
    }
  }

  public var count: Int { outcomes.count }
  public var events: Int { outcomes.count(where: \.self) }

  public mutating func append(_ features: [Double], outcome: Bool, client: Int, weight: Double = 1) {
    precondition(features.count == columns.count, "\(features.count) features for \(columns.count) columns")
    for column in features.indices { values[column].append(features[column]) }
    outcomes.append(outcome)
    clients.append(Int32(client))
    weights.append(weight)
  }

  public mutating func append(contentsOf other: FeatureRows) {
    precondition(columns == other.columns, "rows of other columns")
    for column in values.indices { values[column] += other.values[column] }
    outcomes += other.outcomes
    clients += other.clients
    weights += other.weights
  }

  public func features(_ row: Int) -> [Double] { values.map { $0[row] } }

  /// Some of the rows, in the order given.
  public func selecting(_ rows: [Int]) -> FeatureRows {
    var selection = FeatureRows(columns: columns)
    selection.values = values.map { values in rows.map { values[$0] } }
    selection.outcomes = rows.map { outcomes[$0] }
    selection.clients = rows.map { clients[$0] }
    selection.weights = rows.map { weights[$0] }
    return selection
  }
}
