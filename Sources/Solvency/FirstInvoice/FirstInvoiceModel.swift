public import Execution
internal import LinearAlgebra
internal import RealModule
internal import Receivables
public import Risk
internal import Statistics

/// P(a new client's first invoice is unpaid g days after it was due), from what is known of the client before it has paid
/// anything: its segment, the amount, the terms and the season.
///
/// One logistic regression with an effect for each segment, normal about 0 with a standard deviation τ. A segment of three
/// hundred clients has its own rate and a narrow interval, one of three is near the portfolio's with a wide one, and one
/// never seen has the portfolio's rate and the interval of a segment drawn at random. τ is the value under which the first
/// invoices are most likely (empirical Bayes, in Laplace's approximation), among values above 0: a τ of 0, which few
/// segments often suggest, would say that they are all alike, and be sure of it. A beta-binomial rate for each segment would
/// shrink the same way, but could not hold amounts and terms equal.
///
/// - Source: Gelman & Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models (2007), ch. 12 and 14.
public struct FirstInvoiceModel: Sendable {
  public let outcome: LateOutcome
  /// Clients whose first invoices it was fitted on, and how many of them paid late, an invoice counting in part where a
  /// client has several.
  public let clients: Int
  public let lateClients: Double
  /// τ, in log-odds.
  public let segmentDeviation: Double
  private let fit: LogisticRegression
  private let segments: [String]
  private let clientsBySegment: [String: Int]
  private let scaling: ColumnScaling
  /// Whether the rows span years enough to tell a season from one year's events.
  private let hasSeason: Bool
  /// The portfolio's usual first invoice, for what a candidate leaves open: the geometric mean of the amounts in minor
  /// units, and the mean terms.
  public let usualAmount: Double
  public let usualTerms: Int

  public enum Failure: Error, Equatable {
    /// Clients with a first invoice whose outcome is known, and of those the rarer outcome's.
    case notEnoughClients(clients: Int, rarer: Int)
    case fit(LogisticRegression.Failure)
  }

  static let leastClients = 20
  static let leastEvents = 3.0
  /// Standard deviations of a segment's effect to choose from.
  static let deviations = [0.25, 0.5, 1, 2]
  /// As a prior, the effect of one standard deviation of an attribute is within one log-odds; of the season within a half.
  private static let (attributePenalty, seasonPenalty) = (4.0, 16.0)
  /// Share of the rows beyond the range of amounts and terms that is kept, at either end.
  private static let tail = 0.01
  /// A sine fitted to less than this would be extrapolated to months it has never seen.
  private static let seasonDays = 730

