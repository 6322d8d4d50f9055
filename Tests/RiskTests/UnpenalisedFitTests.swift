import Execution
import TestSupport
import Testing

@testable import Risk

@Suite struct UnpenalisedFitTests {
  private static let settings = ScaledRegression.Settings(tail: 0, firstStrength: 1, strength: 1, priors: [:])

  /// Rows of twenty clients; `outcome` is told the first column and a number without meaning.
  private static func rows(_ count: Int, _ outcome: (Double, Int) -> Bool) -> FeatureRows {
    var random = SeededGenerator(seed: 41)
    var rows = FeatureRows(columns: ["x", "noise"])
    for row in 0..<count {
      let x = random.normal()
      rows.append([x, random.normal()], outcome: outcome(x, Int.random(in: 0..<10, using: &random)), client: row % 20)
    }
    return rows
  }

  private func fit(_ rows: FeatureRows) throws -> UnpenalisedFit {
    let penalised = try ScaledRegression(rows, Self.settings, executor: .serial)
    return try UnpenalisedFit(of: penalised, on: rows, executor: .serial)
  }

  /// A column that tells the outcome has a finite estimate by Firth's penalty, and no interval.
  @Test func aSeparatingColumnHasFirthsEstimate() throws {
    let rows = Self.rows(120) { x, _ in x > 0 }
    let found = try fit(rows)
    let scaling = ColumnScaling(rows, tail: 0, executor: .serial)
    let expected = try LogisticRegression(firth: DesignMatrix(rows, scaling), executor: .serial)
    #expect(found.isFirth && found.fit.coefficients == expected.coefficients)
    #expect(found.fit.coefficients[1] > 3 && found.interval(ofCoefficient: 1) == nil)
  }

  @Test func fewerEventsThanCoefficientsAreFirths() throws {
    let found = try fit(Self.rows(100) { x, _ in x > 2.2 })
    #expect(found.fit.events < 3 && found.fit.events > 0 && found.isFirth && found.errors == nil)
  }

  @Test func elsewhereItIsMaximumLikelihood() throws {
    let found = try fit(Self.rows(300) { x, chance in chance < (x > 0 ? 7 : 3) })
    let interval = try #require(found.interval(ofCoefficient: 1))
    #expect(!found.isFirth && interval.contains(found.fit.coefficients[1]))
  }
}
