import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct DecayTailTests {
  private func table(_ spells: [Spell]) -> LifeTable { spells.reduce(into: LifeTable()) { $0.add($1) } }

  private func veterans() throws -> LifeTable {
    LifeTable(try Files.referenceTable("survival_veteran.csv")) { row in
      Spell(entry: nil, exit: Int(row["time"]!), end: row["event"] == 1 ? .paid : .censored, weight: 1)
    }
  }

  /// R's `survreg` on the days after day 30.
  @Test func matchesR() throws {
    let reference = try #require(DecayReference.values?.veteran.tail)
    let tail = try DecayTail(veterans(), from: 30)
    #expect(tail.payments == reference.payments)
    for (law, expected) in [(tail.exponential, reference.exponential), (tail.weibull, reference.weibull)] {
      expectNear(law.shape, expected.shape)
      expectNear(law.scale, expected.scale)
      expectNear(law.logLikelihood, expected.logLikelihood)
      expectNear(law.halfLife.value, expected.halfLife)
      expectNear(law.halfLife.influence.varianceOfSubjects.squareRoot(), expected.logHalfLifeSe)
    }
    let ratio = 2 * (reference.weibull.logLikelihood - reference.exponential.logLikelihood)
    expectNear(tail.likelihoodRatio.statistic, ratio)
    expectNear(tail.exponential.aic, 2 - 2 * reference.exponential.logLikelihood)
    expectNear(tail.weibull.aic, 4 - 2 * reference.weibull.logLikelihood)
  }

  /// Robust by cluster, as `survreg(cluster)`.
  @Test func matchesRByClient() throws {
    let reference = try #require(DecayReference.values?.veteran.tail)
    let tail = try DecayTail(veterans(), from: 30)
    let figures = [tail.exponential.halfLife, tail.weibull.halfLife, try #require(tail.weibull.shapeFunctional)]
    let answers: [ClientVariance.Answer] = try Veterans.snapshot().evaluate(
      ClientVariance(weight: .invoice, influences: figures.map(\.influence)), on: .serial)
    let expected = [
      reference.exponential.logHalfLifeRobustSe, reference.weibull.logHalfLifeRobustSe,
      try #require(reference.weibull.logShapeRobustSe),
    ]
    for (answer, error) in zip(answers, expected) { expectNear(answer.standardError, error) }
  }

  /// The exponential rate is payments over days at risk.
  @Test func theExponentialLawIsTheDailyHazard() throws {
    let spells = (1...40).map { day in
      Spell(entry: nil, exit: 30 + day, end: day % 4 == 0 ? .censored : day % 7 == 0 ? .credited : .paid, weight: 1)
    }
    let tail = try DecayTail(table(spells), from: 30)
    let hazard = DailyHazard(table(spells), days: 31...70)
    #expect(hazard.payments == tail.payments && hazard.atRisk == tail.atRisk && tail.atRisk == 40)
    expectNear(1 / tail.exponential.scale, hazard.hazard)
  }

  /// What entered late counts from there: the likelihood of truncated data, at its greatest.
  @Test func lateEntriesAreTruncated() throws {
    var random = SeededGenerator(seed: 5)
    let spells = (0..<400).map { _ in
      let entry = random.chance(0.5) ? Int.random(in: 0...90, using: &random) : nil
      return Spell(
        entry: entry, exit: (entry ?? 0) + Int.random(in: 1...80, using: &random),
        end: random.chance(0.7) ? .paid : .censored, weight: 1)
    }
    let tail = try DecayTail(table(spells), from: 30)
    func logLikelihood(_ k: Double, _ scale: Double) -> Double {
      spells.filter { $0.exit > 30 }.reduce(0) { sum, spell in
        let (t, e) = (Double(spell.exit - 30), Double(max((spell.entry ?? 0) - 30, 0)))
        func power(_ x: Double) -> Double { x == 0 ? 0 : exp(k * log(x / scale)) }
        let density = spell.end == .paid ? log(k / scale) + (k - 1) * log(t / scale) : 0
        return sum + density - power(t) + power(e)
      }
    }
    let (k, scale) = (tail.weibull.shape, tail.weibull.scale)
    expectNear(tail.weibull.logLikelihood, logLikelihood(k, scale))
    expectNear(tail.exponential.logLikelihood, logLikelihood(1, tail.exponential.scale))
    for (other, wide) in [(k * 1.001, scale), (k / 1.001, scale), (k, scale * 1.001), (k, scale / 1.001)] {
      #expect(logLikelihood(other, wide) < tail.weibull.logLikelihood)
    }
    #expect(spells.contains { ($0.entry ?? 0) > 30 })
  }

  @Test func daysBeforeTheTailDoNotMatter() throws {
    let late = (1...30).map { Spell(entry: nil, exit: 30 + $0 * $0 % 37 + 1, end: .paid, weight: 1) }
    let early = (0..<50).map { Spell(entry: nil, exit: $0 % 31 - 10, end: .paid, weight: 1) }
    let (alone, both) = (try DecayTail(table(late), from: 30), try DecayTail(table(late + early), from: 30))
    #expect(alone.weibull.shape == both.weibull.shape && alone.exponential.scale == both.exponential.scale)
  }

  @Test func withoutPaymentsOrSpreadThereIsNoLaw() {
    #expect(throws: DecayTail.Failure.noPayments) { try DecayTail(LifeTable(), from: 30) }
    #expect(throws: DecayTail.Failure.noPayments) {
      try DecayTail(table([Spell(entry: nil, exit: 30, end: .paid, weight: 9)]), from: 30)
    }
    #expect(throws: DecayTail.Failure.noSpread) {
      try DecayTail(table([Spell(entry: nil, exit: 40, end: .paid, weight: 20)]), from: 30)
    }
  }

  /// Weibull draws give back their parameters.
  @Test func theParametersOfDrawsAreFound() throws {
    var random = SeededGenerator(seed: 8)
    let (k, scale) = (0.7, 400.0)
    let spells = (0..<20_000).map { _ in
      let t = scale * exp(log(-log(Double.random(in: 0..<1, using: &random).nextUp)) / k)
      let exit = 30 + max(Int(t.rounded(.up)), 1)
      return exit > 1_500
        ? Spell(entry: nil, exit: 1_500, end: .censored, weight: 1)
        : Spell(entry: nil, exit: exit, end: .paid, weight: 1)
    }
    let tail = try DecayTail(table(spells), from: 30)
    #expect(abs(tail.weibull.shape - k) < 0.02)
    #expect(abs(tail.weibull.scale / scale - 1) < 0.03)
    #expect(tail.likelihoodRatio.p < 1e-10)
  }
}
