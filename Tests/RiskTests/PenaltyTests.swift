import Execution
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Risk

@Suite struct PenaltyTests {
  /// Rows whose outcome depends on the first two of `columns` columns of very different sizes.
  private static func rows(_ count: Int, columns: Int, seed: UInt64) -> (values: [[Double]], outcomes: [Bool]) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<count).map { _ in (0..<columns).map { 3 + random.normal() * Double($0 * $0 + 1) } }
    let outcomes = values.map { x in random.chance(1 / (1 + exp(0.7 - 0.8 * (x[0] - 3) + 0.2 * (x[1] - 3)))) }
    return (values, outcomes)
  }

  private static func names(_ count: Int) -> [String] { (1...count).map { "x\($0)" } }

  /// `½ λ Σ (sⱼ βⱼ)²`, sⱼ being the columns' standard deviations.
  private static func ridge(_ lambda: Double, deviations: [Double]) -> QuadraticPenalty {
    QuadraticPenalty(ridge: deviations.map { lambda * $0 * $0 })
  }

  private static func deviations(_ values: [[Double]]) -> [Double] {
    let count = Double(values.count)
    return values[0].indices.map { column in
      let mean = values.reduce(0) { $0 + $1[column] } / count
      return (values.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count).squareRoot()
    }
  }

  /// Columns of one scale in standard deviations: scikit-learn 1.9.1 on standardised columns, C = 1/λ.
  @Test func ridgeMatchesScikitLearn() throws {
    let reference = try FittingReferences.fromPython().ridge
    let rows = try FittingReferences.design("logistic_reference.csv", outcome: "y", columns: reference.columns)
    for expected in reference.fits {
      let penalty = PenaltyTests.ridge(expected.lambda, deviations: reference.deviations)
      let fit = try LogisticRegression(rows, penalty: penalty, executor: .serial)
      for (found, expected) in zip(fit.coefficients, expected.coefficients) {
        #expect(abs(found - expected) <= 1e-8 * max(1, abs(expected)))
      }
    }
  }

  /// P = LLᵀ on the columns is I on the columns times L⁻ᵀ.
  @Test func aGeneralPenaltyIsARidgeOfOtherColumns() throws {
    let (values, outcomes) = PenaltyTests.rows(300, columns: 2, seed: 1)
    let (a, b, c) = (2.0, 0.7, 1.5)  // L = [a 0; b c], P = [a² ab; ab b² + c²]
    let penalty = QuadraticPenalty(Matrix(rows: 2, columns: 2, columnMajor: [a * a, a * b, a * b, b * b + c * c]))
    let direct = try LogisticRegression(
      DesignMatrix(columns: ["x1", "x2"], values: values, outcomes: outcomes), penalty: penalty, executor: .serial)
    // Lᵀβ = γ: β₂ = γ₂ / c, β₁ = (γ₁ − b β₂) / a.
    let turned = values.map { x in [x[0] / a, (x[1] - b / a * x[0]) / c] }
    let other = try LogisticRegression(
      DesignMatrix(columns: ["z1", "z2"], values: turned, outcomes: outcomes),
      penalty: QuadraticPenalty(ridge: [1, 1]),
      executor: .serial)
    let second = other.coefficients[2] / c
    #expect(abs(direct.coefficients[2] - second) < 1e-10)
    #expect(abs(direct.coefficients[1] - (other.coefficients[1] - b * second) / a) < 1e-10)
    #expect(abs(direct.coefficients[0] - other.coefficients[0]) < 1e-10)
    #expect(abs(direct.logLikelihood - other.logLikelihood) < 1e-9)
    #expect(abs(direct.penalisedLogLikelihood - other.penalisedLogLikelihood) < 1e-9)
  }

  @Test func noPenaltyAndAPenaltyOfZeroAreTheSame() throws {
    let (values, outcomes) = PenaltyTests.rows(200, columns: 3, seed: 2)
    let rows = DesignMatrix(columns: PenaltyTests.names(3), values: values, outcomes: outcomes)
    let plain = try LogisticRegression(rows, executor: .serial)
    let zero = try LogisticRegression(rows, penalty: QuadraticPenalty(ridge: [0, 0, 0]), executor: .serial)
    #expect(plain.coefficients == zero.coefficients && plain.covariance == zero.covariance)
    #expect(plain.penalisedLogLikelihood == plain.logLikelihood)
  }

  /// Towards λ = ∞ only the intercept is left, and the log likelihood falls all the way.
  @Test func theLargerThePenaltyTheSmallerTheCoefficients() throws {
    let (values, outcomes) = PenaltyTests.rows(400, columns: 4, seed: 3)
    let rows = DesignMatrix(columns: PenaltyTests.names(4), values: values, outcomes: outcomes)
    let deviations = PenaltyTests.deviations(values)
    let fits = try [0, 1, 10, 100, 1e4, 1e9].map {
      try LogisticRegression(rows, penalty: PenaltyTests.ridge($0, deviations: deviations), executor: .serial)
    }
    for (weaker, stronger) in zip(fits, fits.dropFirst()) {
      #expect(stronger.logLikelihood < weaker.logLikelihood)
    }
    #expect(abs(fits.last!.logLikelihood - fits.last!.nullLogLikelihood) < 1e-3)
  }

  /// What has no maximum likelihood estimate has a penalised one.
  @Test func aPenalisedColumnMayBeConstantCollinearOrTelling() throws {
    var (values, outcomes) = PenaltyTests.rows(200, columns: 2, seed: 4)
    for row in values.indices { values[row] += [0.1, values[row][1], outcomes[row] ? 1 : 0] }
    let rows = DesignMatrix(columns: ["x1", "x2", "same", "copy", "teller"], values: values, outcomes: outcomes)
    let penalty = QuadraticPenalty(ridge: [1, 1, 1, 1, 1])
    let fit = try LogisticRegression(rows, penalty: penalty, executor: .serial)
    #expect(abs(fit.coefficients[3]) < 1e-9, "the intercept is free, the constant column is not")
    #expect(abs(fit.coefficients[2] - fit.coefficients[4]) < 1e-9, "equal columns share")
    #expect(fit.coefficients[5] > 1 && fit.standardErrors.allSatisfy(\.isFinite))
    #expect(throws: LogisticRegression.Failure.constant(column: "same")) {
      try LogisticRegression(rows, executor: .serial)
    }
  }

  @Test func aFreeColumnAmongPenalisedOnesMustStillBeEstimable() {
    var (values, outcomes) = PenaltyTests.rows(200, columns: 2, seed: 5)
    for row in values.indices { values[row].append(outcomes[row] ? 1 : 0) }
    let rows = DesignMatrix(columns: ["x1", "x2", "teller"], values: values, outcomes: outcomes)
    #expect(throws: LogisticRegression.Failure.separated(column: "teller")) {
      try LogisticRegression(rows, penalty: QuadraticPenalty(ridge: [1, 1, 0]), executor: .serial)
    }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 0, needed: 1)) {
      try LogisticRegression(
        DesignMatrix(columns: ["x1", "x2", "teller"], values: values, outcomes: outcomes.map { _ in true }),
        penalty: QuadraticPenalty(ridge: [1, 1, 1]), executor: .serial)
    }
  }
}
