public import Execution
public import Receivables
internal import Statistics

/// When the open items of a ledger will be paid: for each group of items the model of open items, tested out of time against
/// simple rules, and used only where it wins.
public struct OpenItemRisk: Sendable {
  public let asOf: Day
  /// By group.
  public let groups: [OpenItemGroup: Group]
  /// 1 when every client is learnt from; k when one block of clients in k is, because more would only cost time.
  public let oneBlockIn: Int
  /// The models that are used.
  private let used: [OpenItemModel]
  /// What was known on the as-of day.
  private let portfolio: [PortfolioHazard.Entry]

  /// The model of a group of items.
  public struct Group: Sendable {
    /// The test on a later block of time, or why there is none.
    public let validation: Result<OutOfTimeValidation, OutOfTimeValidation.Failure>
    /// The model on all that is known, or why there is none.
    public let fit: Result<OpenItemModel, OpenItemModel.Failure>

    /// Whether predictions come from the model.
    public var isUsed: Bool {
      guard case .success(let validation) = validation, case .success = fit else { return false }
      return validation.comparison.modelWins
    }
  }

  /// Days that an item is asked to be paid within.
  public static let horizon = 30
  /// Documents that are plenty to learn from, and from which snapshots are taken every four weeks only.
  static let plenty = 15_000
  /// Rows of a fit that are plenty then: twenty coefficients cost 20 / (2 · 20,000) of log loss at most, a thousandth of what
  /// the model leaves.
  static let enough = 20_000
  /// Share of the ledger's life that is tested, and bounds of it in days.
  static let testShare = 0.2
  static let testDays = 28...182

  public init(_ snapshot: Snapshot, executor: Executor) {
    asOf = snapshot.asOf
    let documents = Int(snapshot.documentOffsets.last!)
    let sample = max(1, documents / OpenItemRisk.plenty)
    oneBlockIn = sample
    let step = sample > 1 ? 28 : 7
    let calendar = snapshot.evaluate(PaymentCalendar.Estimate(), oneBlockIn: sample, on: executor)
    let days = OpenItemModel.trainingDays(of: snapshot, before: asOf, every: step)
    let portfolio = snapshot.evaluate(
      PortfolioHazard(on: days + [asOf], calendar: calendar), oneBlockIn: sample, on: executor)
    self.portfolio = [portfolio.last!]
    let tested = OpenItemRisk.tested(snapshot)
    let window = OpenItemWindow(
      snapshot, within: OpenItemRisk.horizon, trainedUntil: tested.lowerBound - 1, tested: tested, every: step,
      oneBlockIn: sample, executor)
    var groups: [OpenItemGroup: Group] = [:]
    for group in OpenItemGroup.allCases {
      let validation = OpenItemRisk.validate(group, window, tested, executor)
      let training = OpenItemRows(
        snapshot, group: group, portfolio: portfolio.dropLast(), calendar: calendar,
        features: OpenItemFeatures.standard, oneBlockIn: sample, enough: OpenItemRisk.enough, executor)
      let fit: Result<OpenItemModel, OpenItemModel.Failure>
      do throws(OpenItemModel.Failure) {
        fit = .success(try OpenItemModel(training, calendar: calendar, executor))
      } catch {
        fit = .failure(error)
      }
      groups[group] = Group(validation: validation, fit: fit)
    }
    self.groups = groups
    used = OpenItemGroup.allCases.compactMap { group in
      groups[group].flatMap { $0.isUsed ? try? $0.fit.get() : nil }
    }
  }

  /// When one client's open items will be paid, by document; `nil` for the other documents, and for items of a group whose
  /// model is not used.
  public func outlooks(_ account: Account) -> [OpenItemOutlook?] {
    var outlooks = [OpenItemOutlook?](copies: account.count, of: nil)
    guard let calendar = used.first?.calendar else { return outlooks }
    let groups = used.map(\.group)
    OpenItemHistory.forEachItem(account, in: groups, portfolio: portfolio, calendar: calendar) { _, invoice, item in
      let model = groups.firstIndex(of: OpenItemGroup(age: item.age))!
      outlooks[invoice.document] = used[model].outlook(item)
    }
    return outlooks
  }

  /// The last snapshot days whose horizon has run out.
  private static func tested(_ snapshot: Snapshot) -> ClosedRange<Day> {
    let last = snapshot.asOf - horizon
    let life = Double((snapshot.firstIssueDay ?? snapshot.asOf).days(until: snapshot.asOf))
    let days = min(max(Int(life * testShare), testDays.lowerBound), testDays.upperBound)
    return (last - days + 1)...last
  }

  private static func validate(
    _ group: OpenItemGroup, _ window: OpenItemWindow, _ tested: ClosedRange<Day>, _ executor: Executor
  ) -> Result<OutOfTimeValidation, OutOfTimeValidation.Failure> {
    let test: OutOfTimeTest
    do throws(OpenItemModel.Failure) {
      test = try OpenItemTask.test(group, in: window, enough: enough, executor)
    } catch {
      return .failure(.noFit(error))
    }
    let (rows, events) = (test.predictions.count, test.predictions.count(where: \.outcome))
    guard OutOfTimeValidation.suffices(rows: rows, events: events) else {
      return .failure(.tooFewTestRows(rows: rows, events: events))
    }
    return .success(
      OutOfTimeValidation(
        trainedUntil: window.trainedUntil, tested: tested, trainingRows: test.training.rows,
        comparison: BaselineComparison(test, executor)))
  }
}
