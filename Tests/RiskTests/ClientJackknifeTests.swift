import TestSupport
import Testing

@testable import Risk

@Suite struct ClientJackknifeTests {
  /// The same formula in R 4.2.2, from the information and the scores of `glm`.
  @Test func matchesR() throws {
    let expected = try FittingReferences.fromR().jackknife
    let rows = try FittingReferences.clients()
    let model = try LogisticRegression(rows, executor: .serial)
    let errors = ClientJackknife(of: model, on: rows)
    #expect(errors.clients == 150)
    for (found, expected) in zip(errors.standardErrors, expected.standardErrors) {
      #expect(abs(found / expected - 1) < 1e-8)
    }
    for (found, expected) in zip(errors.degreesOfFreedom, expected.degreesOfFreedom) {
      #expect(abs(found / expected - 1) < 1e-7)
    }
  }

  /// Leaving every client out in turn and fitting again, to the end.
  @Test func isNearFittingAgainWithoutEachClient() throws {
    let table = try Files.referenceTable("random_intercept.csv")
    func rows(_ table: [[String: Double]]) -> DesignMatrix {
      DesignMatrix(
        columns: ["x1", "x2"], values: table.map { [$0["x1"]!, $0["x2"]!] }, outcomes: table.map { $0["y"] == 1 },
        clients: table.map { Int($0["client"]!) })
    }
    let whole = try LogisticRegression(rows(table), executor: .serial)
    let clients = Set(table.map { $0["client"]! }).sorted()
    var squares = whole.coefficients.map { _ in 0.0 }
    for client in clients {
      let without = try LogisticRegression(rows(table.filter { $0["client"] != client }), executor: .serial)
      for index in squares.indices {
        let move = without.coefficients[index] - whole.coefficients[index]
        squares[index] += move * move
      }
    }
    let errors = ClientJackknife(of: whole, on: rows(table))
    for (found, square) in zip(errors.standardErrors, squares) {
      let expected = (square * Double(clients.count - 1) / Double(clients.count)).squareRoot()
      #expect(abs(found / expected - 1) < 0.01, "\(found) and \(expected)")
    }
  }

  /// A client that alone has an indicator: without it there would be no coefficient.
  @Test func aClientThatAloneTellsACoefficientIsNoTrap() throws {
    let clients = (0..<300).map { $0 / 10 }
    let rows = DesignMatrix(
      columns: ["x", "only"], values: clients.indices.map { [Double($0 % 7), clients[$0] == 3 ? 1 : 0] },
      outcomes: clients.indices.map { $0 % 3 == 0 || $0 % 7 == 2 }, clients: clients)
    let errors = ClientJackknife(of: try LogisticRegression(rows, executor: .serial), on: rows)
    #expect(errors.standardErrors.allSatisfy { $0.isFinite } && errors.degreesOfFreedom.allSatisfy { $0 >= 1 })
  }
}
