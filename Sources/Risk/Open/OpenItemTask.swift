public import Execution
public import Receivables
internal import Statistics

/// The test of the model of open items on later days: trained on what was known on one day, it predicts every item that was
/// past due on each later snapshot day from what was known on that day.
public struct OpenItemTask: Sendable {
  public let trainedUntil: Day
  /// h, in days.
  public let horizon: Int
  /// The model, or why there is none.
  public let model: Result<OpenItemModel, OpenItemModel.Failure>
  /// The share of training items paid within the horizon, one half without any: a baseline.
  public let portfolioRate: Double
  /// By client, then day, then issue.
  public let rows: [Row]

  /// One prediction, and what came of it.
  public struct Row: Sendable {
    /// Predicted at the end of this day.
    public let day: Day
    /// The invoice's position in the ledger.
    public let document: Int
    /// Index into ``Snapshot/clients``.
    public let client: Int
    /// Days past due.
    public let age: Int
    /// What was owed on the day.
    public let balance: Money
    public let isPaid: Bool
    /// P(paid within the horizon) by the model; `nil` without one.
    public let model: Double?
    /// By the pooled Kaplan–Meier curve as known on the day.
    public let pooledCurve: Double
    /// The share of the client's past items, on the days of earlier snapshots, that were paid within the horizon, shrunk
    /// to the portfolio's rate with the weight of five.
    public fileprivate(set) var clientRate: Double

    /// Age × amount in minor units with the sign changed: an ordering, not a probability.
    public var ageTimesAmount: Double { -Double(age) * balance.inMinorUnits }
  }

  /// - Parameters:
  ///   - snapshot: Tells the outcomes.
  ///   - day: What was known at its end trains the model.
  ///   - first: The first snapshot day of the test; the others follow at `step` days, until `last`. Days whose horizon the
  ///     ledger has not seen the end of are left out.
  ///   - horizon: h, in days.
  public init(
    _ snapshot: Snapshot, trainUntil day: Day, testFrom first: Day, until last: Day, within horizon: Int = 30,
    every step: Int = 7, executor: Executor
  ) {
    precondition(day < first, "trained until \(day), tested from \(first)")
    self.horizon = horizon
    trainedUntil = day
    let known = snapshot.earlier(day)
    let calendar = known.evaluate(PaymentCalendar.Estimate(), on: executor)
    let trainingDays = OpenItemModel.trainingDays(of: known, before: first, every: step)
    let model: Result<OpenItemModel, OpenItemModel.Failure>
    do {
      model = .success(
        try OpenItemModel(known, calendar: calendar, days: trainingDays, executor: executor))
    } catch {
      model = .failure(error)
    }
    let testDays = stride(from: first.number, through: last.number, by: step).map { Day(number: $0) }
      .filter { $0 + horizon <= snapshot.asOf }
    let portfolio = snapshot.evaluate(
      PortfolioHazard(on: trainingDays + testDays, calendar: calendar), on: executor)
    let curves = testDays.map { snapshot.earlier($0).evaluate(PaymentDecay(asOf: $0), on: executor) }
    let outcome = PaidOutcome(horizon: horizon)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let parts = executor.map(plan.blocks.count) { block in
      var part = Part()
      for client in plan.blocks[block] {
        let account = snapshot.account(client)
        var record = PaidRecord(days: portfolio.map(\.day), horizon: horizon)
        OpenItemHistory.forEachItem(account, portfolio: portfolio, calendar: calendar) { index, invoice, item in
          let today = portfolio[index].day
          guard let isPaid = outcome.isPaid(invoice, from: today, asOf: account.asOf) else { return }
          record.add(index, isPaid: isPaid)
          if index < trainingDays.count { return }
          let curve = curves[index - trainingDays.count]
          part.rows.append(
            Row(
              day: today, document: account[invoice.document].position, client: client, age: item.age,
              balance: account.balance(ofDocument: invoice.document, asOf: today), isPaid: isPaid,
              model: (try? model.get())?.probability(paidWithin: horizon, item),
              pooledCurve: curve?.probability(paidWithin: horizon, age: item.age) ?? 0, clientRate: 0))
          part.records.append(record.known(by: today))
        }
        part.training.add(record.known(by: day))
      }
      return part
    }
    let training = parts.reduce(into: PaidRecord.Count()) { $0.add($1.training) }
    let rate = training.items > 0 ? Double(training.paid) / Double(training.items) : 0.5
    self.model = model
    portfolioRate = rate
    rows = parts.flatMap { part in
      zip(part.rows, part.records).map { row, record in
        var row = row
        row.clientRate =
          (Double(record.paid) + Known.priorInvoices * rate) / (Double(record.items) + Known.priorInvoices)
        return row
      }
    }
  }

  /// The rows of a block of clients, and the record of each row's client.
  private struct Part: Sendable {
    var rows: [Row] = []
    var records: [PaidRecord.Count] = []
    /// Of all its clients, as known when the model was trained.
    var training = PaidRecord.Count()
  }
}

/// How many of a client's items were paid within the horizon, snapshot by snapshot.
private struct PaidRecord: Sendable {
  let days: [Day]
  let horizon: Int
  private var counts: [Count]

  struct Count: Sendable {
    var items = 0
    var paid = 0

    mutating func add(_ other: Count) {
      items += other.items
      paid += other.paid
    }
  }

  init(days: [Day], horizon: Int) {
    (self.days, self.horizon) = (days, horizon)
    counts = Array(repeating: Count(), count: days.count)
  }

  mutating func add(_ day: Int, isPaid: Bool) { counts[day].add(Count(items: 1, paid: isPaid ? 1 : 0)) }

  /// Of the snapshots whose horizon had run out at the end of `day`.
  func known(by day: Day) -> Count {
    counts[..<days.firstIndex(notBefore: day - horizon + 1)].reduce(into: Count()) { $0.add($1) }
  }
}

extension Account {
  /// What was owed on a document at the end of a day not after the account's.
  fileprivate func balance(ofDocument index: Int, asOf day: Day) -> Money {
    allocations(ofDocument: index).filter { $0.effective <= day }.reduce(self[index].amount) { $0 - $1.amount }
  }
}
