internal import RealModule

/// A proportion among items that come in clusters, such as invoices of clients, with a 95 % interval.
///
/// Items of a cluster resemble each other, so that the binomial interval of so many items is too narrow. The count's size is
/// therefore brought down to the one whose binomial variance is that seen between the clusters, and further by the square of
/// normal over Student quantile for the number of clusters; the interval is that of Jeffreys' beta distribution after a count
/// of that size. Where all items or none have the property no variance is seen, and each cluster counts for one item.
///
/// - Source: Korn & Graubard (1998), Survey Methodology 24(2), 193–201; Brown, Cai & DasGupta (2001), Statistical Science
///   16(2), 101–133.
public struct ClusteredProportion {
  public let interval: Estimate
  /// The size of the count that the interval is that of.
  let effectiveSize: Double

  /// - Parameters:
  ///   - variance: Of the proportion, between samples of clusters.
  ///   - items: The size is never more than these.
  ///   - clusters: At least 2.
  init(_ proportion: Double, variance: Double, items: Int, clusters: Int) {
    precondition(clusters >= 2, "\(clusters) clusters")
    let student = ClusteredProportion.correction(clusters)
    let isMixed = proportion > 0 && proportion < 1
    let size = isMixed ? proportion * (1 - proportion) / variance : Double(clusters)
    effectiveSize = min(size * student * student, Double(items))
    let (with, without) = (effectiveSize * proportion + 0.5, effectiveSize * (1 - proportion) + 0.5)
    // Jeffreys' interval of a fraction of an event can lie beside it: it is made to hold it, as at 0 and 1.
    interval = Estimate(
      value: proportion, low: proportion == 0 ? 0 : min(Beta.quantile(0.025, with, without), proportion),
      high: proportion == 1 ? 1 : max(Beta.quantile(0.975, with, without), proportion))
  }

  /// - Parameter clusters: Of each, its items and those with the property; at least 2.
  public init(_ clusters: [(items: Int, with: Int)]) {
    let items = clusters.reduce(0) { $0 + $1.items }
    let share = Double(clusters.reduce(0) { $0 + $1.with }) / Double(items)
    let squares = clusters.reduce(0.0) { sum, cluster in
      let away = Double(cluster.with) - share * Double(cluster.items)
      return sum + away * away
    }
    let count = Double(clusters.count)
    self.init(
      share, variance: squares * count / (count - 1) / Double(items) / Double(items), items: items,
      clusters: clusters.count)
  }

  /// The normal quantile over Student's with one degree of freedom less than clusters.
  private static func correction(_ clusters: Int) -> Double {
    Quantiles.normal975 / StudentT.quantile975(degreesOfFreedom: Double(clusters - 1))
  }
}
