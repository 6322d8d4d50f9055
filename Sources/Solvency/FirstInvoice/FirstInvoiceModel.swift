public import Execution
internal import LinearAlgebra
internal import RealModule
internal import Receivables
public import Risk
internal import Statistics

/// P(a new client's first invoice is unpaid g days after it was due), from what is known of the client before it has paid
/// anything: its segment and declared attributes, the amount, the terms and the season.
///
/// One logistic regression with an effect for each segment, normal about 0 with a standard deviation τ, and the same for the
/// levels of each declared attribute. A segment of three hundred clients has its own rate and a narrow interval, one of three
/// is near the portfolio's with a wide one, and one never seen has the portfolio's rate and the interval of a segment drawn at
/// random. τ is the value under which the first invoices are most likely (empirical Bayes, in Laplace's approximation), among
/// values above 0: a τ of 0, which few segments often suggest, would say that they are all alike, and be sure of it.
///
/// - Source: Gelman & Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models (2007), ch. 12 and 14.
public struct FirstInvoiceModel: Sendable {
  /// What it predicts from.
  public enum Basis: String, Sendable {
    /// The segment alone: its rate, shrunk to the portfolio's.
    case segment
    /// The segment, declared attributes, the amount, the terms and the season.
    case attributes
  }

  public let basis: Basis
  /// Clients whose first invoices it was fitted on, and how many of them paid late, an invoice counting in part where a
  /// client has several.
  public let clients: Int
  public let lateClients: Double
  private let fit: LogisticRegression
  private let groups: [Group]
  private let clientsBySegment: [String: Int]
  private let scaling: ColumnScaling
  /// Whether the rows span years enough to tell a season from one year's events.
  private let hasSeason: Bool
  /// The portfolio's usual first invoice, for what a candidate leaves open: the geometric mean of the amounts in minor
  /// units, and the mean terms.
  public let usualAmount: Double
  public let usualTerms: Int

  /// Segments, or the levels of one attribute: one effect each.
  private struct Group: Sendable {
    let levels: [String]
    /// τ, in log-odds.
    var deviation: Double
  }

  public enum Failure: Error, Equatable {
    /// Clients with a first invoice whose outcome is known, and of those the rarer outcome's.
    case notEnoughClients(clients: Int, rarer: Int)
    case fit(LogisticRegression.Failure)
  }

  static let leastClients = 20
  static let leastEvents = 3.0
  /// Standard deviations of a group's effects to choose from, and the one that the others are chosen beside.
  static let deviations = [0.25, 0.5, 1, 2]
  private static let usualDeviation = 0.5
  /// As a prior, the effect of one standard deviation of an attribute is within one log-odds; of the season within a half.
  private static let (attributePenalty, seasonPenalty) = (4.0, 16.0)
  /// Share of the rows beyond the range of amounts and terms that is kept, at either end.
  private static let tail = 0.01
  /// A sine fitted to less than this would be extrapolated to months it has never seen.
  private static let seasonDays = 730

