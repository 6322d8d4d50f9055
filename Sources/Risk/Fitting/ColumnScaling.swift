public import Execution
internal import RealModule

/// How features become columns of a fit: kept within the range the fit has seen, centred, and in standard deviations.
///
/// All of it comes from the rows of the fit and from no later ones. Without the range, a history that grows longer than any
/// the fit saw would be extrapolated.
public struct ColumnScaling: Sendable, Codable, Equatable {
  /// One feature's.
  public struct Column: Sendable, Codable, Equatable {
    public let name: String
    /// Values beyond these count as these: quantiles of the rows, or 0 and 1 of an indicator.
    public let low, high: Double
    /// Of the values so kept.
    public let mean, deviation: Double

    init(_ name: String, _ values: ArraySlice<Double>, tail: Double) {
      self.name = name
      let isIndicator = values.allSatisfy { $0 == 0 || $0 == 1 }
      let order = isIndicator ? nil : OrderStatistics(values)
      let (low, high) = (order?.quantile(tail) ?? 0, order?.quantile(1 - tail) ?? 1)
      (self.low, self.high) = (low, high)
      let mean = values.reduce(0) { $0 + min(max($1, low), high) } / Double(values.count)
      let variance = values.reduce(0) { sum, value in
        let difference = min(max(value, low), high) - mean
        return sum + difference * difference
      }
      self.mean = mean
      deviation = (variance / Double(values.count)).squareRoot()
    }

    func scaled(_ value: Double) -> Double { (min(max(value, low), high) - mean) / deviation }
  }

  /// The features that vary, in their order.
  public let columns: [Column]
  /// Where each of them is among the features.
  private let places: [Int]

  /// Features with one value among the rows.
  public let constant: [String]
  /// Features of a row, those left out counted.
  public var featureCount: Int { columns.count + constant.count }

  /// - Parameters:
  ///   - rows: At least one.
  ///   - tail: Share of the rows beyond the range at either end, by R's type-7 quantiles; 0 keeps every value.
  public init(_ rows: FeatureRows, tail: Double, executor: Executor) {
    precondition(rows.count > 0 && (0..<0.5).contains(tail), "\(rows.count) rows, tails of \(tail)")
    let all = executor.map(rows.columns.count) { Column(rows.columns[$0], rows.column($0), tail: tail) }
    places = all.indices.filter { all[$0].deviation > ColumnScaling.leastDeviation }
    columns = places.map { all[$0] }
    constant = all.filter { $0.deviation <= ColumnScaling.leastDeviation }.map(\.name)
  }

  /// Below it a feature counts as constant.
  private static let leastDeviation = 1e-9

  /// Whether what was read from a file scales rows of ``featureCount`` features.
  var isSound: Bool {
    places.count == columns.count && Set(places).count == places.count
      && places.allSatisfy { (0..<featureCount).contains($0) }
      && columns.allSatisfy { column in
        column.deviation > ColumnScaling.leastDeviation && column.low <= column.high
          && [column.low, column.high, column.mean, column.deviation].allSatisfy { abs($0) < 1e12 }
      }
  }

  /// The columns of one row of features, which come in the order of the rows of the fit.
  public func scaled(_ features: some RandomAccessCollection<Double>) -> [Double] {
    var scaled: [Double] = []
    scaled.reserveCapacity(columns.count)
    forEach(features) { _, value in scaled.append(value) }
    return scaled
  }

  /// Calls `body` with each column's index and its value.
  func forEach(_ features: some RandomAccessCollection<Double>, _ body: (Int, Double) -> Void) {
    for column in columns.indices {
      body(column, columns[column].scaled(features[features.index(features.startIndex, offsetBy: places[column])]))
    }
  }

  /// The columns of rows of features, column by column, shape `[count, columns]`.
  func columnMajor(_ rows: FeatureRows) -> [Double] {
    [Double](capacity: rows.count * columns.count) { scaled in
      for (column, place) in zip(columns, places) {
        for value in rows.column(place) { scaled.append(column.scaled(value)) }
      }
    }
  }
}
