internal import LinearAlgebra
internal import Risk

/// How one column of statements becomes columns of a regression. All of it comes from the rows of the fit.
public struct ColumnEncoding: Sendable, Codable, Equatable {
  public let name: String
  let shape: Shape
  /// Whether a gap has an effect of its own. Else it counts as the mean, and a prediction says so.
  let hasGapColumn: Bool

  enum Shape: Sendable, Codable, Equatable {
    /// A smooth curve of the value's rank. `means` are the curve's columns on average, for gaps.
    case curve(QuantileScale, SplineBasis, means: [Double])
    /// A straight line in standard deviations, for figures of a few values.
    case line(mean: Double, deviation: Double)
    /// An effect for each word.
    case levels([String])
  }

  /// Cubics of a curve.
  private static let pieces = 4
  /// With fewer values a curve has nothing to bend around.
  private static let leastDifferent = 6
  /// Gaps from which their effect can be estimated.
  private static let leastGaps = 5

  /// `nil` for a column without variation.
  init?(_ column: PredictorColumn) {
    name = column.name
    switch column.values {
    case .words(let words):
      let levels = Set(words).subtracting([""]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      hasGapColumn = words.count(where: \.isEmpty) >= ColumnEncoding.leastGaps
      if levels.count < 2, !hasGapColumn { return nil }
      shape = .levels(levels)
    case .numbers(let numbers):
      let known = numbers.filter { !$0.isNaN }
      hasGapColumn = numbers.count - known.count >= ColumnEncoding.leastGaps
      if let curve = ColumnEncoding.curve(known) {
        shape = curve
        return
      }
      let mean = known.reduce(0, +) / Double(max(known.count, 1))
      let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(known.count, 1))
      if !(variance > 0) && !hasGapColumn { return nil }
      shape = .line(mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1)
    }
  }

  private static func curve(_ known: [Double]) -> Shape? {
    if Set(known).count < leastDifferent { return nil }
    let scale = QuantileScale(known)
    let ranks = known.map(scale.share)
    guard let basis = try? SplineBasis(ranks, pieces: pieces) else { return nil }
    var means = Array(repeating: 0.0, count: basis.columns)
    for rank in ranks {
      for (column, value) in basis.values(at: rank).enumerated() { means[column] += value }
    }
    return .curve(scale, basis, means: means.map { $0 / Double(ranks.count) })
  }

  /// Columns of the regression.
  var width: Int {
    let own =
      switch shape {
      case .curve(_, _, let means): means.count
      case .line: 1
      case .levels(let levels): levels.count
      }
    return own + (hasGapColumn ? 1 : 0)
  }

  /// What a column says of one row.
  enum Value: Sendable, Equatable {
    case number(Double)
    case word(String)
    case gap
  }

  func encode(_ value: Value) -> [Double] {
    var columns: [Double]
    var isGap = false
    switch (shape, value) {
    case (.curve(let scale, let basis, _), .number(let number)): columns = basis.values(at: scale.share(of: number))
    case (.curve(_, _, let means), _): (columns, isGap) = (means, true)
    case (.line(let mean, let deviation), .number(let number)): columns = [(number - mean) / deviation]
    case (.line, _): (columns, isGap) = ([0], true)
    case (.levels(let levels), .word(let word)): columns = levels.map { $0 == word ? 1 : 0 }
    case (.levels(let levels), _): (columns, isGap) = (levels.map { _ in 0 }, true)
    }
    if hasGapColumn { columns.append(isGap ? 1 : 0) }
    return columns
  }

  /// Whether the model has to put something of its own in place of what is not there.
  func isImputed(_ value: Value) -> Bool {
    switch (shape, value) {
    case (.levels(let levels), .word(let word)): !levels.contains(word)
    case (.curve, .number), (.line, .number): false
    default: !hasGapColumn
    }
  }

  /// Adds what the columns cost, beside a factor for all: a curve its slopes and its bends, which draws it to no effect, a
  /// word its distance from the words together.
  func addPenalty(to matrix: inout Matrix, at first: Int) {
    switch shape {
    case .curve(_, _, let means):
      // The coefficient of the basis's first function, which is left out, is 0.
      for order in 1...2 {
        let weights: [Double] = order == 1 ? [-1, 1] : [1, -2, 1]
        for start in 0...(means.count - order) {
          for (i, left) in weights.enumerated() where start + i > 0 {
            for (j, right) in weights.enumerated() where start + j > 0 {
              matrix[first + start + i - 1, first + start + j - 1] += Double(means.count) * left * right
            }
          }
        }
      }
    case .line: matrix[first, first] += ColumnEncoding.wordWeight
    case .levels(let levels):
      for level in levels.indices { matrix[first + level, first + level] += ColumnEncoding.wordWeight }
    }
    if hasGapColumn { matrix[first + width - 1, first + width - 1] += 1 }
  }

  /// A word is dearer than a bend, as there are many and each is seen in few rows.
  private static let wordWeight = 10.0

  /// Whether what was read from a file can encode rows.
  var isSound: Bool {
    switch shape {
    case .curve(let scale, let basis, let means):
      !scale.values.isEmpty && scale.values.count == scale.shares.count && means.count == basis.columns
        && zip(scale.values, scale.values.dropFirst()).allSatisfy { $0 < $1 }
    case .line(let mean, let deviation): mean.isFinite && deviation.isFinite && deviation > 0
    case .levels: true
    }
  }
}

extension PredictorColumn {
  func value(_ row: Int) -> ColumnEncoding.Value {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN ? .gap : .number(numbers[row])
    case .words(let words): words[row].isEmpty ? .gap : .word(words[row])
    }
  }
}