  public init(_ invoices: FirstInvoices, basis: Basis, executor: Executor) throws(Failure) {
    self.basis = basis
    let rows = invoices.rows
    clients = invoices.clients.values.reduce(0, +)
    let late = rows.reduce(0.0) { $0 + ($1.isLate ? $1.weight : 0) }
    lateClients = late
    let rarer = min(late, Double(clients) - late)
    if clients < FirstInvoiceModel.leastClients || rarer < FirstInvoiceModel.leastEvents {
      throw .notEnoughClients(clients: clients, rarer: Int(rarer))
    }
    clientsBySegment = invoices.clients
    func mean(_ value: (FirstInvoices.Attributes) -> Double) -> Double {
      rows.reduce(0) { $0 + $1.weight * value($1.attributes) } / rows.reduce(0) { $0 + $1.weight }
    }
    usualAmount = .exp(mean(FirstInvoiceModel.logAmount))
    usualTerms = Int(mean { Double($0.terms) }.rounded())

    let days = rows.map(\.attributes.issued)
    let hasSeason = basis == .attributes && days.min()!.days(until: days.max()!) >= FirstInvoiceModel.seasonDays
    var features = FeatureRows(columns: FirstInvoiceModel.names(basis, hasSeason: hasSeason))
    for row in rows {
      features.append(
        FirstInvoiceModel.features(row.attributes, basis, hasSeason: hasSeason), outcome: row.isLate,
        client: row.client, weight: row.weight)
    }
    let scaling = ColumnScaling(features, tail: FirstInvoiceModel.tail, executor: executor)
    let attributes = basis == .attributes ? invoices.attributes.indices : 0..<0
    let levels = [rows.map(\.attributes.segment)] + attributes.map { place in rows.map { $0.attributes.levels[place] } }
    let groups = levels.map { levels in
      Group(
        levels: Set(levels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
        deviation: FirstInvoiceModel.usualDeviation)
    }
    (self.hasSeason, self.scaling) = (hasSeason, scaling)
    let columns = rows.indices.map { row in
      scaling.scaled(features.features(row)) + FirstInvoiceModel.indicators(rows[row].attributes, groups)
    }
    let design = DesignMatrix(
      columns: columns[0].indices.map { "x\($0)" },
      columnMajor: columns[0].indices.flatMap { column in columns.map { $0[column] } }, outcomes: rows.map(\.isLate),
      weights: rows.map(\.weight))
    (fit, self.groups) = try FirstInvoiceModel.fit(design, scaling, groups, executor)
  }

  /// The fit under each group's most likely τ, chosen one group after the other.
  private static func fit(
    _ design: DesignMatrix, _ scaling: ColumnScaling, _ groups: [Group], _ executor: Executor
  ) throws(Failure) -> (LogisticRegression, [Group]) {
    var best: (fit: LogisticRegression, groups: [Group], evidence: Double)?
    for place in groups.indices {
      for deviation in deviations {
        var groups = best?.groups ?? groups
        groups[place].deviation = deviation
        let ridge =
          scaling.columns.map { $0.name.hasPrefix("season") ? seasonPenalty : attributePenalty }
          + groups.flatMap { group in group.levels.map { _ in 1 / (group.deviation * group.deviation) } }
        let fit: LogisticRegression
        do throws(LogisticRegression.Failure) {
          fit = try LogisticRegression(
            design, penalty: QuadraticPenalty(ridge: ridge), minimumEvents: 1, executor: executor)
        } catch {
          throw .fit(error)
        }
        // log ∫ likelihood × prior, but for a constant: the penalised likelihood, the prior's norm and the peak's width.
        guard let width = try? Cholesky(fit.covariance).diagonal.reduce(0, { $0 + Double.log($1) }) else { continue }
        let norm = groups.reduce(0) { $0 + Double($1.levels.count) * .log($1.deviation) }
        let evidence = fit.penalisedLogLikelihood - norm + width
        if evidence > best?.evidence ?? -.infinity { best = (fit, groups, evidence) }
      }
    }
    guard let best else { throw .fit(.notConverged(iterations: 0)) }
    return (best.fit, best.groups)
  }

  private static func names(_ basis: Basis, hasSeason: Bool) -> [String] {
    basis == .segment ? [] : ["amount", "terms"] + (hasSeason ? ["season_sine", "season_cosine"] : [])
  }

  private static func logAmount(_ invoice: FirstInvoices.Attributes) -> Double {
    .log(max(invoice.amount.inMinorUnits, 1))
  }

  /// Amount, terms and season as numbers.
  private static func features(_ invoice: FirstInvoices.Attributes, _ basis: Basis, hasSeason: Bool) -> [Double] {
    if basis == .segment { return [] }
    let (_, month, day) = invoice.issued.calendar
    let angle = 2 * Double.pi * (Double(month - 1) + Double(day - 1) / 31) / 12
    return [logAmount(invoice), Double(invoice.terms)] + (hasSeason ? [.sin(angle), .cos(angle)] : [])
  }

  /// 1 for the invoice's segment and for its level of each attribute, 0 for the others.
  private static func indicators(_ invoice: FirstInvoices.Attributes, _ groups: [Group]) -> [Double] {
    groups.indices.flatMap { place in groups[place].levels.map { $0 == level(invoice, place) ? 1 : 0 } }
  }

  /// Of the segment, which is the first group, or of an attribute.
  private static func level(_ invoice: FirstInvoices.Attributes, _ group: Int) -> String {
    if group == 0 { return invoice.segment }
    return group <= invoice.levels.count ? invoice.levels[group - 1] : ""
  }

  /// A risk, and on how many past clients it rests.
  public struct Risk: Sendable, Equatable {
    public let probability: Double
    /// 95 %, of the rate of clients like this one.
    public let low, high: Double
    /// Past clients of the segment, 0 for one never seen.
    public let segmentClients: Int
    /// Whether it is the same for whoever comes: by the segments' rates, for a segment never seen.
    public let isOfPortfolio: Bool
  }

  public func risk(_ invoice: FirstInvoices.Attributes) -> Risk {
    let x =
      scaling.scaled(FirstInvoiceModel.features(invoice, basis, hasSeason: hasSeason))
      + FirstInvoiceModel.indicators(invoice, groups)
    let logit = fit.logit(x)
    let all = [1.0] + x
    var variance = 0.0
    for i in all.indices where all[i] != 0 {
      for j in all.indices where all[j] != 0 { variance += all[i] * all[j] * fit.covariance[i, j] }
    }
    for (place, group) in groups.enumerated()
    where !group.levels.contains(FirstInvoiceModel.level(invoice, place)) {
      variance += group.deviation * group.deviation
    }
    let width = Quantiles.normal975 * variance.squareRoot()
    return Risk(
      probability: LogisticRegression.probability(ofLogit: logit),
      low: LogisticRegression.probability(ofLogit: logit - width),
      high: LogisticRegression.probability(ofLogit: logit + width),
      segmentClients: clientsBySegment[invoice.segment] ?? 0,
      isOfPortfolio: basis == .segment && clientsBySegment[invoice.segment] == nil)
  }
}
