internal import LinearAlgebra
internal import Risk

/// How one column of statements becomes columns of a regression. All of it comes from the rows of the fit.
public struct ColumnEncoding: Sendable, Codable, Equatable {
  public let name: String
  let shape: Shape
  /// Whether a gap has an effect of its own. Else it counts as the mean, and a prediction says so.
  let hasGapColumn: Bool

  enum Shape: Sendable, Codable, Equatable {
    /// A smooth curve of the value's rank, and the part of its effect that only rises or only falls. `means` are the curve's
    /// columns on average, for gaps.
    case curve(QuantileScale, SplineBasis, means: [Double], WeightOfEvidence)
    /// An effect for each of a few values; another counts as the nearest.
    case steps([Double])
    /// An effect for each word.
    case levels([String])
    /// The weight of the value's bin, of the word or of the gap.
    case evidence(WeightOfEvidence)
  }

  /// Cubics of a curve.
  private static let pieces = 4
  /// With fewer values a curve has nothing to bend around: each has an effect of its own.
  private static let leastDifferent = 6
  /// Gaps from which their effect can be estimated.
  private static let leastGaps = 5

  /// `nil` for a column without variation.
  ///
  /// - Parameter outcomes: Of the rows; only weights of evidence look at them.
  init?(_ column: PredictorColumn, _ form: ColumnForm, _ outcomes: [Bool]) {
    if form == .evidence {
      if !column.varies(leastGaps: ColumnEncoding.leastGaps) { return nil }
      (name, hasGapColumn) = (column.name, false)
      shape = .evidence(WeightOfEvidence(column, outcomes, leastGaps: ColumnEncoding.leastGaps))
      return
    }
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
      if let (scale, basis, means) = ColumnEncoding.curve(known) {
        let evidence = WeightOfEvidence(column, outcomes, leastGaps: ColumnEncoding.leastGaps)
        shape = .curve(scale, basis, means: means, evidence)
        return
      }
      let values = Set(known).sorted()
      if values.count < 2, !hasGapColumn { return nil }
      shape = .steps(values)
    }
  }

  private static func curve(_ known: [Double]) -> (QuantileScale, SplineBasis, means: [Double])? {
    if Set(known).count < leastDifferent { return nil }
    let scale = QuantileScale(known)
    let ranks = known.map(scale.share)
    guard let basis = try? SplineBasis(ranks, pieces: pieces) else { return nil }
    var means = Array(repeating: 0.0, count: basis.columns)
    for rank in ranks {
      for (column, value) in basis.values(at: rank).enumerated() { means[column] += value }
    }
    return (scale, basis, means.map { $0 / Double(ranks.count) })
  }

  /// Columns of the regression.
  var width: Int {
    let own =
      switch shape {
      case .curve(_, _, let means, _): means.count + 1
      case .evidence: 1
      case .steps(let values): values.count
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
    case (.curve(let scale, let basis, _, let evidence), .number(let number)):
      columns = basis.values(at: scale.share(of: number)) + [evidence[value] ?? 0]
    case (.curve(_, _, let means, let evidence), _): (columns, isGap) = (means + [evidence[.gap] ?? 0], true)
    case (.steps(let values), .number(let number)):
      let nearest = values.min { abs($0 - number) < abs($1 - number) }
      columns = values.map { $0 == nearest ? 1 : 0 }
    case (.steps(let values), _): (columns, isGap) = (values.map { _ in 0 }, true)
    case (.levels(let levels), .word(let word)): columns = levels.map { $0 == word ? 1 : 0 }
    case (.levels(let levels), _): (columns, isGap) = (levels.map { _ in 0 }, true)
    case (.evidence(let evidence), let value): columns = [evidence[value] ?? 0]
    }
    if hasGapColumn { columns.append(isGap ? 1 : 0) }
    return columns
  }

  /// Whether the model has to put something of its own in place of what is not there.
  func isImputed(_ value: Value) -> Bool {
    switch (shape, value) {
    case (.levels(let levels), .word(let word)): !levels.contains(word)
    case (.curve, .number), (.steps, .number): false
    case (.evidence(let evidence), let value): evidence[value] == nil
    default: !hasGapColumn
    }
  }

  /// What the columns cost, from the first one's place on.
  func penalties(from first: Int) -> [SmoothingPenalty.Block] {
    let single = ColumnEncoding.identity(1)
    var blocks: [SmoothingPenalty.Block] =
      switch shape {
      // The coefficient of the basis's first function, which is left out, is 0.
      case .curve(_, _, let means, _):
        [
          .init(
            first: first,
            terms: [(.curve, ColumnEncoding.differences(means.count, orders: 1...2, startsAtZero: true))]),
          .init(first: first + means.count, terms: [(.evidence, single)]),
        ]
      case .evidence: [.init(first: first, terms: [(.evidence, single)])]
      case .steps(let values): [.init(first: first, terms: ColumnEncoding.levelPenalties(values.count))]
      case .levels(let levels): [.init(first: first, terms: ColumnEncoding.levelPenalties(levels.count))]
      }
    if hasGapColumn { blocks.append(.init(first: first + width - 1, terms: [(.gap, single)])) }
    return blocks
  }

  private static func levelPenalties(_ count: Int) -> [(kind: PenaltyKind, matrix: Matrix)] {
    let order = differences(count, orders: 1...1, startsAtZero: false)
    // Of one or two levels there is no order to tell.
    return [(.level, identity(count))] + (count > 2 ? [(.levelOrder, order)] : [])
  }

  private static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(zeros: size, size)
    for place in 0..<size { matrix[place, place] = 1 }
    return matrix
  }

  /// `Σ DᵀD` of the differences of neighbouring coefficients.
  ///
  /// - Parameter startsAtZero: Whether a coefficient of 0 goes before the first.
  private static func differences(_ size: Int, orders: ClosedRange<Int>, startsAtZero: Bool) -> Matrix {
    var matrix = Matrix(zeros: size, size)
    let shift = startsAtZero ? 1 : 0
    for order in orders {
      let weights: [Double] = order == 1 ? [-1, 1] : [1, -2, 1]
      for start in 0..<(size + shift - order) {
        for (i, left) in weights.enumerated() where start + i >= shift {
          for (j, right) in weights.enumerated() where start + j >= shift {
            matrix[start + i - shift, start + j - shift] += left * right
          }
        }
      }
    }
    return matrix
  }

  /// Whether what was read from a file can encode rows.
  var isSound: Bool {
    switch shape {
    case .curve(let scale, let basis, let means, let evidence):
      !scale.values.isEmpty && scale.values.count == scale.shares.count && basis.isSound && means.count == basis.columns
        && zip(scale.values, scale.values.dropFirst()).allSatisfy { $0 < $1 } && evidence.isSound
    case .steps(let values): values.allSatisfy(\.isFinite)
    case .levels: true
    case .evidence(let evidence): evidence.isSound
    }
  }
}

extension PredictorColumn {
  /// Whether it has two values, or gaps enough to count as one.
  func varies(leastGaps: Int) -> Bool {
    switch values {
    case .numbers(let numbers):
      let known = numbers.filter { !$0.isNaN }
      return known.contains { $0 != known[0] } || numbers.count - known.count >= leastGaps
    case .words(let words):
      let known = words.filter { !$0.isEmpty }
      return known.contains { $0 != known[0] } || words.count - known.count >= leastGaps
    }
  }

  func value(_ row: Int) -> ColumnEncoding.Value {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN ? .gap : .number(numbers[row])
    case .words(let words): words[row].isEmpty ? .gap : .word(words[row])
    }
  }
}
