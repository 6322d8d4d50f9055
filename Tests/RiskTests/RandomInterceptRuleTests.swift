import Execution
import Receivables
import TestSupport
import Testing

@testable import Risk

@Suite struct RandomInterceptRuleTests {
  /// Ten clients whose pace is all their own.
  private static let rows = (0..<600).map { number in
    let late = (number * 7) % 10 < number % 10 ? 45 : 5
    return InvoiceRow(
      "\(number)", client: "C\(number % 10)", issued: number, due: number + 30, amount: 1_000 + Int64(number % 7) * 300,
      paidOn: number + 30 + late)
  }

  private func test(_ rows: [InvoiceRow]) throws -> OutOfTimeTest {
    try IssueTask.test(
      .of(rows, asOf: 700), outcome: LateOutcome(grace: 30), trainedUntil: day(450), tested: day(451)...day(600),
      executor: .serial)
  }

  private func scores(_ test: OutOfTimeTest, _ rule: OutOfTimeTest.Baseline) throws -> [Double] {
    try #require(test.baselines.first { $0.rule == rule }).scores
  }

  @Test func itKnowsClientsApart() throws {
    let test = try test(Self.rows)
    let scores = try scores(test, .randomIntercept)
    let rule = PredictionScore(scores, test.outcomes)
    let portfolio = PredictionScore(try self.scores(test, .portfolioRate), test.outcomes)
    #expect(rule.ranking.auc > 0.7 && rule.logLoss < portfolio.logLoss)
    #expect(scores.allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Where there is one client there are no clients to tell apart: the rule is the portfolio's rate.
  @Test func withOneClientItIsThePortfoliosRate() throws {
    let rows = Self.rows.map { row in
      var row = row
      row.client = "C"
      return row
    }
    let test = try test(rows)
    #expect(try scores(test, .randomIntercept) == scores(test, .portfolioRate))
  }
}