  public init(_ invoices: FirstInvoices, executor: Executor) throws(Failure) {
    outcome = invoices.outcome
    let rows = invoices.rows
    clients = invoices.clients.values.reduce(0, +)
    let late = rows.reduce(0.0) { $0 + ($1.isLate ? $1.weight : 0) }
    lateClients = late
    let rarer = min(late, Double(clients) - late)
    if clients < FirstInvoiceModel.leastClients || rarer < FirstInvoiceModel.leastEvents {
      throw .notEnoughClients(clients: clients, rarer: Int(rarer))
    }
    clientsBySegment = invoices.clients
    segments = invoices.clients.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let days = rows.map(\.attributes.issued)
    let hasSeason = days.min()!.days(until: days.max()!) >= FirstInvoiceModel.seasonDays
    self.hasSeason = hasSeason
    var features = FeatureRows(columns: FirstInvoiceModel.names(hasSeason: hasSeason))
    for row in rows {
      features.append(
        FirstInvoiceModel.attributes(row.attributes, hasSeason: hasSeason), outcome: row.isLate, client: row.client,
        weight: row.weight)
    }
    func mean(_ value: (FirstInvoices.Attributes) -> Double) -> Double {
      rows.reduce(0) { $0 + $1.weight * value($1.attributes) } / rows.reduce(0) { $0 + $1.weight }
    }
    usualAmount = .exp(mean(FirstInvoiceModel.logAmount))
    usualTerms = Int(mean { Double($0.terms) }.rounded())
    scaling = ColumnScaling(features, tail: FirstInvoiceModel.tail, executor: executor)
    let (segments, scaling) = (segments, scaling)
    let columns = rows.indices.map { row in
      scaling.scaled(features.features(row)) + segments.map { $0 == rows[row].attributes.segment ? 1 : 0 }
    }
    let width = columns[0].count
    let design = DesignMatrix(
      columns: (0..<width).map { "x\($0)" },
      columnMajor: (0..<width).flatMap { column in columns.map { $0[column] } }, outcomes: rows.map(\.isLate),
      weights: rows.map(\.weight))
    var best: (fit: LogisticRegression, deviation: Double, evidence: Double)?
    for deviation in FirstInvoiceModel.deviations {
      let ridge =
        scaling.columns.map {
          $0.name.hasPrefix("season") ? FirstInvoiceModel.seasonPenalty : FirstInvoiceModel.attributePenalty
        } + segments.map { _ in 1 / (deviation * deviation) }
      let fit: LogisticRegression
      do throws(LogisticRegression.Failure) {
        fit = try LogisticRegression(
          design, penalty: QuadraticPenalty(ridge: ridge), minimumEvents: 1, executor: executor)
      } catch {
        throw .fit(error)
      }
      // log ∫ likelihood × prior, but for a constant: the penalised likelihood, the prior's norm and the width of the peak.
      guard let width = try? Cholesky(fit.covariance).diagonal.reduce(0, { $0 + Double.log($1) }) else { continue }
      let evidence = fit.penalisedLogLikelihood - Double(segments.count) * .log(deviation) + width
      if evidence > best?.evidence ?? -.infinity { best = (fit, deviation, evidence) }
    }
    guard let best else { throw .fit(.notConverged(iterations: 0)) }
    (fit, segmentDeviation) = (best.fit, best.deviation)
  }

  private static func names(hasSeason: Bool) -> [String] {
    ["amount", "terms"] + (hasSeason ? ["season_sine", "season_cosine"] : [])
  }

  private static func logAmount(_ invoice: FirstInvoices.Attributes) -> Double {
    .log(max(invoice.amount.inMinorUnits, 1))
  }

  /// Amount, terms and season as numbers.
  private static func attributes(_ invoice: FirstInvoices.Attributes, hasSeason: Bool) -> [Double] {
    let (_, month, day) = invoice.issued.calendar
    let angle = 2 * Double.pi * (Double(month - 1) + Double(day - 1) / 31) / 12
    return [logAmount(invoice), Double(invoice.terms)] + (hasSeason ? [.sin(angle), .cos(angle)] : [])
  }

  /// A risk, and on how many past clients it rests.
  public struct Risk: Sendable, Equatable {
    public let probability: Double
    /// 95 %, of the rate of clients like this one.
    public let low, high: Double
    /// Past clients of the segment, 0 for one never seen.
    public let segmentClients: Int
  }

  public func risk(_ invoice: FirstInvoices.Attributes) -> Risk {
    let x =
      scaling.scaled(FirstInvoiceModel.attributes(invoice, hasSeason: hasSeason))
      + segments.map { $0 == invoice.segment ? 1 : 0 }
    let logit = fit.logit(x)
    let all = [1.0] + x
    var variance = 0.0
    for i in all.indices where all[i] != 0 {
      for j in all.indices where all[j] != 0 { variance += all[i] * all[j] * fit.covariance[i, j] }
    }
    let known = clientsBySegment[invoice.segment] ?? 0
    if known == 0 { variance += segmentDeviation * segmentDeviation }
    let width = Quantiles.normal975 * variance.squareRoot()
    return Risk(
      probability: LogisticRegression.probability(ofLogit: logit),
      low: LogisticRegression.probability(ofLogit: logit - width),
      high: LogisticRegression.probability(ofLogit: logit + width), segmentClients: known)
  }
}
