/// Examples to fit on or to score: features, what happened, whose they are, and how much each counts.
public struct FeatureRows: Sendable {
  public let columns: [String]
  public private(set) var outcomes: [Bool] = []
  /// Numbers of clients, in any order.
  public private(set) var clients: [Int32] = []
  public private(set) var weights: [Double] = []
  /// Column by column, shape `[columns, capacity]`: one array, because a row is appended to all columns at once.
  private var values: [Double]
  private var capacity: Int

  /// - Parameter capacity: Rows to make room for.
  public init(columns: [String], capacity: Int = 0) {
    self.columns = columns
    self.capacity = capacity
    values = Array(repeating: 0, count: columns.count * capacity)
    reserveOutcomes()
  }

  public var count: Int { outcomes.count }
  public var events: Int { outcomes.count(where: \.self) }

  public mutating func append(_ features: [Double], outcome: Bool, client: Int, weight: Double = 1) {
    precondition(features.count == columns.count, "\(features.count) features for \(columns.count) columns")
    if count == capacity { reserveCapacity(2 * count + 60) }
    let step = capacity
    var place = count
    var columns = values.mutableSpan
    for feature in features {
      columns[place] = feature
      place += step
    }
    outcomes.append(outcome)
    clients.append(Int32(client))
    weights.append(weight)
  }

  public mutating func append(contentsOf other: FeatureRows) {
    precondition(columns == other.columns, "rows of other columns")
    reserveCapacity(count + other.count)
    for column in columns.indices {
      let place = column * capacity + count
      values.replaceSubrange(place..<(place + other.count), with: other.column(column))
    }
    outcomes += other.outcomes
    clients += other.clients
    weights += other.weights
  }

  public mutating func reserveCapacity(_ rows: Int) {
    if rows <= capacity { return }
    var wider: [Double] = []
    wider.reserveCapacity(columns.count * rows)
    for column in columns.indices {
      wider += self.column(column)
      wider += repeatElement(0, count: rows - count)
    }
    (values, capacity) = (wider, rows)
    reserveOutcomes()
  }

  private mutating func reserveOutcomes() {
    outcomes.reserveCapacity(capacity)
    clients.reserveCapacity(capacity)
    weights.reserveCapacity(capacity)
  }

  /// One feature of all rows, in their order.
  public func column(_ index: Int) -> ArraySlice<Double> { values[index * capacity..<(index * capacity + count)] }

  /// All features of one row.
  public func features(_ row: Int) -> [Double] { columns.indices.map { values[$0 * capacity + row] } }

  /// Some of the rows, in the order given.
  public func selecting(_ rows: [Int]) -> FeatureRows {
    var selection = FeatureRows(columns: columns)
    selection.capacity = rows.count
    selection.values.reserveCapacity(columns.count * rows.count)
    for column in columns.indices {
      for row in rows { selection.values.append(values[column * capacity + row]) }
    }
    selection.outcomes = rows.map { outcomes[$0] }
    selection.clients = rows.map { clients[$0] }
    selection.weights = rows.map { weights[$0] }
    return selection
  }
}
