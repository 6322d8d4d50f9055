public import Execution
public import Receivables
public import Risk

/// How models of first invoices did on clients that came after their fit, beside the plain rate.
///
/// Once the first invoices of half of the clients have told how they ended, the clients that came later are cut by the day they
/// came into ``FirstInvoiceTest/windows``. The clients of each window are predicted by models fitted to the ledger as it stood
/// at the end of the day before it: nothing later reaches them. A client is predicted once, at its first invoice.
public struct FirstInvoiceTest: Sendable {
  static let windows = 4

  /// The portfolio's rate of late first invoices, as known at each fit.
  public let portfolio: PredictionScore
  /// The segment's rate, shrunk to the portfolio's.
  public let segment: PredictionScore
  public let attributes: PredictionScore
  /// By the portfolio's rate, the segment's and the model, in order of client and window.
  let predictions: [[Double]]
  /// How much lower the log loss of the model is than the segment rate's: the mean over the clients and its standard error
  /// (paired).
  public let gain: (mean: Double, standardError: Double)

  public var clients: Int { attributes.ranking.rows }
  public var late: Int { attributes.ranking.events }

  /// Whether the model does better than both rates: than the segment's by more than one standard error.
  public var modelIsBetter: Bool {
    gain.mean > gain.standardError && attributes.logLoss < portfolio.logLoss
  }

  /// `nil` when too few clients came late enough.
  public init?(_ snapshot: Snapshot, _ invoices: FirstInvoices, executor: Executor) {
    let newcomers = FirstInvoiceTest.firstRows(invoices)
    let told = newcomers.map { $0.attributes.issued + $0.attributes.terms + invoices.outcome.grace }.sorted()
    if told.isEmpty { return nil }
    let firstCut = told[told.count / 2]
    let later = newcomers.map(\.attributes.issued).filter { $0 > firstCut }.sorted()
    if later.count < FirstInvoiceModel.leastClients { return nil }
    let cuts =
      [firstCut]
      + (1...FirstInvoiceTest.windows).map { later[$0 * later.count / FirstInvoiceTest.windows - 1] }
    var outcomes: [Bool] = []
    var predicted: [[Double]] = [[], [], []]
    for (start, end) in zip(cuts, cuts.dropFirst()) where start < end {
      let past = FirstInvoices(snapshot.earlier(start), outcome: invoices.outcome, executor: executor)
      guard let segment = try? FirstInvoiceModel(past, basis: .segment, executor: executor),
        let attributes = try? FirstInvoiceModel(past, basis: .attributes, executor: executor)
      else { continue }
      for row in newcomers where row.attributes.issued > start && row.attributes.issued <= end {
        outcomes.append(row.isLate)
        predicted[0].append(segment.lateClients / Double(segment.clients))
        predicted[1].append(segment.risk(row.attributes).probability)
        predicted[2].append(attributes.risk(row.attributes).probability)
      }
    }
    let late = outcomes.count(where: \.self)
    let rarer = Double(min(late, outcomes.count - late))
    if outcomes.count < FirstInvoiceModel.leastClients || rarer < FirstInvoiceModel.leastEvents { return nil }
    predictions = predicted
    portfolio = PredictionScore(predicted[0], outcomes)
    segment = PredictionScore(predicted[1], outcomes)
    attributes = PredictionScore(predicted[2], outcomes)
    gain = PredictionScore.logLossGain(of: predicted[2], over: predicted[1], outcomes, clients: Array(outcomes.indices))
  }

  /// The first of each client's rows.
  private static func firstRows(_ invoices: FirstInvoices) -> [FirstInvoices.Row] {
    var last = -1
    return invoices.rows.filter { row in
      defer { last = row.client }
      return row.client != last
    }
  }
}
