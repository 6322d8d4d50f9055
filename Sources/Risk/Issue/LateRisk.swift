public import Execution
public import Receivables
internal import Statistics

/// The late-payment risk of a ledger: the at-issue model, tested out of time against simple rules, and used only if it
/// wins.
public struct LateRisk: Sendable {
  public let outcome: LateOutcome
  public let asOf: Day
  /// Invoices whose outcome is known, and how many of them were late, among the clients learnt from.
  public let rows: Int
  public let events: Int
  /// Of those, the ones that a model learns from.
  public let usable: (rows: Int, events: Int)
  /// 1 when every client is learnt from; k when one block of clients in k is, because more would only cost time.
  public let oneBlockIn: Int
  /// The test on a later block of time, or why there is none.
  public let validation: Result<OutOfTimeValidation, OutOfTimeValidation.Failure>
  /// The model on all that is known, or why there is none.
  public let fit: Result<IssueModel, IssueModel.Failure>
  /// Its coefficients without the penalty, with intervals; `nil` without a model.
  public let effects: Result<UnpenalisedFit, UnpenalisedFit.Failure>?
  /// What predictions come from.
  public let source: Source
  /// What clients' own records are shrunk towards.
  private let records: IssueTask.Records

  public enum Source: Sendable, Equatable {
    case model
    /// The client's own late rate, shrunk to the portfolio's.
    case clientRate
    /// Too little is known for any probability.
    case none
  }

  /// Share of the rows, by issue day, before the test window.
  static let trainingShare = 0.8
  /// The rules the model has to beat.
  static let rules: [OutOfTimeTest.Baseline] = [.portfolioRate, .clientRate, .ageTimesAmount]
  /// Documents that are plenty to learn from. On two sample ledgers of 262,000, models and portfolio records of one client
  /// in k predicted all clients' invoices after 60, 70 and 80 % of their life with a mean log loss of .3880 from 131,000
  /// documents, .3881 from 65,000, .3882 from 33,000 and .3894 from 16,000.
  static let plenty = 30_000
  /// Outcomes known before an invoice's issue below which it is not learnt from.
  public static let minimumKnownBefore = Int(IssueRows.minimumMatured)
  /// Rows below which not even a rate is given.
  public static let minimumRows = 20

  public init(_ snapshot: Snapshot, outcome: LateOutcome = LateOutcome(), executor: Executor) {
    self.outcome = outcome
    asOf = snapshot.asOf
    oneBlockIn = max(1, Int(snapshot.documentOffsets.last!) / LateRisk.plenty)
    let calendar = snapshot.evaluate(PaymentCalendar.Estimate(), oneBlockIn: oneBlockIn, on: executor)
    let all: IssueRows
    (all, records) = IssueTask.rows(snapshot, calendar, outcome, oneBlockIn: oneBlockIn, executor)
    let totals = records.history.known(by: asOf)
    (rows, events) = (Int(totals.matured), Int(totals.maturedLate))
    let training = IssueModel.training(all, knownBy: asOf)
    usable = (training.count, training.count { all.rows[$0].isLate })

    validation = LateRisk.validate(snapshot, all, calendar, outcome, oneBlockIn: oneBlockIn, executor)
    do throws(IssueModel.Failure) {
      fit = .success(try IssueModel(all, calendar: calendar, knownBy: asOf, executor))
    } catch {
      fit = .failure(error)
    }
    effects = LateRisk.effects(fit, all, knownBy: asOf, executor)
    if case .success(let validation) = validation, validation.comparison.modelWins, case .success = fit {
      source = .model
    } else {
      source = rows >= LateRisk.minimumRows ? .clientRate : .none
    }
  }

  private static func effects(
    _ fit: Result<IssueModel, IssueModel.Failure>, _ all: IssueRows, knownBy day: Day, _ executor: Executor
  ) -> Result<UnpenalisedFit, UnpenalisedFit.Failure>? {
    guard case .success(let model) = fit else { return nil }
    do throws(UnpenalisedFit.Failure) {
      return .success(try model.unpenalised(all, knownBy: day, executor))
    } catch {
      return .failure(error)
    }
  }

  /// What is known of one client on the as-of day, which is the account's.
  public func client(_ account: Account) -> KnownClient {
    var (known, late) = (0, 0)
    for document in account {
      guard let isLate = outcome.isLate(document, asOf: asOf) else { continue }
      known += 1
      if isLate { late += 1 }
    }
    let portfolioRate = records.history.known(by: asOf).maturedLateRate
    return KnownClient(
      dayEnd: IssueDayEnd(account, portfolio: records.curve, attributes: records.attributes),
      lateRate: ClientRecord.lateRate(late, of: known, towards: portfolioRate))
  }

  /// What a client's invoices are predicted from.
  public struct KnownClient: Sendable {
    fileprivate let dayEnd: IssueDayEnd
    fileprivate let lateRate: Double
  }

  /// P(unpaid `outcome.grace` days after due) of a client's invoice predicted the day after the as-of day; `nil` when the
  /// ledger is too small for any probability.
  public func probability(of invoice: Prospect, from client: KnownClient) -> Double? {
    switch (source, fit) {
    case (.model, .success(let model)): model.probability(invoice, client.dayEnd.knowledge(due: invoice.due))
    case (.none, _): nil
    default: client.lateRate
    }
  }

  private static func validate(
    _ snapshot: Snapshot, _ all: IssueRows, _ calendar: PaymentCalendar, _ outcome: LateOutcome, oneBlockIn step: Int,
    _ executor: Executor
  ) -> Result<OutOfTimeValidation, OutOfTimeValidation.Failure> {
    guard let cut = all.issueDay(atShare: trainingShare) else {
      return .failure(.tooFewTestRows(rows: 0, events: 0))
    }
    let tested = all.rows.filter { $0.issued > cut }
    let testEvents = tested.count(where: \.isLate)
    guard OutOfTimeValidation.suffices(rows: tested.count, events: testEvents) else {
      return .failure(.tooFewTestRows(rows: tested.count, events: testEvents))
    }
    // Rows are as they looked on their own issue day, so those known by the cut are the rows of a ledger cut there. Only
    // the calendar is that of the whole snapshot, and seldom another then.
    let then = snapshot.earlier(cut).evaluate(PaymentCalendar.Estimate(), oneBlockIn: step, on: executor)
    let all = then == calendar ? all : IssueTask.rows(snapshot, then, outcome, oneBlockIn: step, executor).rows
    let days = (cut + 1)...max(snapshot.asOf, cut + 1)
    let test: OutOfTimeTest
    do throws(IssueModel.Failure) {
      let model = try IssueModel(all, calendar: then, knownBy: cut, executor)
      test = IssueTask.test(model, trainedOn: all, until: cut, all, days)
    } catch {
      return .failure(.noFit(error))
    }
    return .success(
      OutOfTimeValidation(
        trainedUntil: cut, tested: days, trainingRows: test.training.rows,
        comparison: BaselineComparison(test, against: rules, executor)))
  }
}
