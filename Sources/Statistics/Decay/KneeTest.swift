internal import RealModule
public import Receivables

/// Whether payment is slower in one period than in the one before: the daily hazard of the `split` days after the due day over
/// that of the next `split` days, with a bootstrap interval.
///
/// The split is given, not found. A hazard that falls smoothly has a ratio above 1 at every split: that the pace changes on
/// that day, a knee in the strict sense, is not tested.
///
/// Clients are drawn, not invoices: each replicate gives every client a Poisson weight. Of more than ``maximumUnits``
/// clients, that many groups made at random are drawn instead, which tell as much of the variance between clients for a
/// fraction of the work. The interval is studentised (bootstrap-t) on the logarithm of the ratio, with the linearised
/// standard error of each replicate, because a few large clients make the plain percentiles too short.
///
/// - Source: Davison & Hinkley, Bootstrap Methods and their Application (1997), §§2.4, 5.2.1; Field & Welsh (2007), JRSS B
///   69(3), 369–390, for clusters; Wolter, Introduction to Variance Estimation, 2nd ed. (2007), ch. 2, for random groups.
public struct KneeTest: Metric {
  public let split: Int
  public let weight: DecayWeight
  public let replicates: Int
  public let seed: UInt64
  /// What is drawn: a client, or a group of them.
  private let units: [Unit]

  private struct Unit: Sendable {
    let index: Int
    let key: UInt64
  }

  /// Clients with days at risk, and payments in each of the two bands, below which there is no test.
  public static let minimumClients = 10
  public static let minimumPayments: Int64 = 10
  /// The standard error of so many units is good to 2 %.
  static let maximumUnits = 1_000

  public init(
    _ snapshot: Snapshot, split: Int = 30, weight: DecayWeight = .invoice, replicates: Int = 999, seed: UInt64 = 1
  ) {
    precondition(split > 0, "a split at day \(split)")
    precondition(replicates >= 39, "\(replicates) replicates have no 2.5 % quantile")
    self.split = split
    self.weight = weight
    self.replicates = replicates
    self.seed = seed
    let keys = PoissonWeights.keys(snapshot.clients)
    units =
      keys.count <= KneeTest.maximumUnits
      ? keys.enumerated().map { Unit(index: $0, key: $1) }
      : keys.map { key in
        let group = key % UInt64(KneeTest.maximumUnits)
        return Unit(index: Int(group), key: group)
      }
  }

  public struct Partial: Sendable, Codable {
    /// Clients with days at risk in either band.
    var clients = 0
    /// Payments in the two bands, whatever their weight.
    var payments: [Int64] = [0, 0]
    /// By index of the unit.
    fileprivate var totals: [Int: Totals] = [:]
  }

  /// One unit's, for ``PoissonWeights`` and the sums.
  fileprivate struct Totals: Sendable, Codable {
    let key: UInt64
    /// As in ``Bands``.
    var sums: [Int128]
  }

