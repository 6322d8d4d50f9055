import Receivables
import TestSupport
import Testing

@testable import Risk

@Suite struct OutOfTimeTestTests {
  /// By hand, five predictions of three clients: what is at stake is 90, 100, 250, 8 and 10.
  private let test = OutOfTimeTest(
    [
      (0, 100, 0.9, true), (0, 1_000, 0.1, false), (1, 500, 0.5, true), (1, 10, 0.8, true), (2, 50, 0.2, false),
    ].enumerated().map { index, row in
      OutOfTimeTest.Prediction(
        day: day(0), document: index, client: row.0, amount: Money(minorUnits: row.1), probability: row.2,
        outcome: row.3)
    },
    baselines: [(.portfolioRate, [0.5, 0.5, 0.5, 0.5, 0.5]), (.ageTimesAmount, [5, 1, 2, 3, 4])],
    training: (rows: 10, events: 5))

  /// One prediction of five is a fifth; 610 had the event.
  @Test func theFirstFifthOfTheMoney() {
    #expect(test.topFifthOfMoney() == 500.0 / 610)
    #expect(test.topFifthOfMoney(by: .portfolioRate) == 0, "the largest amount, which had no event")
    #expect(test.topFifthOfMoney(by: .ageTimesAmount) == 100.0 / 610, "an ordering is not multiplied by the amount")
  }

  /// The clients had 100, 510 and 0. The model expects 190, 258 and 10, the rate half of 1,100, 510 and 50; the ordering's
  /// sums are 6, 5 and 4.
  @Test func theRankingOfClients() {
    #expect(test.clientRankCorrelation() == 1)
    #expect(test.clientRankCorrelation(by: .portfolioRate) == 0.5)
    #expect(test.clientRankCorrelation(by: .ageTimesAmount) == 0.5)
  }
}
