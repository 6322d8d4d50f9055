internal import Receivables

/// Random weights of a bootstrap, Poisson with mean 1, one for each client and replicate.
///
/// A weight depends on the seed, the client's id and the replicate alone (a counter-based generator: SplitMix64, started
/// from the client's key), so that no number of threads, order of clients or share of machines can change it. Poisson
/// weights stand in for the counts of a draw with replacement, and need no total.
///
/// - Source: Hanley & MacGibbon (2006), Computer Methods and Programs in Biomedicine 83(1), 57–62; Steele, Lea & Flood
///   (2014), OOPSLA, doi:10.1145/2660193.2660195.
struct PoissonWeights: Sendable {
  private let start: UInt64

  /// - Parameter key: Of the client; see ``keys(_:)``.
  init(seed: UInt64, key: UInt64) { start = PoissonWeights.mix(PoissonWeights.mix(seed) ^ key) }

  /// A key a client, from its id.
  static func keys(_ clients: [Client]) -> [UInt64] {
    clients.map { client in
      // FNV-1a.
      client.id.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
  }

  /// The weights in replicates 0, 1, … `count − 1`.
  func draws(_ count: Int) -> [UInt8] {
    let (bounds, guide) = (PoissonWeights.bounds, PoissonWeights.guide)
    return (0..<count).map { replicate in
      let draw = PoissonWeights.mix(start &+ UInt64(replicate) &* 0x9e37_79b9_7f4a_7c15)
      var weight = guide[Int(draw >> 56)]
      while Int(weight) < bounds.count, draw >= bounds[Int(weight)] { weight += 1 }
      return weight
    }
  }

  /// 2⁶⁴ P(X ≤ k), up to the k beyond which no 64 bits reach.
  private static let bounds: [UInt64] = {
    var (term, sum, bounds): (Double, Double, [UInt64]) = (0.367_879_441_171_442_33, 0, [])
    for k in 0..<17 {
      sum += term
      bounds.append(UInt64(sum * 0x1p53) << 11)
      term /= Double(k + 1)
    }
    return bounds
  }()

  /// By the first byte of a draw, the least weight it can have: few draws need more than one comparison from there.
  private static let guide: [UInt8] = (0..<256).map { byte in
    UInt8(bounds.count { $0 <= UInt64(byte) << 56 })
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
