import Foundation
import TestSupport
import Testing

@testable import Risk

@Suite struct SplineBasisTests {
  private static let inner = [0.5, 1.25, 2, 4.5]

  /// R 4.2.2, splines::bs.
  @Test func matchesR() throws {
    let expected = try FittingReferences.fromR().splines
    let basis = SplineBasis(0...7, expected.inner)
    for (x, row) in zip(expected.at, expected.basis) {
      #expect(basis.values(at: x).count == row.count)
      for (found, expected) in zip(basis.values(at: x), row) { #expect(abs(found - expected) < 1e-14) }
    }
    let quartiles = try SplineBasis(expected.sample, pieces: 4)
    for (x, row) in zip(expected.sample, expected.quartileBasis) {
      for (found, expected) in zip(quartiles.values(at: x), row) { #expect(abs(found - expected) < 1e-14) }
    }
  }

  @Test func allFunctionsSumToOneAndAtMostFourAreNotZero() {
    let basis = SplineBasis(0...7, SplineBasisTests.inner)
    for step in 0...700 {
      let values = basis.all(at: Double(step) / 100)
      #expect(values.count == 8 && basis.columns == 7)
      #expect(abs(values.reduce(0, +) - 1) < 1e-14 && values.allSatisfy { $0 >= 0 })
      #expect(values.count { $0 > 0 } <= 4)
    }
  }

  /// The coefficients of xᵏ for k ≤ 3 are the elementary symmetric means of three knots (Marsden's identity).
  @Test func cubicsAreReproduced() {
    let inner = SplineBasisTests.inner
    let basis = SplineBasis(0...7, inner)
    let knots = [0.0, 0, 0, 0] + inner + [7, 7, 7, 7]
    for x in [0, 0.3, 1.25, 2.2, 4.4, 6.99, 7] {
      let values = basis.all(at: x)
      var (line, square, cube) = (0.0, 0.0, 0.0)
      for (j, value) in values.enumerated() {
        let (a, b, c) = (knots[j + 1], knots[j + 2], knots[j + 3])
        line += value * (a + b + c) / 3
        square += value * (a * b + a * c + b * c) / 3
        cube += value * a * b * c
      }
      #expect(abs(line - x) < 1e-13 && abs(square - x * x) < 1e-12 && abs(cube - x * x * x) < 1e-11)
    }
  }

  @Test func outsideTheSampleTheCurveStaysAtItsEnd() throws {
    let basis = SplineBasis(0...7, SplineBasisTests.inner)
    #expect(basis.values(at: -3) == basis.values(at: 0) && basis.values(at: 1e9) == basis.values(at: 7))
    #expect(basis.values(at: 0).allSatisfy { $0 == 0 }, "the first function, left out, is 1 there")
    #expect(basis.values(at: 7).last == 1)
  }

  @Test func manyEqualValuesMakeFewerKnots() throws {
    let sample = Array(repeating: 0.0, count: 70) + (1...30).map(Double.init)
    let basis = try SplineBasis(sample, pieces: 10)
    #expect(basis.columns == 6, "six of the nine quantiles are the lowest value")
    #expect(try SplineBasis((0..<100).map(Double.init), pieces: 10).columns == 12)
    #expect(try SplineBasis((0..<100).map(Double.init), pieces: 1).columns == 3)
  }

  @Test func whatIsNoCurve() {
    #expect(throws: SplineBasis.Failure.tooFewValues(different: 0)) { try SplineBasis([]) }
    #expect(throws: SplineBasis.Failure.tooFewValues(different: 3)) { try SplineBasis([1, 2, 3, 3, 2, 1]) }
    #expect(throws: SplineBasis.Failure.notFinite) { try SplineBasis([1, 2, 3, .nan, 4]) }
  }

  @Test func theTextOfABasisReadsBackExactly() throws {
    let basis = try SplineBasis((0..<50).map { sqrt(Double($0)) }, pieces: 5)
    #expect(try JSONDecoder().decode(SplineBasis.self, from: JSONEncoder().encode(basis)) == basis)
  }
}
