import Execution
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Risk

@Suite struct ClusteredCovarianceTests {
  /// statsmodels 0.15.0; its default correction has (n − 1) / (n − p) beside G / (G − 1).
  @Test func matchesStatsmodels() throws {
    let expected = try FittingReferences.fromPython().clustered
    let rows = try FittingReferences.clients()
    let model = try LogisticRegression(rows, executor: .serial)
    let plain = try ClusteredCovariance(of: model, on: rows, correctsForFewClients: false, executor: .serial)
    let corrected = try ClusteredCovariance(of: model, on: rows, executor: .serial)
    #expect(plain.clients == expected.clients && model.observations == expected.rows)
    let n = Double(expected.rows)
    let parameters = Double(model.coefficients.count)
    for index in expected.cluster.indices {
      #expect(abs(plain.standardErrors[index] / expected.clusterUncorrected[index] - 1) < 1e-8)
      let both = corrected.standardErrors[index] * ((n - 1) / (n - parameters)).squareRoot()
      #expect(abs(both / expected.cluster[index] - 1) < 1e-8)
    }
  }

  /// R's sandwich 3.0-2: vcovCL(type = "HC0", cadjust = TRUE).
  @Test func matchesSandwich() throws {
    let expected = try FittingReferences.fromR().clustered
    let rows = try FittingReferences.clients()
    let model = try LogisticRegression(rows, executor: .serial)
    let errors = try ClusteredCovariance(of: model, on: rows, executor: .serial).standardErrors
    for (found, expected) in zip(errors, expected.standardErrors) { #expect(abs(found / expected - 1) < 1e-8) }
  }

  /// Every row its own client: HC0.
  @Test func withoutClientsItIsWhites() throws {
    let expected = try FittingReferences.fromPython().clustered
    let rows = try FittingReferences.design("random_intercept.csv", outcome: "y", columns: ["x1", "x2", "x3"])
    let model = try LogisticRegression(rows, executor: .serial)
    let robust = try ClusteredCovariance(of: model, on: rows, correctsForFewClients: false, executor: .serial)
    #expect(robust.clients == expected.rows)
    for (found, expected) in zip(robust.standardErrors, expected.hc0) { #expect(abs(found / expected - 1) < 1e-8) }
  }

  /// Each row given k times by the same client: the rows tell no more than once, and the sandwich knows it.
  @Test func copiesOfRowsAreNotMoreRows() throws {
    let table = try Files.referenceTable("random_intercept.csv")
    func rows(copies: Int) -> DesignMatrix {
      let all = table.flatMap { Array(repeating: $0, count: copies) }
      return DesignMatrix(
        columns: ["x1", "x2"], values: all.map { [$0["x1"]!, $0["x2"]!] }, outcomes: all.map { $0["y"] == 1 },
        clients: all.map { Int($0["client"]!) })
    }
    let (once, thrice) = (rows(copies: 1), rows(copies: 3))
    let (a, b) = (try LogisticRegression(once, executor: .serial), try LogisticRegression(thrice, executor: .serial))
    #expect(abs(b.standardErrors[1] * 3.0.squareRoot() / a.standardErrors[1] - 1) < 1e-6, "the usual ones shrink")
    let robust = try ClusteredCovariance(of: a, on: once, executor: .serial).matrix.elements
    let copied = try ClusteredCovariance(of: b, on: thrice, executor: .serial).matrix.elements
    for (a, b) in zip(robust, copied) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func threadsDoNotChangeTheLastBit() throws {
    let table = try Files.referenceTable("random_intercept.csv")
    let all = (0..<12).flatMap { copy in table.map { ($0, copy) } }
    let rows = DesignMatrix(
      columns: ["x1"], values: all.map { [$0.0["x1"]! + Double($0.1) / 10] }, outcomes: all.map { $0.0["y"] == 1 },
      clients: all.map { Int($0.0["client"]!) * 12 + $0.1 })
    #expect(rows.groupCount > 2)
    let model = try LogisticRegression(rows, executor: .serial)
    let matrices = try (1...3).map {
      try ClusteredCovariance(of: model, on: rows, executor: Executor(threads: $0)).matrix
    }
    #expect(matrices[1] == matrices[0] && matrices[2] == matrices[0])
  }

  @Test func rowsLeftOutAreAsIfTheyWereNot() throws {
    let rows = PartOfRows(base: try FittingReferences.clients()) { client, row in row % 3 != 2 && client != 7 }
    let model = try LogisticRegression(rows, executor: .serial)
    let found = try ClusteredCovariance(of: model, on: rows, executor: .serial)
    let expected = try ClusteredCovariance(of: model, on: rows.kept, executor: .serial)
    #expect(found.clients == expected.clients && found.clients < 150)
    for (a, b) in zip(found.standardErrors, expected.standardErrors) { #expect(abs(a / b - 1) < 1e-12) }
  }

  @Test func oneClientTellsNothingAboutClients() throws {
    let rows = DesignMatrix(
      columns: ["x"], values: (0..<20).map { [Double($0 % 7)] }, outcomes: (0..<20).map { $0 % 3 == 0 },
      clients: Array(repeating: 0, count: 20))
    let model = try LogisticRegression(rows, executor: .serial)
    #expect(throws: ClusteredCovariance.Failure.tooFewClients(clients: 1)) {
      try ClusteredCovariance(of: model, on: rows, executor: .serial)
    }
  }
}
