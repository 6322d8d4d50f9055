public import Execution
internal import RealModule
public import Receivables
internal import Statistics

/// The model of open items: P(paid within h days), from what is known of an item at the end of a day.
///
/// One regression serves every horizon of a group of items. It learns from weekly snapshots of the past, from each as many
/// horizons as had run out: the short ones bring in the recent weeks. Its predictions of one item agree with each other: over
/// the horizons it has learnt they are made never to fall, and elsewhere they follow from those by a hazard constant in
/// between.
///
/// A reference, because it is asked about every open item and is too large to be copied as often.
public final class OpenItemModel: Sendable {
  /// The items it is for.
  public let group: OpenItemGroup
  public let calendar: PaymentCalendar
  /// The rows of the fit, of which `events` were paid.
  public let rows: Int
  public let events: Int
  /// 1 when the fit is on every client; k when it is on one block of clients in k, because more would only cost time.
  public let oneBlockIn: Int
  /// First and last snapshot day of the rows.
  public let snapshotDays: ClosedRange<Day>
  /// Rows of ``describedHorizon``, or of all horizons where it has none, that tell how each feature is distributed, by
  /// snapshot day.
  private let described: DescribedRows
  public let regression: ScaledRegression
  private let features: [any OpenItemFeature]

  public typealias Failure = LogisticRegression.Failure

  /// Rows that are plenty for its twenty columns.
  public static let enoughRows = 250_000
  /// In days.
  static let describedHorizon = 30
  /// Days of the past that snapshots are taken over.
  static let memory = 730
  /// Days after which a snapshot counts half.
  static let halfLife = 120.0
  static let settings: ScaledRegression.Settings = {
    // Both odds are shrunk already where little is known; age is the portfolio's, so that clients' resemblance is no reason
    // to doubt it.
    let odds = ScaledRegression.Prior(strength: 50, centre: 0.5)
    let age = ScaledRegression.Prior(strength: 100)
    return ScaledRegression.Settings(
      tail: 0.03, firstStrength: 30, strength: 150,
      priors: [
        PortfolioOdds().name: odds, ClientOdds().name: odds, LogAge().name: age, LogAge(knot: 7).name: age,
        LogAge(knot: 30).name: age, OpenItemFeatures.horizonColumn: ScaledRegression.Prior(strength: 10),
      ])
  }()

  /// - Parameters:
  ///   - snapshot: What was known when the model was made.
  ///   - calendar: Of the same snapshot.
  ///   - days: Snapshot days to learn from, increasing: ``trainingDays(of:before:every:)``. One too recent for any
  ///     horizon has no row.
  /// - Throws: ``LogisticRegression/Failure/tooFewEvents(events:needed:)`` when no outcome is known, or all are the same.
  public convenience init(
    _ snapshot: Snapshot, group: OpenItemGroup = .pastDue, calendar: PaymentCalendar, days: [Day],
    features: [any OpenItemFeature] = OpenItemFeatures.standard, executor: Executor
  ) throws(Failure) {
    let portfolio = snapshot.evaluate(PortfolioHazard(on: days, calendar: calendar), on: executor)
    let training = OpenItemRows(
      snapshot, group: group, portfolio: portfolio, calendar: calendar, features: features, executor)
    try self.init(training, calendar: calendar, features: features, executor)
  }

  init(
    _ training: OpenItemRows, calendar: PaymentCalendar, features: [any OpenItemFeature] = OpenItemFeatures.standard,
    _ executor: Executor
  ) throws(Failure) {
    group = training.group
    self.calendar = calendar
    self.features = features
    (rows, events) = (training.rows.count, training.rows.events)
    oneBlockIn = training.oneBlockIn
    let days = training.days
    guard let first = days.min(), let last = days.max() else { throw .tooFewEvents(events: 0, needed: 1) }
    snapshotDays = first...last
    let rows = training.rows
    // The last column is log(h / 30).
    let logHorizons = Array(rows.column(rows.columns.count - 1))
    let ofHorizon = logHorizons.indices.filter { logHorizons[$0] == 0 }
    described = DescribedRows(rows, among: ofHorizon.isEmpty ? Array(0..<rows.count) : ofHorizon) {
      Int(days[$0].number)
    }
    regression = try ScaledRegression(training.rows, OpenItemModel.settings, executor: executor)
  }

  /// How each feature is distributed.
  var distributions: [ModelFile.Distribution] { described.distributions(first: features.count) }

  /// Snapshot days to learn from: those `step`, 2 × `step`, … days before `first` that the snapshot has seen, two years of
  /// them at most.
  public static func trainingDays(of snapshot: Snapshot, before first: Day, every step: Int = 7) -> [Day] {
    let start = max(snapshot.firstIssueDay ?? snapshot.asOf, snapshot.asOf - memory)
    let days = stride(from: Int(first.number) - step, to: Int(start.number), by: -step).map { Day(number: Int32($0)) }
    return days.reversed().filter { $0 <= snapshot.asOf }
  }

  /// P(paid by the end of the day `horizon` days later); it does not fall as the horizon grows.
  ///
  /// - Parameter horizon: At least 1.
  public func probability(paidWithin horizon: Int, _ item: OpenItemKnowledge) -> Double {
    outlook(item, upTo: horizon).probability(paidWithin: horizon)
  }

  /// When an item will be paid.
  public func outlook(_ item: OpenItemKnowledge) -> OpenItemOutlook { outlook(item, upTo: group.horizons.last!) }

  /// - Parameter last: Days ahead; what comes after the next horizon is not asked for.
  private func outlook(_ item: OpenItemKnowledge, upTo last: Int) -> OpenItemOutlook {
    let horizons = group.horizons
    let asked = horizons.prefix((horizons.firstIndex { $0 >= last } ?? horizons.count - 1) + 1)
    var chances: [(days: Int, paid: Double)] = []
    chances.reserveCapacity(asked.count)
    OpenItemFeatures.forEachHorizon(asked, features, of: item) { horizon, values in
      chances.append((horizon, regression.probability(values)))
    }
    return OpenItemOutlook(chances)
  }
}
