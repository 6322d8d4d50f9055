import Execution
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Risk

@Suite struct LogisticRegressionTests {
  private struct Reference: Decodable {
    struct Fit: Decodable {
      let coefficients: [Double]
      let standardErrors: [Double]
      let logLikelihood: Double
      let nullLogLikelihood: Double?
    }
    struct Printed: Decodable {
      let coefficients: [Double]
      let standardErrors: [Double]
      let zValues: [Double]
      let lower95: [Double]
      let upper95: [Double]
      let logLikelihood: Double
      let nullLogLikelihood: Double
      let pseudoRSquared: Double
    }
    let names: [String]
    let n: Int
    let nEvents: Int?
    let printed: Printed?
    let statsmodels: Fit
    let rGlm: Fit
  }

  private static func design(_ file: String, outcome: String, columns: [String]) throws -> DesignMatrix {
    let rows = try Files.referenceTable(file)
    return DesignMatrix(
      columns: columns, values: rows.map { row in columns.map { row[$0]! } }, outcomes: rows.map { $0[outcome] == 1 })
  }

  /// Made data: standard normal columns and outcomes that depend on the first two.
  private static func noisy(
    rows: Int, columns: Int, seed: UInt64
  ) -> (columns: [String], values: [[Double]], outcomes: [Bool]) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<rows).map { _ in (0..<columns).map { _ in random.normal() } }
    let outcomes = values.map { x in random.chance(1 / (1 + exp(0.7 - 0.8 * x[0] + 0.5 * x[min(1, columns - 1)]))) }
    return ((1...columns).map { "x\($0)" }, values, outcomes)
  }

  /// statsmodels 0.15.0 and R 4.2.2, in full precision; see Tests/References/README.md.
  @Test(arguments: [("logistic_spector", "grade"), ("logistic_reference", "y")])
  func matchesStatsmodelsAndR(file: String, outcome: String) throws {
    let reference = try Files.reference(file + ".json", as: Reference.self)
    let rows = try LogisticRegressionTests.design(
      file + ".csv", outcome: outcome, columns: Array(reference.names.dropFirst()))
    let model = try LogisticRegression(rows, executor: .serial)
    #expect(model.observations == reference.n)
    if let events = reference.nEvents { #expect(model.events == events) }
    for expected in [reference.statsmodels, reference.rGlm] {
      let found = model.coefficients + model.standardErrors + [model.logLikelihood]
      for (found, expected) in zip(
        found, expected.coefficients + expected.standardErrors + [expected.logLikelihood])
      {
        #expect(abs(found - expected) <= 1e-8 * abs(expected))
      }
      let null = try #require(expected.nullLogLikelihood)
      #expect(abs(model.nullLogLikelihood - null) <= 1e-8 * abs(null))
    }
  }

  /// Spector & Mazzeo (1980), as the Logit summary in statsmodels' documentation prints it.
  @Test func matchesThePrintedSpectorFit() throws {
    let printed = try #require(Files.reference("logistic_spector.json", as: Reference.self).printed)
    let model = try LogisticRegression(
      LogisticRegressionTests.design("logistic_spector.csv", outcome: "grade", columns: ["gpa", "tuce", "psi"]),
      executor: .serial)
    func expect(_ found: [Double], _ expected: [Double], decimals: Int) {
      for (found, expected) in zip(found, expected) {
        #expect(abs(found - expected) <= 0.5 * pow(0.1, Double(decimals)))
      }
    }
    let errors = model.standardErrors
    expect(model.coefficients, printed.coefficients, decimals: 4)
    expect(errors, printed.standardErrors, decimals: 3)
    expect(zip(model.coefficients, errors).map { $0 / $1 }, printed.zValues, decimals: 3)
    expect(zip(model.coefficients, errors).map { $0 - 1.959964 * $1 }, printed.lower95, decimals: 3)
    expect(zip(model.coefficients, errors).map { $0 + 1.959964 * $1 }, printed.upper95, decimals: 3)
    expect(
      [model.logLikelihood, model.nullLogLikelihood, 1 - model.logLikelihood / model.nullLogLikelihood],
      [printed.logLikelihood, printed.nullLogLikelihood, printed.pseudoRSquared], decimals: 3)
  }

  @Test func withoutColumnsTheFitIsTheLogOddsOfTheRate() throws {
    let rows = DesignMatrix(
      columns: [], values: Array(repeating: [], count: 10), outcomes: (0..<10).map { $0 < 3 })
    let model = try LogisticRegression(rows, executor: .serial)
    #expect(abs(model.coefficients[0] - log(3.0 / 7)) < 1e-14)
    #expect(abs(model.probability([]) - 0.3) < 1e-14)
    #expect(abs(model.logLikelihood - model.nullLogLikelihood) < 1e-12)
  }

  // MARK: - No finite or no unique maximum

  @Test(arguments: 0..<6, [20, 21, 22] as [UInt64])
  func completeSeparationNamesTheColumn(position: Int, seed: UInt64) {
    var (columns, values, _) = LogisticRegressionTests.noisy(rows: 200, columns: 6, seed: seed)
    let outcomes = values.map { $0[position] > 0.3 }
    columns[position] = "teller"
    expect(.separated(column: "teller"), columns, &values, outcomes)
  }

  /// No column tells alone: the two that do together are the ones that can be named.
  @Test(arguments: [UInt64(30), 31, 32]) func separationByTwoColumnsNamesOneOfThem(seed: UInt64) {
    let (columns, values, _) = LogisticRegressionTests.noisy(rows: 200, columns: 4, seed: seed)
    let failure = #expect(throws: LogisticRegression.Failure.self) {
      try LogisticRegression(
        DesignMatrix(columns: columns, values: values, outcomes: values.map { $0[1] + $0[3] > 0.3 }), executor: .serial)
    }
    #expect(failure == .separated(column: "x2") || failure == .separated(column: "x4"))
  }

  /// The outcome is certain on one side only: a group all of whose members were late.
  @Test(arguments: [0, 1, 2]) func quasiSeparationNamesTheColumn(position: Int) {
    var (columns, values, outcomes) = LogisticRegressionTests.noisy(rows: 300, columns: 3, seed: 4)
    for row in values.indices {
      values[row][position] = row % 10 == 0 ? 1 : 0
      if row % 10 == 0 { outcomes[row] = true }
    }
    columns[position] = "all late"
    expect(.separated(column: "all late"), columns, &values, outcomes)
  }

  /// Separation shows only far out, so it must be told from a strong effect, which is none.
  @Test func aStrongEffectIsNotSeparation() throws {
    var (columns, values, _) = LogisticRegressionTests.noisy(rows: 400, columns: 2, seed: 5)
    var outcomes = values.map { $0[0] > 0 }
    for row in stride(from: 0, to: 400, by: 40) { outcomes[row].toggle() }
    let model = try LogisticRegression(
      DesignMatrix(columns: columns, values: values, outcomes: outcomes), executor: .serial)
    #expect(model.coefficients[1] > 1 && model.standardErrors[1] < 2)
    columns.append("copy")
    for row in values.indices { values[row].append(values[row][0]) }
    expect(.collinear(column: "copy"), columns, &values, outcomes)
  }

  @Test func aCombinationOfOthersIsCollinear() {
    var (columns, values, outcomes) = LogisticRegressionTests.noisy(rows: 200, columns: 3, seed: 6)
    columns.append("difference")
    for row in values.indices { values[row].append(values[row][0] - 3 * values[row][2]) }
    let failure = #expect(throws: LogisticRegression.Failure.self) {
      try LogisticRegression(
        DesignMatrix(columns: columns, values: values, outcomes: outcomes), executor: .serial)
    }
    guard case .collinear(let column)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(["x1", "x3", "difference"].contains(column), "x2 is innocent")
  }

  @Test func dummiesThatSumToOneAreCollinearWithTheIntercept() {
    var (_, values, outcomes) = LogisticRegressionTests.noisy(rows: 200, columns: 2, seed: 7)
    for row in values.indices { values[row] = [row % 2 == 0 ? 1 : 0, row % 2 == 0 ? 0 : 1] }
    expect(.collinear(column: "odd"), ["even", "odd"], &values, outcomes)
  }

  @Test(arguments: [0, 1, 2]) func aColumnOfOneValueIsConstant(position: Int) {
    var (columns, values, outcomes) = LogisticRegressionTests.noisy(rows: 100, columns: 3, seed: 8)
    for row in values.indices { values[row][position] = 42 }
    columns[position] = "same"
    expect(.constant(column: "same"), columns, &values, outcomes)
  }

  @Test func tooFewOfTheRarerOutcome() throws {
    let (columns, values, _) = LogisticRegressionTests.noisy(rows: 100, columns: 2, seed: 9)
    func fit(events: Int, minimum: Int?) throws -> LogisticRegression {
      let outcomes = (0..<100).map { $0 % (100 / max(events, 1)) == 0 && events > 0 }
      return try LogisticRegression(
        DesignMatrix(columns: columns, values: values, outcomes: outcomes), minimumEvents: minimum, executor: .serial)
    }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 2, needed: 3)) { try fit(events: 2, minimum: nil) }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 10, needed: 15)) {
      try fit(events: 10, minimum: 15)
    }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 0, needed: 1)) { try fit(events: 0, minimum: 0) }
    #expect(throws: LogisticRegression.Failure.tooFewEvents(events: 0, needed: 3)) {
      try fit(events: 100, minimum: nil)
    }
    #expect(try fit(events: 10, minimum: 10).events == 10)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNotFiniteIsRefused(value: Double) {
    var (columns, values, outcomes) = LogisticRegressionTests.noisy(rows: 100, columns: 2, seed: 10)
    values[77][1] = value
    columns[1] = "odd"
    expect(.notFinite, columns, &values, outcomes)
  }

  private func expect(
    _ failure: LogisticRegression.Failure, _ columns: [String], _ values: inout [[Double]], _ outcomes: [Bool],
    _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: failure, sourceLocation: place) {
      try LogisticRegression(
        DesignMatrix(columns: columns, values: values, outcomes: outcomes), executor: .serial)
    }
  }

  // MARK: - Starting values, threads, groups

  @Test func whereItStartsDoesNotMatter() throws {
    let (columns, values, outcomes) = LogisticRegressionTests.noisy(rows: 500, columns: 3, seed: 11)
    let rows = DesignMatrix(columns: columns, values: values, outcomes: outcomes)
    let cold = try LogisticRegression(rows, executor: .serial)
    let near = cold.coefficients.map { $0 + 0.01 }
    let warm = try LogisticRegression(rows, startingAt: near, executor: .serial)
    let far = try LogisticRegression(rows, startingAt: [3, -2, 2, 1], executor: .serial)
    for other in [warm, far] {
      for (a, b) in zip(cold.coefficients + cold.covariance.elements, other.coefficients + other.covariance.elements) {
        #expect(abs(a - b) < 1e-9)
      }
    }
    #expect(warm.iterations < cold.iterations)
  }

  /// Rows cut into groups, as a ledger's are by blocks of clients; some are left out.
  private struct GroupedRows: DesignRows {
    let columns: [String]
    let groups: [[(x: [Double], isLate: Bool, isIncluded: Bool)]]
    var groupCount: Int { groups.count }

    func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void) {
      for start in stride(from: 0, to: groups[group].count, by: RowBlock.rows) {
        var block = RowBlock(columns: columns.count)
        for (lane, row) in groups[group][start...].prefix(RowBlock.rows).enumerated() {
          for (column, value) in row.x.enumerated() { block.x[(column + 1) * RowBlock.rows + lane] = value }
          block.outcome[lane] = row.isLate ? 1 : 0
          block.included[lane] = row.isIncluded ? 1 : 0
        }
        body(block)
      }
    }
  }

  private static func grouped(leavingOut isOut: (Int) -> Bool = { _ in false }) -> GroupedRows {
    let (columns, values, outcomes) = noisy(rows: 3_000, columns: 5, seed: 12)
    let rows = values.indices.map { (x: values[$0], isLate: outcomes[$0], isIncluded: !isOut($0)) }
    let cuts = [0, 700, 700, 701, 1_500, 2_900, 3_000]  // one empty group, one of a single row
    return GroupedRows(columns: columns, groups: zip(cuts, cuts.dropFirst()).map { Array(rows[$0..<$1]) })
  }

  @Test func threadsDoNotChangeTheLastBit() throws {
    let rows = LogisticRegressionTests.grouped()
    let fits = try (1...4).map { try LogisticRegression(rows, executor: Executor(threads: $0)) }
    for fit in fits.dropFirst() {
      #expect(fit.coefficients.map(\.bitPattern) == fits[0].coefficients.map(\.bitPattern))
      #expect(fit.covariance.elements.map(\.bitPattern) == fits[0].covariance.elements.map(\.bitPattern))
      #expect(fit.logLikelihood.bitPattern == fits[0].logLikelihood.bitPattern)
    }
  }

  @Test func groupsAndRowsLeftOutAreAsIfTheyWereNot() throws {
    let grouped = LogisticRegressionTests.grouped { $0 % 3 == 1 }
    let kept = grouped.groups.flatMap(\.self).filter(\.isIncluded)
    let plain = DesignMatrix(columns: grouped.columns, values: kept.map(\.x), outcomes: kept.map(\.isLate))
    let (a, b) = (try LogisticRegression(grouped, executor: .serial), try LogisticRegression(plain, executor: .serial))
    #expect((a.observations, a.events) == (2_000, kept.count(where: \.isLate)))
    for (a, b) in zip(a.coefficients + a.standardErrors, b.coefficients + b.standardErrors) {
      #expect(abs(a - b) < 1e-10)
    }
  }

  @Test func probabilitiesStayWithinZeroAndOne() {
    #expect(LogisticRegression.probability(ofLogit: 0) == 0.5)
    #expect(LogisticRegression.probability(ofLogit: 1_000) == 1)
    #expect(LogisticRegression.probability(ofLogit: -1_000) == 0)
  }
}

extension DesignMatrix {
  /// Row by row, as tests write data down.
  init(columns: [String], values: [[Double]], outcomes: [Bool], clients: [Int]? = nil) {
    self.init(
      columns: columns, columnMajor: columns.indices.flatMap { column in values.map { $0[column] } },
      outcomes: outcomes, clients: clients)
  }
}
