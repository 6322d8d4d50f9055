import Execution
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Risk

@Suite struct RandomInterceptRegressionTests {
  /// Clients' rows, a few for each, whose intercepts have standard deviation `deviation`.
  private static func rows(clients: Int, deviation: Double, seed: UInt64) -> DesignMatrix {
    var random = SeededGenerator(seed: seed)
    var (values, outcomes, owners): ([[Double]], [Bool], [Int]) = ([], [], [])
    for client in 0..<clients {
      let intercept = deviation * random.normal()
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let x = [random.normal(), random.normal() * 100]
        values.append(x)
        outcomes.append(random.chance(1 / (1 + exp(0.8 - 0.6 * x[0] + 0.004 * x[1] - intercept))))
        owners.append(client)
      }
    }
    return DesignMatrix(columns: ["x1", "x2"], values: values, outcomes: outcomes, clients: owners)
  }

  private func expect(_ fit: RandomInterceptRegression, matches expected: FittingReferences.Mixed) {
    // lme4's optimiser uses no derivatives and its standard errors come from finite differences.
    #expect(abs(fit.deviation / expected.deviation - 1) < 1e-4)
    for (found, expected) in zip(fit.coefficients, expected.coefficients) { #expect(abs(found - expected) < 1e-4) }
    for (found, expected) in zip(fit.standardErrors, expected.standardErrors) {
      #expect(abs(found / expected - 1) < 2e-3)
    }
    #expect(fit.clients == expected.modes.count)
    for client in expected.modes.indices {
      let intercept = fit.intercept(of: client)
      #expect(abs(intercept.mode - expected.modes[client]) < 2e-4)
      #expect(abs(intercept.deviation - expected.modeDeviations[client]) < 2e-4)
    }
  }

  // MARK: - Other software

  /// Cases of contagious pleuropneumonia in 15 herds over four periods, the example of lme4's documentation, as one row an
  /// animal. A herd's count has a binomial coefficient in lme4's likelihood that single animals do not have.
  @Test func matchesLme4OnItsOwnExample() throws {
    let herds = try Files.referenceTable("cbpp.csv")
    let animals = herds.flatMap { row in (0..<Int(row["size"]!)).map { (row, $0 < Int(row["incidence"]!)) } }
    let rows = DesignMatrix(
      columns: ["period2", "period3", "period4"],
      values: animals.map { row, _ in [2.0, 3, 4].map { row["period"]! == $0 ? 1 : 0 } }, outcomes: animals.map(\.1),
      clients: animals.map { Int($0.0["herd"]!) })
    let choices = herds.reduce(0.0) {
      $0 + lgamma($1["size"]! + 1) - lgamma($1["incidence"]! + 1) - lgamma($1["size"]! - $1["incidence"]! + 1)
    }
    let fit = try RandomInterceptRegression(rows, executor: .serial)
    let expected = try FittingReferences.fromR().cbpp
    expect(fit, matches: expected)
    #expect(abs((fit.logLikelihood + choices) / expected.logLikelihood - 1) < 1e-5)
    // As printed in the help page of lme4's glmer and cbpp, at its default stopping rule.
    #expect(abs(fit.logLikelihood + choices + 92.0) <= 0.05 && abs(fit.deviation - 0.642) < 0.0005)
    for (found, printed) in zip(fit.coefficients, [-1.3983, -0.9919, -1.1282, -1.5797]) {
      #expect(abs(found - printed) < 1e-3)
    }
  }

  @Test func matchesLme4OnClientsOfVeryDifferentSizes() throws {
    let fit = try RandomInterceptRegression(FittingReferences.clients(), executor: .serial)
    let expected = try FittingReferences.fromR().randomIntercept
    expect(fit, matches: expected)
    #expect(abs(fit.logLikelihood / expected.logLikelihood - 1) < 1e-7)
    #expect(fit.logLikelihood > expected.logLikelihood - 1e-7, "nobody's maximum is higher")
  }

  // MARK: - Derivatives

  /// The gradient and the Hessian of the Laplace approximation against central differences of the value and the gradient.
  @Test(arguments: [-1.5, -0.2, 0.7]) func derivativesAreThoseOfTheLikelihood(tau: Double) {
    let rows = RandomInterceptRegressionTests.rows(clients: 25, deviation: 1, seed: 13)
    func at(_ point: [Double]) -> LaplaceSums {
      LaplaceSums(rows, Array(point.dropLast()), tau: point.last!, .observed, startingAt: nil, .serial)
    }
    let point = [-0.5, 0.4, -0.002, tau]
    let sums = at(point)
    for i in point.indices {
      let width = i == 2 ? 1e-7 : 1e-5
      var (above, below) = (point, point)
      above[i] += width
      below[i] -= width
      let (up, down) = (at(above), at(below))
      let slope = (up.logLikelihood - down.logLikelihood) / (2 * width)
      #expect(abs(slope - sums.gradient[i]) < 1e-4 * max(1, abs(slope)))
      for j in 0...i {
        let curvature = -(up.gradient[j] - down.gradient[j]) / (2 * width)
        #expect(abs(curvature - sums.information[j, i]) < 1e-5 * max(1, abs(curvature)))
      }
    }
  }

  /// What the approximation approximates: the integral over each client's intercept, here by the trapezium rule.
  @Test func theLikelihoodIsNearTheIntegral() throws {
    let rows = RandomInterceptRegressionTests.rows(clients: 40, deviation: 0.8, seed: 14)
    let fit = try RandomInterceptRegression(rows, executor: .serial)
    var integrals = Array(repeating: [Int32: Double](), count: 401)
    for group in 0..<rows.groupCount {
      rows.forEachBlock(ofGroup: group) { block in
        for row in 0..<RowBlock.rows where block.included[row] > 0 {
          let eta = (0...2).reduce(0) { $0 + fit.coefficients[$1] * block.x[$1 * RowBlock.rows + row] }
          for step in 0...400 {
            let p = LogisticRegression.probability(ofLogit: eta + fit.deviation * Double(step - 200) / 25)
            integrals[step][block.client[row], default: 0] += log(block.outcome[row] > 0.5 ? p : 1 - p)
          }
        }
      }
    }
    let exact = integrals[0].keys.sorted().reduce(0.0) { sum, client in
      let terms = (0...400).map { step in
        let z = Double(step - 200) / 25
        return exp(integrals[step][client]! - z * z / 2) / 25 / sqrt(2 * Double.pi)
      }
      return sum + log(terms.reduce(0, +))
    }
    #expect(abs(fit.logLikelihood / exact - 1) < 5e-3)
  }

  // MARK: - Clients

  @Test func aNewClientIsThePortfoliosAndALongKnownOneItsOwn() throws {
    // One client always late, known by 1, 5, 40 and 400 rows; the others as they come.
    var random = SeededGenerator(seed: 15)
    let known = [1, 5, 40, 400]
    var (values, outcomes, clients): ([[Double]], [Bool], [Int]) = ([], [], [])
    for client in 0..<200 {
      let intercept = random.normal()
      for row in 0..<(client < 4 ? known[client] : 15) {
        values.append([random.normal()])
        clients.append(client)
        // Late four times in five.
        outcomes.append(client < 4 ? row % 5 != 1 : random.chance(1 / (1 + exp(1 - 0.5 * values.last![0] - intercept))))
      }
    }
    let rows = DesignMatrix(columns: ["x"], values: values, outcomes: outcomes, clients: clients)
    let fit = try RandomInterceptRegression(rows, executor: .serial)
    let (new, four) = (fit.intercept(of: nil), (0..<4).map { fit.intercept(of: $0) })
    #expect(new == fit.intercept(of: 10_000) && new.mode == 0 && new.deviation == fit.deviation)
    for (less, more) in zip([new] + four, four) {
      #expect(more.mode > less.mode && more.deviation < less.deviation)
    }
    let late = fit.probability([0], client: 3)
    #expect(abs(late - 0.8) < 0.03, "400 rows outweigh the portfolio")
    #expect(fit.probability([0], client: nil) < 0.4 && fit.probability([0], client: 0) < 0.55)
  }

  /// The chance of a client of whom nothing is known, against the mean over many.
  @Test func theProbabilityIsAMeanOverWhatTheClientMayBe() throws {
    let fit = try RandomInterceptRegression(FittingReferences.clients(), executor: .serial)
    let logit = fit.logit([1, 0, 1], client: nil)
    let steps = (0..<20_000).map { (Double($0) - 9_999.5) / 1_000 }
    let density = steps.map { exp(-$0 * $0 / 2) }
    let mean =
      zip(steps, density).reduce(0) { $0 + $1.1 / (1 + exp(-logit - fit.deviation * $1.0)) } / density.reduce(0, +)
    #expect(abs(fit.probability([1, 0, 1], client: nil) - mean) < 1e-9)
  }

  // MARK: - Edges

  /// Every client has the same mix of outcomes, less than chance would give: the likelihood is largest at σ = 0.
  @Test func clientsThatDoNotDifferAreOnTheBoundary() throws {
    let values = (0..<400).map { [Double($0 * 37 % 101) / 50 - 1] }
    let outcomes = (0..<400).map { $0 % 4 == 0 }
    let rows = DesignMatrix(columns: ["x"], values: values, outcomes: outcomes, clients: (0..<400).map { $0 / 8 })
    let fit = try RandomInterceptRegression(rows, executor: .serial)
    let plain = try LogisticRegression(rows, executor: .serial)
    #expect(fit.deviation == 0)
    #expect(fit.coefficients == plain.coefficients && fit.logLikelihood == plain.logLikelihood)
    #expect(fit.intercept(of: 3) == RandomInterceptRegression.Intercept(mode: 0, deviation: 0))
    #expect(abs(fit.probability([0.3], client: 3) - plain.probability([0.3])) < 1e-15)
  }

  /// Some samples of clients that do not differ have their maximum at 0 and some not; none is an error, and the likelihood
  /// is never below that without clients.
  @Test func nearTheBoundaryEveryFitIsGood() throws {
    var boundary = 0
    for seed in UInt64(100)..<140 {
      let rows = RandomInterceptRegressionTests.rows(clients: 60, deviation: 0, seed: seed)
      let plain = try LogisticRegression(rows, executor: .serial)
      let fit = try RandomInterceptRegression(rows, executor: .serial)
      #expect(fit.logLikelihood >= plain.logLikelihood && fit.deviation < 0.6)
      #expect((fit.deviation == 0) == (fit.logLikelihood == plain.logLikelihood))
      if fit.deviation == 0 { boundary += 1 }
    }
    #expect((10...30).contains(boundary), "\(boundary) of 40; about half are expected")
  }

  @Test func aLargeVariationIsFound() throws {
    let fit = try RandomInterceptRegression(
      RandomInterceptRegressionTests.rows(clients: 300, deviation: 3, seed: 16), executor: .serial)
    #expect(abs(fit.deviation - 3) < 0.5)
  }

  @Test func aPenaltyShrinksTheCoefficientsAndNotTheClients() throws {
    let rows = RandomInterceptRegressionTests.rows(clients: 80, deviation: 1, seed: 17)
    let free = try RandomInterceptRegression(rows, executor: .serial)
    let fit = try RandomInterceptRegression(rows, penalty: QuadraticPenalty(ridge: [1e6, 1e10]), executor: .serial)
    #expect(abs(fit.coefficients[1]) < 1e-3 && abs(free.coefficients[1]) > 0.3)
    #expect(fit.deviation > 0.6)
  }

  @Test func whatHasNoFit() {
    let values = (0..<40).map { [Double($0 * 7 % 11)] }
    let outcomes = (0..<40).map { $0 % 3 == 0 }
    func fit(_ clients: [Int], _ outcomes: [Bool]) throws -> RandomInterceptRegression {
      try RandomInterceptRegression(
        DesignMatrix(columns: ["x"], values: values, outcomes: outcomes, clients: clients), executor: .serial)
    }
    #expect(throws: RandomInterceptRegression.Failure.tooFewClients(clients: 1)) {
      try fit(Array(repeating: 0, count: 40), outcomes)
    }
    #expect(throws: RandomInterceptRegression.Failure.noRepeatedClient) { try fit(Array(0..<40), outcomes) }
    #expect(throws: RandomInterceptRegression.Failure.noStart(.tooFewEvents(events: 0, needed: 2))) {
      try fit((0..<40).map { $0 / 4 }, outcomes.map { _ in false })
    }
  }

  // MARK: - Laws

  @Test func threadsDoNotChangeTheLastBit() throws {
    let rows = RandomInterceptRegressionTests.rows(clients: 2_500, deviation: 1, seed: 18)
    #expect(rows.groupCount > 2)
    let fits = try (1...3).map { try RandomInterceptRegression(rows, executor: Executor(threads: $0)) }
    for fit in fits.dropFirst() {
      #expect(fit.coefficients == fits[0].coefficients && fit.deviation == fits[0].deviation)
      #expect(fit.covariance == fits[0].covariance && fit.logLikelihood == fits[0].logLikelihood)
      #expect((0..<2_500).allSatisfy { fit.intercept(of: $0) == fits[0].intercept(of: $0) })
    }
  }

  /// Every third row left out, and two clients altogether, one of them the first of its group.
  @Test func rowsLeftOutAreAsIfTheyWereNot() throws {
    let rows = PartOfRows(base: RandomInterceptRegressionTests.rows(clients: 90, deviation: 1, seed: 19)) {
      $1 % 3 != 2 && $0 != 0 && $0 != 41
    }
    let fit = try RandomInterceptRegression(rows, executor: .serial)
    let alone = try RandomInterceptRegression(rows.kept, executor: .serial)
    #expect(fit.observations == alone.observations && fit.clients == alone.clients && fit.clients <= 88)
    for (found, expected) in zip(fit.coefficients + [fit.deviation], alone.coefficients + [alone.deviation]) {
      #expect(abs(found - expected) < 1e-9)
    }
    for client in 0..<90 {
      #expect(abs(fit.intercept(of: client).mode - alone.intercept(of: client).mode) < 1e-9)
      #expect(abs(fit.intercept(of: client).deviation - alone.intercept(of: client).deviation) < 1e-9)
    }
    #expect(fit.intercept(of: 41) == fit.intercept(of: nil))
  }

  @Test func clientsByAnotherNumberGiveTheSameFit() throws {
    let table = try Files.referenceTable("random_intercept.csv")
    let fits = try [{ $0 }, { 149 - $0 }].map { (number: (Int) -> Int) in
      try RandomInterceptRegression(
        DesignMatrix(
          columns: ["x1"], values: table.map { [$0["x1"]!] }, outcomes: table.map { $0["y"] == 1 },
          clients: table.map { number(Int($0["client"]!)) }), executor: .serial)
    }
    #expect(abs(fits[0].coefficients[1] - fits[1].coefficients[1]) < 1e-9)
    #expect(abs(fits[0].deviation - fits[1].deviation) < 1e-9)
    #expect(abs(fits[0].intercept(of: 20).mode - fits[1].intercept(of: 129).mode) < 1e-9)
  }
}
