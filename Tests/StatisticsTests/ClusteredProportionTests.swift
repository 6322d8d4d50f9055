import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct ClusteredProportionTests {
  /// Successes and items by cluster.
  private typealias Sample = [(with: Int64, items: Int64)]

  private func proportion(_ sample: Sample) -> ClusteredProportion {
    var products = ClientProducts(size: 2)
    for cluster in sample { products.add([cluster.with, cluster.items]) }
    let (with, items) = (Double(products.totals[0]), Double(products.totals[1]))
    let variance = products.variance(
      gradient: [0: 1 / items, 1: -with / (items * items)], clients: Int64(sample.count))
    return ClusteredProportion(
      with / items, variance: variance, items: Int(items), clusters: sample.count)
  }

  /// Σ(x − p n)² / (Σn)² × C / (C − 1), worked out with a pencil: p = 1/2, deviations −1, 1, 0.
  @Test func theVarianceIsThatOfTheClusters() {
    var products = ClientProducts(size: 2)
    for (with, items) in [(Int64(1), Int64(4)), (3, 4), (1, 2)] { products.add([with, items]) }
    let variance = products.variance(gradient: [0: 1.0 / 10, 1: -0.5 / 10], clients: 3)
    #expect(abs(variance - 2.0 / 100 * 3 / 2) < 1e-15)
  }

  /// From counts alone it is the same.
  @Test func clustersGiveTheirOwnVariance() {
    let sample: Sample = [(1, 4), (3, 4), (1, 2), (0, 3)]
    let counts = sample.map { (items: Int($0.items), with: Int($0.with)) }
    let (one, other) = (ClusteredProportion(counts), proportion(sample))
    #expect(abs(one.effectiveSize - other.effectiveSize) < 1e-12)
    #expect(one.interval.value == other.interval.value)
  }

  @Test func withoutVarianceToSeeAClusterCountsOnce() throws {
    let none = proportion(Array(repeating: (0, 50), count: 4))
    #expect(none.interval.value == 0 && none.interval.low == 0)
    #expect(try #require(none.interval.high) > 0.3, "four clients say little, however many their invoices")
    let all = proportion(Array(repeating: (50, 50), count: 4))
    #expect(all.interval.high == 1)
    #expect(abs(try #require(all.interval.low) + (try #require(none.interval.high)) - 1) < 1e-12)
  }

  @Test(arguments: [1e-9, 1e-4, 0.3, 1 - 1e-4, 1 - 1e-9]) func theIntervalHoldsTheProportion(proportion: Double) throws
  {
    for size in [0.5, 3, 400] {
      let found = ClusteredProportion(
        proportion, variance: proportion * (1 - proportion) / size, items: 1_000, clusters: 5
      ).interval
      #expect(try #require(found.low) <= proportion)
      #expect(try #require(found.high) >= proportion)
    }
  }

  @Test func noMoreIsKnownThanThereAreItems() {
    #expect(proportion(Array(repeating: (1, 2), count: 30)).effectiveSize == 60)
  }

  /// Clusters of eight whose own rates follow beta(2, 8): the interval covers 0.2 in about 95 % of samples, where the
  /// binomial interval of as many items covers it far less often.
  @Test func theIntervalCoversUnderOverdispersion() throws {
    var random = SeededGenerator(seed: 11)
    func gamma(_ shape: Int) -> Double {
      (0..<shape).reduce(0.0) { sum, _ in sum - log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random))
      }
    }
    var (covered, coveredAsIndependent) = (0, 0)
    let samples = 1_000
    for _ in 0..<samples {
      let sample = (0..<40).map { _ -> (with: Int64, items: Int64) in
        let (a, b) = (gamma(2), gamma(8))
        let rate = a / (a + b)
        return (Int64((0..<8).count { _ in random.chance(rate) }), 8)
      }
      let found = proportion(sample)
      if try #require(found.interval.low) <= 0.2, try #require(found.interval.high) >= 0.2 { covered += 1 }
      let p = found.interval.value
      let binomial = ClusteredProportion(p, variance: p * (1 - p) / 320, items: 320, clusters: 40).interval
      if try #require(binomial.low) <= 0.2, try #require(binomial.high) >= 0.2 { coveredAsIndependent += 1 }
    }
    #expect((930...975).contains(covered), "\(covered)")
    #expect(coveredAsIndependent < 920, "\(coveredAsIndependent)")
  }
}
