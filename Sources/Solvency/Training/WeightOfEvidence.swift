internal import RealModule

/// What a value says of failure by itself: the log-odds among the rows with such a value less those among all rows.
///
/// Numbers fall into bins that hold about as many rows each, and neighbouring bins are pooled until the weights only rise or
/// only fall, whichever makes the outcomes likelier. Words have a weight each. A weight is shrunk as if ``priorRows`` more rows
/// had the rate of all.
///
/// - Source: Good, Probability and the Weighing of Evidence (1950), for the weight; Thomas, Edelman & Crook, Credit Scoring
///   and Its Applications (2002), ch. 8, for its use; Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order
///   Restrictions (1972), §1.2, for the pooling.
struct WeightOfEvidence: Sendable, Codable, Equatable {
  private enum Weights: Sendable, Codable, Equatable {
    /// A value belongs to the first bin whose upper bound it does not exceed; the last has none.
    case bins(upperBounds: [Double], weights: [Double])
    case words([String: Double])
  }

  private let weights: Weights
  /// Of a row without a value; `nil` where too few rows lack it.
  private let gap: Double?

  static let bins = 20
  static let priorRows = 20.0

  /// - Parameter leastGaps: Rows without a value from which their weight is told.
  init(_ column: PredictorColumn, _ outcomes: [Bool], leastGaps: Int) {
    let all = Tally(rows: outcomes.count, events: outcomes.count(where: \.self))
    let gaps = outcomes.indices.filter { column.value($0) == .gap }
    gap =
      gaps.count < leastGaps ? nil : Tally(rows: gaps.count, events: gaps.count { outcomes[$0] }).weight(beside: all)
    switch column.values {
    case .words(let words):
      var tallies: [String: Tally] = [:]
      for (word, outcome) in zip(words, outcomes) where !word.isEmpty { tallies[word, default: Tally()].add(outcome) }
      weights = .words(tallies.mapValues { $0.weight(beside: all) })
    case .numbers(let numbers):
      let known = outcomes.indices.filter { !numbers[$0].isNaN }.sorted { numbers[$0] < numbers[$1] }
      var (upperBounds, tallies): ([Double], [Tally]) = ([], [])
      for row in known {
        // Equal values stay together.
        let isFull = tallies.last.map { $0.rows * WeightOfEvidence.bins >= known.count } ?? true
        if isFull, upperBounds.last.map({ numbers[row] > $0 }) ?? true {
          tallies.append(Tally())
          upperBounds.append(numbers[row])
        }
        tallies[tallies.count - 1].add(outcomes[row])
        upperBounds[upperBounds.count - 1] = numbers[row]
      }
      let pooled = WeightOfEvidence.monotone(tallies, beside: all)
      weights = .bins(
        upperBounds: pooled.dropLast().map { upperBounds[$0.last] },
        weights: pooled.map { $0.tally.weight(beside: all) })
    }
  }

  /// `nil` for what the rows of the fit did not have.
  subscript(value: ColumnEncoding.Value) -> Double? {
    switch (value, weights) {
    case (.gap, _): return gap
    case (.word(let word), .words(let weights)): return weights[word]
    case (.number(let number), .bins(let upperBounds, let weights)):
      return weights[upperBounds.firstIndex { number <= $0 } ?? upperBounds.count]
    default: return nil
    }
  }

  /// Rows, and how many of them failed.
  private struct Tally {
    var rows = 0
    var events = 0

    var rate: Double { Double(events) / Double(rows) }

    mutating func add(_ outcome: Bool) {
      rows += 1
      if outcome { events += 1 }
    }

    func weight(beside all: Tally) -> Double {
      let (failed, sound) = (Double(events), Double(rows - events))
      let prior = WeightOfEvidence.priorRows
      return .log((failed + prior * all.rate) / (sound + prior * (1 - all.rate))) - .log(all.rate / (1 - all.rate))
    }

    /// Of its own rate.
    var logLikelihood: Double {
      func term(_ count: Int) -> Double { count == 0 ? 0 : Double(count) * .log(Double(count) / Double(rows)) }
      return term(events) + term(rows - events)
    }
  }

  private typealias Pool = (last: Int, tally: Tally)

  /// Neighbours pooled until the weight only rises or only falls.
  private static func monotone(_ tallies: [Tally], beside all: Tally) -> [Pool] {
    let (rising, falling) = (pooled(tallies, all) { $0 < $1 }, pooled(tallies, all) { $0 > $1 })
    func logLikelihood(_ pools: [Pool]) -> Double { pools.reduce(0) { $0 + $1.tally.logLikelihood } }
    return logLikelihood(falling) > logLikelihood(rising) ? falling : rising
  }

  private static func pooled(
    _ tallies: [Tally], _ all: Tally, inOrder: (Double, Double) -> Bool
  ) -> [Pool] {
    var pools: [Pool] = []
    for (place, tally) in tallies.enumerated() {
      var pool: Pool = (place, tally)
      while let before = pools.last, !inOrder(before.tally.weight(beside: all), pool.tally.weight(beside: all)) {
        pools.removeLast()
        pool.tally.rows += before.tally.rows
        pool.tally.events += before.tally.events
      }
      pools.append(pool)
    }
    return pools
  }

  /// Whether what was read from a file can encode rows.
  var isSound: Bool {
    let all: [Double] =
      switch weights {
      case .words(let weights): Array(weights.values)
      case .bins(_, let weights): weights
      }
    if case .bins(let upperBounds, let weights) = weights {
      if weights.count != upperBounds.count + 1 { return false }
      if !zip(upperBounds, upperBounds.dropFirst()).allSatisfy({ $0 < $1 }) { return false }
    }
    return (all + [gap ?? 0]).allSatisfy { abs($0) < 1e6 }
  }
}
