internal import Receivables

/// The variance of estimates when clients, not invoices, are drawn at random: Σ over clients of the squared sum of the
/// influences of a client's subjects (infinitesimal jackknife, cluster-robust).
///
/// Invoices of one client are paid alike, and minor units of one invoice more so; taking them as independent makes intervals
/// far too narrow for what other clients would do. Where a few large clients carry the figure, its variance is itself
/// uncertain: Student's t is used, with the degrees of freedom that the clients' own contributions give.
///
/// - Source: Lin & Wei (1989), JASA 84(408), 1074–1078; R's `survfit(weights, cluster)`; degrees of freedom: Pan & Wall
///   (2002), Statistics in Medicine 21(10), 1429–1441.
struct ClientVariance: Metric {
  let weight: DecayWeight
  private let influences: Influences

  init(weight: DecayWeight, influences: [Influence]) {
    self.weight = weight
    self.influences = Influences(influences)
  }

  /// Whether there are no figures to tell the variance of.
  var isEmpty: Bool { influences.count == 0 }

  /// Clients below which no such interval is given: so few do not tell how clients differ.
  static let minimumClients = 10

  /// Sums in fixed point, so that they are the same in any order. An influence on a probability is at most 1, and on a
  /// logarithm it says nothing any more beyond a few: it is cut at 16, where the sums are far from overflow.
  struct Partial: Sendable, Codable {
    /// Clients that move the figure.
    var clients: [Int]
    /// Σ u² in units of 2⁻⁹⁰, Σ u⁴ in units of 2⁻¹⁰⁶.
    var squares: [Int128]
    var fourthPowers: [Int128]
  }

  private static let squareUnit = 0x1p-90
  private static let fourthUnit = 0x1p-106
  private static let largest = 16.0

  var emptyPartial: Partial {
    let zeros = Array(repeating: Int128(0), count: influences.count)
    return Partial(clients: Array(repeating: 0, count: influences.count), squares: zeros, fourthPowers: zeros)
  }

  func accumulate(_ account: Account, into partial: inout Partial) {
    if isEmpty { return }
    for (index, sum) in influences.sums(over: account, weight).enumerated() where sum != 0 {
      let square = min(sum * sum, ClientVariance.largest * ClientVariance.largest)
      partial.clients[index] += 1
      partial.squares[index] += Int128(rounding: square / ClientVariance.squareUnit)
      partial.fourthPowers[index] += Int128(rounding: square * square / ClientVariance.fourthUnit)
    }
  }

  func merge(_ later: Partial, into earlier: inout Partial) {
    for index in 0..<influences.count {
      earlier.clients[index] += later.clients[index]
      earlier.squares[index] += later.squares[index]
      earlier.fourthPowers[index] += later.fourthPowers[index]
    }
  }

  struct Answer: Sendable {
    /// Clients that move the figure.
    let clients: Int
    let variance: Double
    /// Of Student's t; infinite when the clients count alike.
    let degreesOfFreedom: Double

    var standardError: Double { variance.squareRoot() }
    /// The 97.5 % quantile that makes a 95 % interval.
    var quantile: Double { StudentT.quantile975(degreesOfFreedom: degreesOfFreedom) }
  }

  func value(of partial: Partial) -> [Answer] {
    (0..<influences.count).map { index in
      let clients = Double(partial.clients[index])
      let variance = Double(partial.squares[index]) * ClientVariance.squareUnit
      let fourth = Double(partial.fourthPowers[index]) * ClientVariance.fourthUnit
      // 2 V² / Var(V), with the variance of V from the spread of the clients' u².
      let spread = (fourth - variance * variance / clients) * clients / (clients - 1)
      let freedom = spread > 0 ? 2 * variance * variance / spread : .infinity
      return Answer(clients: partial.clients[index], variance: variance, degreesOfFreedom: max(freedom, 1))
    }
  }
}
