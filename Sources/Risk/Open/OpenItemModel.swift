public import Execution
internal import RealModule
public import Receivables
internal import Statistics

/// The model of open items past due: P(paid within h days), from what is known of an item at the end of a day.
///
/// One regression serves every horizon. It learns from weekly snapshots of the past, from each as many horizons as had run
/// out: the short ones bring in the recent weeks. Its predictions of one item agree with each other: over the horizons it
/// has learnt they are made never to fall, and elsewhere they follow from those by a hazard constant in between.
public struct OpenItemModel: Sendable {
  public let trainedUntil: Day
  public let calendar: PaymentCalendar
  /// The rows of the fit, of which `events` were paid.
  public let rows: Int
  public let events: Int
  /// 1 when the fit is on every client; k when it is on one block of clients in k, because more would only cost time.
  public let oneBlockIn: Int
  public let regression: ScaledRegression
  private let features: [any OpenItemFeature]

  public typealias Failure = LogisticRegression.Failure

  /// In days.
  public static let horizons = [7, 14, 21, 30, 45, 60]
  /// Days of the past that snapshots are taken over.
  static let memory = 730
  static let settings = ScaledRegression.Settings(
    tail: 0.05, firstStrength: 30, strength: 100,
    priors: [OpenItemFeatures.horizonColumn: ScaledRegression.Prior(strength: 1)])

  /// - Parameters:
  ///   - snapshot: What was known when the model was made.
  ///   - calendar: Of the same snapshot.
  ///   - days: Snapshot days to learn from, increasing: ``trainingDays(of:before:every:)``. One too recent for any
  ///     horizon has no row.
  /// - Throws: ``LogisticRegression/Failure/tooFewEvents(events:needed:)`` when no outcome is known, or all are the same.
  public init(
    _ snapshot: Snapshot, calendar: PaymentCalendar, days: [Day],
    features: [any OpenItemFeature] = OpenItemFeatures.standard, executor: Executor
  ) throws(Failure) {
    trainedUntil = snapshot.asOf
    self.calendar = calendar
    self.features = features
    let portfolio = snapshot.evaluate(PortfolioHazard(on: days, calendar: calendar), on: executor)
    let training = OpenItemRows(
      snapshot, portfolio: portfolio, calendar: calendar, horizons: OpenItemModel.horizons, features: features,
      executor)
    (rows, events, oneBlockIn) = (training.rows.count, training.rows.events, training.oneBlockIn)
    regression = try ScaledRegression(training.rows, OpenItemModel.settings, executor: executor)
  }

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
    precondition(horizon >= 1, "a horizon of \(horizon) days")
    var (before, after) = ((days: 0, unpaid: 1.0), (days: 0, unpaid: 1.0))
    for learnt in OpenItemModel.horizons {
      before = after
      let paid = regression.probability(OpenItemFeatures.values(features, of: item, horizon: learnt))
      after = (learnt, min(1 - paid, before.unpaid))
      if learnt >= horizon { break }
    }
    if before.unpaid == 0 { return 1 }
    // The hazard is constant from one horizon to the next, and after the last as it was before it.
    let share = Double(horizon - before.days) / Double(after.days - before.days)
    return 1 - before.unpaid * .pow(after.unpaid / before.unpaid, share)
  }
}
