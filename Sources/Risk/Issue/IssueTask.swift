public import Execution
public import Receivables
internal import Statistics

/// The question of the day an invoice is issued: will it be more than g days late?
public enum IssueTask {
  /// Fits on what was known on one day and predicts the invoices issued on later ones, each from what was known the day
  /// before its own issue.
  ///
  /// - Parameters:
  ///   - snapshot: Tells the outcomes.
  ///   - trainedUntil: The model knows nothing after it.
  ///   - tested: Issue days to predict.
  public static func test(
    _ snapshot: Snapshot, outcome: LateOutcome, trainedUntil day: Day, tested: ClosedRange<Day>, executor: Executor
  ) throws(IssueModel.Failure) -> (OutOfTimeTest, IssueModel) {
    let catalogue = IssueFeatures.standard
    let past = snapshot.earlier(day)
    let calendar = past.evaluate(PaymentCalendar.Estimate(), on: executor)
    func rows(_ snapshot: Snapshot) -> IssueRows {
      let (portfolio, history) = snapshot.evaluate(
        PortfolioCurve(of: snapshot, calendar: calendar, grace: outcome.grace),
        PortfolioHistory(of: snapshot, outcome: outcome), on: executor)
      return IssueRows(snapshot, portfolio: portfolio, history: history, catalogue: catalogue, executor)
    }
    let training = rows(past)
    let model = try IssueModel(training, calendar: calendar, knownBy: day, catalogue: catalogue, executor)
    let all = rows(snapshot)
    let chosen = all.rows.indices.filter { tested.contains(all.rows[$0].issued) }
    let predictions = chosen.map { index in
      let row = all.rows[index]
      return OutOfTimeTest.Prediction(
        day: row.issued, document: row.document, client: row.client, amount: row.amount,
        probability: model.probability(all.features.features(index)), outcome: row.isLate)
    }
    let known = training.rows.filter { $0.matures <= day }
    let rate = Double(known.count(where: \.isLate)) / Double(max(known.count, 1))
    return (
      OutOfTimeTest(
        predictions,
        baselines: [
          (.portfolioRate, chosen.map { _ in rate }), (.clientRate, chosen.map { all.rows[$0].clientRate }),
          (.ageTimesAmount, chosen.map { all.rows[$0].overdueTimesAge }),
          (.pooledKaplanMeier, chosen.map { all.rows[$0].portfolioUnpaid }),
        ], training: (model.rows, model.events)), model
    )
  }
}
