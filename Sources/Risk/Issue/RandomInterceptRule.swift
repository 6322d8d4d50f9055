internal import Execution
internal import RealModule
internal import Receivables

/// The textbook mixed model, for comparison with the model at issue: what an invoice shows by itself, and an intercept for each
/// client, normal about the portfolio's.
///
/// Its columns are the log-odds of the portfolio's curve, the log amount, the terms, and whether it was issued at a weekend.
/// A client's intercept is what the training rows tell of it; unlike the at-issue model's features it does not go on learning
/// on later days. A light ridge keeps columns that determine each other estimable.
struct RandomInterceptRule: Sendable {
  private let scaling: ColumnScaling
  private let fit: RandomInterceptRegression

  /// λ, in standard deviations of a column.
  private static let ridge = 1.0

  /// - Parameter chosen: The rows to learn from.
  /// - Throws: As ``RandomInterceptRegression``; `noStart` without either outcome.
  init(
    _ all: IssueRows, learningFrom chosen: [Int], _ executor: Executor
  ) throws(RandomInterceptRegression.Failure) {
    var rows = FeatureRows(columns: ["portfolio_curve", "amount", "terms", "issued_weekend"])
    for row in chosen {
      let known = all.rows[row]
      rows.append(RandomInterceptRule.values(known), outcome: known.isLate, client: known.client)
    }
    let rarer = min(rows.events, rows.count - rows.events)
    if rarer == 0 { throw .noStart(.tooFewEvents(events: 0, needed: 1)) }
    let scaling = ColumnScaling(rows, tail: 0, executor: executor)
    self.scaling = scaling
    let penalty = QuadraticPenalty(ridge: scaling.columns.map { _ in RandomInterceptRule.ridge })
    fit = try RandomInterceptRegression(DesignMatrix(rows, scaling), penalty: penalty, executor: executor)
  }

  /// P(late) of a row; of a client without training rows, that of one drawn from the portfolio.
  func probability(_ row: IssueRows.Row) -> Double {
    fit.probability(scaling.scaled(RandomInterceptRule.values(row)), client: row.client)
  }

  private static func values(_ row: IssueRows.Row) -> [Double] {
    [
      logOdds(row.portfolioUnpaid), InvoiceLife.logAmount(row.amount),
      .log(onePlus: Double(max(row.issued.days(until: row.due), 0))), row.issued.weekday >= 5 ? 1 : 0,
    ]
  }
}
