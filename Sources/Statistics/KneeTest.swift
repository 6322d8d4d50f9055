internal import RealModule
public import Receivables

/// Whether payment slows down at a day: the daily hazard of the `split` days after the due day over that of the next
/// `split` days, with a bootstrap interval.
///
/// Clients are drawn, not invoices: each replicate gives every client a Poisson weight. The interval is studentised
/// (bootstrap-t) on the logarithm of the ratio, with the linearised standard error of each replicate, because a few large
/// clients make the plain percentiles too short. A partial holds, for each replicate, sums of whole numbers over the
/// clients: it merges exactly, and is no larger for a million clients than for ten.
///
/// - Source: Davison & Hinkley, Bootstrap Methods and their Application (1997), §§2.4, 5.2.1; Field & Welsh (2007), JRSS B
///   69(3), 369–390, for clusters.
public struct KneeTest: Metric {
  public let split: Int
  public let weight: DecayWeight
  public let replicates: Int
  public let seed: UInt64
  /// One a client.
  private let keys: [UInt64]

  /// Clients with days at risk, and payments in each of the two bands, below which there is no test.
  public static let minimumClients = 10
  public static let minimumPayments: Int64 = 10

  public init(
    _ snapshot: Snapshot, split: Int = 30, weight: DecayWeight = .invoice, replicates: Int = 999, seed: UInt64 = 1
  ) {
    precondition(split > 0, "a split at day \(split)")
    precondition(replicates >= 39, "\(replicates) replicates have no 2.5 % quantile")
    self.split = split
    self.weight = weight
    self.replicates = replicates
    self.seed = seed
    keys = PoissonWeights.keys(snapshot.clients)
  }

  public struct Partial: Sendable, Codable {
    /// Clients with days at risk in either band.
    var clients = 0
    /// Payments in the two bands, whatever their weight.
    var payments: [Int64] = [0, 0]
    /// Of the sample itself, then of each replicate: the four totals of ``Bands`` over the clients, then the ten products
    /// of two of them.
    var sums: BootstrapSums
  }

  public var emptyPartial: Partial { Partial(sums: BootstrapSums(replicates: replicates + 1)) }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    var bands = Bands(split: split)
    for spell in account.spells(weight) { bands.add(spell) }
    if bands.isEmpty { return }
    partial.clients += 1
    partial.payments[0] += bands.payments[0]
    partial.payments[1] += bands.payments[1]
    var draws = PoissonWeights(seed: seed, key: keys[account.client]).draws(replicates + 1)
    // The sample itself is replicate 0, in which every client is drawn once.
    draws[0] = 1
    partial.sums.add(bands.totals.map { Int128($0) } + bands.products, draws: draws)
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.clients += later.clients
    for index in earlier.payments.indices { earlier.payments[index] += later.payments[index] }
    earlier.sums.merge(later.sums)
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
    /// The first over the second: above 1 where payment slows down after the split. Without an interval when too many
    /// replicates have no payment in one of the bands.
    public let ratio: Estimate
  }

  public func value(of partial: Partial) -> Result {
    if partial.clients < KneeTest.minimumClients { return .tooFewClients(partial.clients) }
    let fewest = partial.payments.min()!
    if fewest < KneeTest.minimumPayments { return .tooFewPayments(Int(fewest)) }
    let sample = logRatio(partial, replicate: 0)
    let deviations = (1...replicates).map { index -> Double in
      let replicate = logRatio(partial, replicate: index)
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
        before: Double(partial.sums[0, 0]) / Double(partial.sums[1, 0]),
        after: Double(partial.sums[2, 0]) / Double(partial.sums[3, 0]),
        ratio: Estimate(
          value: Double.exp(sample.value), low: hasInterval ? low : nil, high: hasInterval ? high : nil)))
  }

  /// The logarithm of the ratio of hazards, and its standard error: the root of the sum over clients of the squares of
  /// `p₁/P₁ − d₁/D₁ − p₂/P₂ + d₂/D₂`, small letters the client's, capitals the total's.
  func logRatio(_ partial: Partial, replicate: Int) -> (value: Double, standardError: Double) {
    let totals = (0..<4).map { Double(partial.sums[$0, replicate]) }
    let value = Double.log(totals[0] / totals[1]) - Double.log(totals[2] / totals[3])
    let slopes = [1 / totals[0], -1 / totals[1], -1 / totals[2], 1 / totals[3]]
    var (variance, product) = (0.0, totals.count)
    for i in 0..<4 {
      for j in i..<4 {
        variance += (i == j ? 1 : 2) * slopes[i] * slopes[j] * Double(partial.sums[product, replicate])
        product += 1
      }
    }
    return (value, max(variance, 0).squareRoot())
  }
}

/// One client's payments and days at risk in (0, split] and (split, 2 split].
private struct Bands {
  let split: Int
  /// Payments before the split, days at risk before it, payments after it, days at risk after it.
  private(set) var totals: [Int64] = [0, 0, 0, 0]
  /// Payments in the two bands, whatever their weight.
  private(set) var payments: [Int64] = [0, 0]

  init(split: Int) { self.split = split }

  var isEmpty: Bool { totals[1] == 0 && totals[3] == 0 }

  /// 0·0, 0·1, 0·2, 0·3, 1·1, 1·2, … 3·3.
  var products: [Int128] {
    (0..<4).flatMap { i in (i..<4).map { j in Int128(totals[i]) * Int128(totals[j]) } }
  }

  mutating func add(_ spell: Spell) {
    for (band, start) in [0, split].enumerated() {
      let (first, last) = (max(spell.entry ?? start, start), min(spell.exit, start + split))
      if last <= first { continue }
      totals[2 * band + 1] += spell.weight * Int64(last - first)
      if spell.end == .paid, spell.exit == last {
        totals[2 * band] += spell.weight
        payments[band] += 1
      }
    }
  }
}
