import Execution
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Risk

/// What a 95 % interval promises: over many samples of one truth it holds the truth 95 times in 100.
///
/// Seeded, so every run is the same. With n samples a rate of 0.95 has a standard error of √(0.95 × 0.05 / n); tests allow
/// three and a half.
@Suite struct CoverageTests {
  /// Shares of samples whose interval estimate ± 1.96 × error holds the truth, a share for each coefficient.
  private static func coverage(
    of truth: [Double], samples: Int,
    _ estimate: (inout SeededGenerator) throws -> (estimates: [Double], errors: [Double])
  ) rethrows -> [Double] {
    var random = SeededGenerator(seed: 2026)
    var covered = truth.map { _ in 0.0 }
    for _ in 0..<samples {
      let (estimates, errors) = try estimate(&random)
      for index in truth.indices where abs(estimates[index] - truth[index]) <= 1.959964 * errors[index] {
        covered[index] += 1 / Double(samples)
      }
    }
    return covered
  }

  private static func slack(_ samples: Int) -> Double { 3.5 * (0.95 * 0.05 / Double(samples)).squareRoot() }

  private static func probability(_ x: [Double], _ truth: [Double]) -> Double {
    1 / (1 + exp(-truth[0] - zip(x, truth.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }))
  }

  @Test func waldIntervalsCover() throws {
    let truth = [-1, 0.8, -0.5]
    let covered = try CoverageTests.coverage(of: truth, samples: 400) { random in
      let values = (0..<300).map { _ in [random.normal(), random.chance(0.3) ? 1 : 0] }
      let outcomes = values.map { random.chance(CoverageTests.probability($0, truth)) }
      let fit = try LogisticRegression(
        DesignMatrix(columns: ["x1", "x2"], values: values, outcomes: outcomes), executor: .serial)
      return (fit.coefficients, fit.standardErrors)
    }
    for rate in covered { #expect(abs(rate - 0.95) < CoverageTests.slack(400), "\(covered)") }
  }

  /// A client's invoices share their luck: every second one, on average, takes the client's draw instead of its own, which
  /// leaves each one's chance what it was. The usual intervals are far too short, those clustered by client are not.
  @Test func clusteredIntervalsCoverWhenClientsResembleThemselves() throws {
    let truth = [-0.5, 0.6]
    var usual = 0.0
    let covered = try CoverageTests.coverage(of: truth, samples: 300) { random in
      var (values, outcomes, clients): ([[Double]], [Bool], [Int]) = ([], [], [])
      for client in 0..<80 {
        let (x, luck) = (random.normal(), Double.random(in: 0..<1, using: &random))
        for _ in 0..<8 {
          let draw = random.chance(0.5) ? luck : Double.random(in: 0..<1, using: &random)
          values.append([x])
          outcomes.append(draw < CoverageTests.probability([x], truth))
          clients.append(client)
        }
      }
      let rows = DesignMatrix(columns: ["x"], values: values, outcomes: outcomes, clients: clients)
      let fit = try LogisticRegression(rows, executor: .serial)
      if abs(fit.coefficients[1] - truth[1]) <= 1.959964 * fit.standardErrors[1] { usual += 1.0 / 300 }
      return (fit.coefficients, try ClusteredCovariance(of: fit, on: rows, executor: .serial).standardErrors)
    }
    for rate in covered { #expect(abs(rate - 0.95) < CoverageTests.slack(300), "\(covered)") }
    #expect(usual < 0.85, "\(usual)")
  }

  @Test func intervalsOfARandomInterceptFitCover() throws {
    let truth = [-0.5, 0.7, log(1)]
    let covered = try CoverageTests.coverage(of: truth, samples: 150) { random in
      var (values, outcomes, clients): ([[Double]], [Bool], [Int]) = ([], [], [])
      for client in 0..<60 {
        let intercept = random.normal()
        for _ in 0..<12 {
          values.append([random.normal()])
          outcomes.append(random.chance(CoverageTests.probability(values.last!, [truth[0] + intercept, truth[1]])))
          clients.append(client)
        }
      }
      let fit = try RandomInterceptRegression(
        DesignMatrix(columns: ["x"], values: values, outcomes: outcomes, clients: clients), executor: .serial)
      let errors = truth.indices.map { fit.covariance[$0, $0].squareRoot() }
      return (fit.coefficients + [log(fit.deviation)], errors)
    }
    for rate in covered { #expect(abs(rate - 0.95) < CoverageTests.slack(150), "\(covered)") }
  }
}
