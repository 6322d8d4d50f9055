internal import Execution
internal import RealModule
public import Receivables
internal import Statistics

/// The at-issue model: P(an invoice is unpaid g days after its due day), from what is known when it is issued.
///
/// The client's own record is taken at face value, as log-odds of its payment curve; everything else corrects it, each
/// correction drawn to zero.
public struct IssueModel: Sendable {
  public let calendar: PaymentCalendar
  /// Names of the declared attributes it uses.
  public let attributes: [String]
  private let catalogue: [any IssueFeature]
  /// The rows of the fit.
  public let rows: Int
  public let events: Int
  /// First and last issue day of the rows.
  public let issueDays: ClosedRange<Day>
  /// Rows that tell how each feature is distributed, by as many days of issue as a population to be scored has.
  private let described: DescribedRows
  public let regression: ScaledRegression
  /// The multiple of the common penalty that later days chose, of ``multiples``.
  public let multiple: Double

  public typealias Failure = LogisticRegression.Failure

  static let settings = ScaledRegression.Settings(
    tail: 0.005, firstStrength: 40, strength: 40,
    priors: [
      ClientCurve().name: ScaledRegression.Prior(strength: 100, centre: 1),
      ClientMeanDelay().name: ScaledRegression.Prior(strength: 5),
    ])
  static let multiples = [1.0, 2, 4]
  /// How often the rarer outcome must occur.
  static let minimumEvents = 20
  /// Share of the training rows, by issue day, that chooses the penalty's multiple on the rest.
  static let choosingShare = 0.7
  /// Rows that either part of that choice needs, and rows from which the penalty no longer matters.
  static let choosingRows = 100
  static let manyRows = 30_000

  /// - Parameters:
  ///   - all: Rows of a snapshot; those whose outcome was not known on `day` are left out.
  ///   - day: The last day the model knows.
  /// - Throws: ``LogisticRegression/Failure/tooFewEvents(events:needed:)`` below ``minimumEvents``.
  init(
    _ all: IssueRows, calendar: PaymentCalendar, knownBy day: Day, _ executor: Executor
  ) throws(Failure) {
    self.calendar = calendar
    attributes = all.attributes
    catalogue = IssueFeatures.catalogue(attributes: all.attributes)
    let training = IssueModel.training(all, knownBy: day)
    multiple = IssueModel.chosenMultiple(all, training, executor)
    let rows = all.features.selecting(training)
    (self.rows, events) = (rows.count, rows.events)
    let rarer = min(events, rows.count - events)
    if rarer < IssueModel.minimumEvents { throw .tooFewEvents(events: rarer, needed: IssueModel.minimumEvents) }
    let days = training.map { all.rows[$0].issued }
    issueDays = days.min()!...days.max()!
    let last = issueDays.upperBound
    described = DescribedRows(rows, among: Array(0..<rows.count)) { days[$0].days(until: last) / ModelFile.recentDays }
    regression = try ScaledRegression(rows, IssueModel.settings, multiple: multiple, executor: executor)
  }

  /// Its coefficients without the penalty.
  func unpenalised(_ all: IssueRows, knownBy day: Day, _ executor: Executor) throws(UnpenalisedFit.Failure)
    -> UnpenalisedFit
  {
    try UnpenalisedFit(
      of: regression, on: all.features.selecting(IssueModel.training(all, knownBy: day)), executor: executor)
  }

  /// Which rows a model that knows nothing after a day learns from.
  static func training(_ all: IssueRows, knownBy day: Day) -> [Int] {
    all.rows.indices.filter { all.rows[$0].isTraining && all.rows[$0].matures <= day }
  }

  /// How each feature is distributed among the rows.
  var distributions: [ModelFile.Distribution] { described.distributions(first: catalogue.count) }

  /// P(late) of an invoice, given what was known before its issue.
  public func probability(_ invoice: Prospect, _ known: IssueKnowledge) -> Double {
    regression.probability(catalogue.indices.map { catalogue[$0].value(of: invoice, known) })
  }

  /// The multiple whose fit on the earlier rows predicts the later ones best; 1 unless another is better by more than two
  /// standard errors.
  private static func chosenMultiple(_ all: IssueRows, _ training: [Int], _ executor: Executor) -> Double {
    if training.isEmpty || training.count >= manyRows { return 1 }
    let days = training.map { all.rows[$0].issued }.sorted()
    let cut = days[Int((choosingShare * Double(days.count - 1)).rounded(.up))]
    let earlier = training.filter { all.rows[$0].matures <= cut }
    let later = training.filter { all.rows[$0].issued > cut }
    if earlier.count < choosingRows || later.count < choosingRows { return 1 }
    guard let first = try? ScaledRegression.FirstFit(all.features.selecting(earlier), settings, executor: executor)
    else { return 1 }
    var losses: [[Double]] = []
    for multiple in multiples {
      guard let fit = try? ScaledRegression(first, multiple: multiple, executor: executor) else { return 1 }
      losses.append(
        later.map { row in
          PredictionScore.logLoss(fit.probability(all.features.features(row)), all.rows[row].isLate)
        })
    }
    let totals = losses.map { $0.reduce(0, +) }
    let best = totals.indices.min { totals[$0] < totals[$1] }!
    let gains = zip(losses[0], losses[best]).map { $0 - $1 }
    let count = Double(gains.count)
    let mean = gains.reduce(0, +) / count
    let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return mean > 2 * (variance / count).squareRoot() ? multiples[best] : 1
  }
}
