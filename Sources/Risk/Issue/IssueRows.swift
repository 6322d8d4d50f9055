internal import Execution
internal import Receivables

/// Every invoice of a snapshot whose outcome it tells, as it looked when it was issued. One paid before it was issued is
/// part of the record, and no case.
struct IssueRows: Sendable {
  struct Row: Sendable {
    /// The invoice's position in the ledger.
    let document: Int
    let client: Int
    let issued: Day
    let due: Day
    /// The day its outcome is known: due plus the days of grace.
    let matures: Day
    let amount: Money
    let isLate: Bool
    /// Whether the portfolio's record was long enough by then, and the ledger complete, for a row to learn from.
    let isTraining: Bool
    /// For the baselines, as known at issue: the portfolio's curve, the client's late rate, and Σ overdue × age.
    let portfolioUnpaid: Double
    let clientRate: Double
    let overdueTimesAge: Double
  }

  let grace: Int
  /// Names of the declared attributes.
  let attributes: [String]
  private(set) var rows: [Row] = []
  /// Features of the rows, in the same order.
  private(set) var features: FeatureRows

  /// Matured invoices of the portfolio from which its curve is one to learn from.
  static let minimumMatured: Int64 = 100

  /// - Parameter step: 1 for all blocks of clients, k for every k-th.
  init(
    _ snapshot: Snapshot, portfolio: PortfolioCurve.Record, history: PortfolioHistory.Record,
    attributes records: [AttributeHistory.Record], oneBlockIn step: Int, _ executor: Executor
  ) {
    grace = portfolio.grace
    attributes = snapshot.attributes.map(\.name)
    let catalogue = IssueFeatures.catalogue(attributes: attributes)
    features = FeatureRows(columns: catalogue.map(\.name))
    let outcome = LateOutcome(grace: grace)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let blocks = Array(stride(from: 0, to: plan.blocks.count, by: step))
    let parts = executor.map(blocks.count) { index in
      var part = (rows: [Row](), features: FeatureRows(columns: catalogue.map(\.name)))
      for account in snapshot.accounts(plan.blocks[blocks[index]]) {
        var record = ClientHistory(account, outcome: outcome)
        var payments = IssueHistory(account, portfolio: portfolio, attributes: records)
        for life in payments.lives where !life.isPaidInAdvance {
          guard let isLate = outcome.isLate(account[life.document], asOf: snapshot.asOf) else { continue }
          let before = life.issued - 1
          record.advance(to: before)
          payments.advance(to: before)
          let known = payments.knowledge(due: life.due)
          let prospect = Prospect(account[life.document], snapshot.attributes)
          let rate = record.record.lateRate(towards: history.known(by: before).maturedLateRate)
          part.rows.append(
            Row(
              document: account[life.document].position, client: account.client, issued: life.issued, due: life.due,
              matures: life.due + outcome.grace, amount: life.amount, isLate: isLate,
              isTraining: portfolio.calendar.holds(life)
                && portfolio.known(by: before).matured >= IssueRows.minimumMatured,
              portfolioUnpaid: known.portfolioUnpaid, clientRate: rate,
              overdueTimesAge: record.record.overdueTimesAge))
          part.features.append(catalogue.map { $0.value(of: prospect, known) }, outcome: isLate, client: account.client)
        }
      }
      return part
    }
    for part in parts {
      rows += part.rows
      features.append(contentsOf: part.features)
    }
  }

  /// The first day by which at least this share of the rows was issued.
  func issueDay(atShare share: Double) -> Day? {
    let days = rows.map(\.issued).sorted()
    return days.isEmpty ? nil : days[max(Int((Double(days.count) * share).rounded(.up)) - 1, 0)]
  }
}