  public var emptyPartial: Partial { Partial() }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    var bands = Bands(split: split)
    account.forEachSpell(weight) { bands.add($0) }
    if bands.isEmpty { return }
    partial.clients += 1
    for band in bands.payments.indices { partial.payments[band] += bands.payments[band] }
    let unit = units[account.client]
    KneeTest.add(
      Totals(key: unit.key, sums: bands.totals.indices.map { bands.totals[$0] }), to: &partial.totals[unit.index])
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.clients += later.clients
    for index in earlier.payments.indices { earlier.payments[index] += later.payments[index] }
    for (unit, totals) in later.totals { KneeTest.add(totals, to: &earlier.totals[unit]) }
  }

  private static func add(_ totals: Totals, to sum: inout Totals?) {
    if sum == nil {
      sum = totals
    } else {
      for index in totals.sums.indices { sum!.sums[index] += totals.sums[index] }
    }
  }

  /// The answer, or what there is too little of.
  public enum Result: Sendable, Equatable {
    case ratio(Ratio)
    case tooFewClients(Int)
    case tooFewPayments(Int)
  }

  public struct Ratio: Sendable, Equatable {
    public let split: Int
    public let clients: Int
    /// Daily hazards of (0, split] and (split, 2 split].
    public let before: Double
    public let after: Double
    /// The first over the second: above 1 where payment is slower after the split than before. Without an interval when too many
    /// replicates have no payment in one of the bands.
    public let ratio: Estimate
  }

  public func value(of partial: Partial) -> Result {
    if partial.clients < KneeTest.minimumClients { return .tooFewClients(partial.clients) }
    let fewest = partial.payments.min()!
    if fewest < KneeTest.minimumPayments { return .tooFewPayments(Int(fewest)) }
    let ratios = logRatios(of: partial)
    let sample = ratios[0]
    let deviations = ratios.dropFirst().map { replicate -> Double in
      if replicate.value.isFinite {
        let deviation = (replicate.value - sample.value) / replicate.standardError
        return deviation.isNaN ? 0 : deviation
      }
      // A band without payments: the ratio is zero, infinite, or anything. It stands at an end of the order.
      return replicate.value == -.infinity ? -.infinity : .infinity
    }.sorted()
    // Of 999 replicates the 25th from each end.
    let rank = Int((Double(replicates + 1) * 0.025).rounded())
    let (lowest, highest) = (deviations[rank - 1], deviations[replicates - rank])
    func bound(_ deviation: Double) -> Double? {
      deviation.isFinite ? Double.exp(sample.value - deviation * sample.standardError) : nil
    }
    let (low, high) = (bound(highest), bound(lowest))
    let hasInterval = low != nil && high != nil
    return .ratio(
      Ratio(
        split: split, clients: partial.clients,
        before: sample.before, after: sample.after,
        ratio: Estimate(
          value: Double.exp(sample.value), low: hasInterval ? low : nil, high: hasInterval ? high : nil)))
  }

  /// The hazards of a replicate, and the logarithm of their ratio with its standard error.
  struct LogRatio {
    let before: Double
    let after: Double
    let value: Double
    /// The root of the sum over units of the squares of `p₁/P₁ − d₁/D₁ − p₂/P₂ + d₂/D₂`, small letters the unit's, capitals
    /// the total's.
    let standardError: Double
  }

  /// Of the sample itself, in which every unit is drawn once, then of each replicate.
  func logRatios(of partial: Partial) -> [LogRatio] {
    let units = partial.totals.sorted { $0.key < $1.key }.map(\.value)
    let own = units.map { unit in SIMD4<Double>(unit.sums.map { Double($0) }) }
    let draws = units.map { unit in
      var draws = PoissonWeights(seed: seed, key: unit.key).draws(replicates + 1)
      draws[0] = 1
      return draws
    }
    return (0...replicates).map { replicate in
      var totals = SIMD4<Double>.zero
      for unit in own.indices { totals += own[unit] * Double(draws[unit][replicate]) }
      let slopes = SIMD4(1, -1, -1, 1) / totals
      var variance = 0.0
      for unit in own.indices {
        let influence = (own[unit] * slopes).sum()
        variance += Double(draws[unit][replicate]) * influence * influence
      }
      let (before, after) = (totals[0] / totals[1], totals[2] / totals[3])
      return LogRatio(
        before: before, after: after, value: .log(before) - .log(after), standardError: variance.squareRoot())
    }
  }
}

/// One client's payments and days at risk in (0, split] and (split, 2 split].
private struct Bands {
  let split: Int
  /// Payments before the split, days at risk before it, payments after it, days at risk after it.
  private(set) var totals: InlineArray<4, Int128> = [0, 0, 0, 0]
  /// Payments in the two bands, whatever their weight.
  private(set) var payments: InlineArray<2, Int64> = [0, 0]

  init(split: Int) { self.split = split }

  var isEmpty: Bool { totals[1] == 0 && totals[3] == 0 }

  mutating func add(_ spell: Spell) {
    for band in 0..<2 {
      let start = band * split
      let (first, last) = (max(spell.entry ?? start, start), min(spell.exit, start + split))
      if last <= first { continue }
      totals[2 * band + 1] += Int128(spell.weight) * Int128(last - first)
      if spell.end == .paid, spell.exit == last {
        totals[2 * band] += Int128(spell.weight)
        payments[band] += 1
      }
    }
  }
}
