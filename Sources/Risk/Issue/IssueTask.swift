public import Execution
public import Receivables
internal import Statistics

/// The question of the day an invoice is issued: will it be more than g days late?
public enum IssueTask {
  /// Fits on what was known on one day and predicts the invoices issued on later ones, each from what was known the day
  /// before its own issue.
  ///
  /// Beside the rules that every test has stands a regression with a random intercept for each client
  /// (``OutOfTimeTest/Baseline/randomIntercept``); where it has no fit, with the portfolio's rate for all.
  ///
  /// - Parameters:
  ///   - snapshot: Tells the outcomes.
  ///   - day: The model knows nothing after it.
  ///   - tested: Issue days to predict.
  public static func test(
    _ snapshot: Snapshot, outcome: LateOutcome, trainedUntil day: Day, tested: ClosedRange<Day>, executor: Executor
  ) throws(IssueModel.Failure) -> OutOfTimeTest {
    let past = snapshot.earlier(day)
    let calendar = past.evaluate(PaymentCalendar.Estimate(), on: executor)
    let training = rows(past, calendar, outcome, executor).rows
    let model = try IssueModel(training, calendar: calendar, knownBy: day, executor)
    let all = rows(snapshot, calendar, outcome, executor).rows
    let test = test(model, trainedOn: training, until: day, all, tested)
    let rule = try? RandomInterceptRule(training, learningFrom: IssueModel.training(training, knownBy: day), executor)
    let rate = test.scores(.portfolioRate)
    let scores = rule.map { rule in chosen(all, tested).map { rule.probability(all.rows[$0]) } }
    return OutOfTimeTest(
      test.predictions, baselines: test.baselines + [(.randomIntercept, scores ?? rate)], training: test.training)
  }

  /// What the portfolio's rows and its clients' risk are made with.
  struct Records: Sendable {
    let curve: PortfolioCurve.Record
    let history: PortfolioHistory.Record
    let attributes: [AttributeHistory.Record]
  }

  /// The rows of a snapshot, and the records they were made with.
  ///
  /// - Parameter step: 1 for all blocks of clients; k for every k-th, the portfolio's records included. An attribute's level
  ///   may have few invoices, and its record is always of all.
  static func rows(
    _ snapshot: Snapshot, _ calendar: PaymentCalendar, _ outcome: LateOutcome, oneBlockIn step: Int = 1,
    _ executor: Executor
  ) -> (rows: IssueRows, records: Records) {
    let curve = snapshot.evaluate(
      PortfolioCurve(of: snapshot, calendar: calendar, grace: outcome.grace), oneBlockIn: step, on: executor)
    let history = snapshot.evaluate(
      PortfolioHistory(of: snapshot, outcome: outcome), oneBlockIn: step, on: executor)
    let attributes = AttributeHistory.records(of: snapshot, outcome: outcome, executor)
    let rows = IssueRows(
      snapshot, portfolio: curve, history: history, attributes: attributes, oneBlockIn: step, executor)
    return (rows, Records(curve: curve, history: history, attributes: attributes))
  }

  private static func chosen(_ all: IssueRows, _ tested: ClosedRange<Day>) -> [Int] {
    all.rows.indices.filter { tested.contains(all.rows[$0].issued) }
  }

  /// The predictions of a model for the rows issued on some days.
  static func test(
    _ model: IssueModel, trainedOn training: IssueRows, until day: Day, _ all: IssueRows, _ tested: ClosedRange<Day>
  ) -> OutOfTimeTest {
    let chosen = chosen(all, tested)
    let predictions = chosen.map { index in
      let row = all.rows[index]
      return OutOfTimeTest.Prediction(
        day: row.issued, document: row.document, client: row.client, amount: row.amount,
        probability: model.regression.probability(all.features.features(index)), outcome: row.isLate)
    }
    let known = training.rows.filter { $0.matures <= day }
    let rate = Double(known.count(where: \.isLate)) / Double(max(known.count, 1))
    return OutOfTimeTest(
      predictions,
      baselines: [
        (.portfolioRate, chosen.map { _ in rate }), (.clientRate, chosen.map { all.rows[$0].clientRate }),
        (.ageTimesAmount, chosen.map { all.rows[$0].overdueTimesAge }),
        (.pooledKaplanMeier, chosen.map { all.rows[$0].portfolioUnpaid }),
      ], training: (model.rows, model.events))
  }
}
