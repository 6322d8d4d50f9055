public import Execution
public import Receivables
internal import Statistics

/// The question of an open item: will it be paid within h days?
public enum OpenItemTask {
  /// Fits on what was known on one day and predicts, on each of some later days, every open item of a group, from what was
  /// known at its end.
  ///
  /// Baselines: the share of the training snapshots' items paid within the horizon (one half without any); the client's
  /// share, of its items on earlier snapshot days, shrunk to that one; age × balance with its sign changed, the youngest and
  /// smallest first; and the pooled Kaplan–Meier curve as known on the day.
  ///
  /// - Parameters:
  ///   - snapshot: Tells the outcomes.
  ///   - horizon: h, in days.
  ///   - day: The model knows nothing after it.
  ///   - tested: Its first day is predicted on, and then every `step`-th. Days whose horizon the snapshot has not seen the
  ///     end of are left out.
  ///   - sample: 1 to learn from and predict for all clients, k for one block of clients in k.
  ///   - enough: Rows of the fit above which blocks of clients are left out of it.
  public static func test(
    _ snapshot: Snapshot, group: OpenItemGroup = .pastDue, within horizon: Int, trainedUntil day: Day,
    tested: ClosedRange<Day>, every step: Int = 7, oneBlockIn sample: Int = 1, enough: Int = OpenItemModel.enoughRows,
    executor: Executor
  ) throws(OpenItemModel.Failure) -> OutOfTimeTest {
    try test(
      group,
      in: OpenItemWindow(
        snapshot, within: horizon, trainedUntil: day, tested: tested, every: step, oneBlockIn: sample, executor),
      enough: enough, executor)
  }

  static func test(
    _ group: OpenItemGroup, in window: OpenItemWindow, enough: Int, _ executor: Executor
  ) throws(OpenItemModel.Failure) -> OutOfTimeTest {
    let (snapshot, calendar, testDays) = (window.snapshot, window.calendar, window.testDays)
    let training = OpenItemRows(
      snapshot.earlier(window.trainedUntil), group: group, portfolio: window.portfolio.training, calendar: calendar,
      features: OpenItemFeatures.standard, oneBlockIn: window.oneBlockIn, enough: enough, executor)
    let model = try OpenItemModel(training, calendar: calendar, executor)

    let outcome = PaidOutcome(horizon: window.horizon)
    let blocks = BlockPlan(offsets: snapshot.documentOffsets).blocks
    let used = Array(stride(from: 0, to: blocks.count, by: window.oneBlockIn))
    let parts = executor.map(used.count) { index in
      var part = Part()
      for account in snapshot.accounts(blocks[used[index]]) {
        let record = PaidRecord(account, group, on: window.trainingDays + testDays, outcome)
        OpenItemHistory.forEachItem(account, in: [group], portfolio: window.portfolio.test, calendar: calendar) {
          index, invoice, item in
          let today = testDays[index]
          guard let isPaid = outcome.isPaid(invoice, from: today, asOf: account.asOf) else { return }
          let balance = account.balance(ofDocument: invoice.document, asOf: today)
          part.predictions.append(
            OutOfTimeTest.Prediction(
              day: today, document: account[invoice.document].position, client: account.client, amount: balance,
              probability: model.probability(paidWithin: window.horizon, item), outcome: isPaid))
          part.records.append(record.known(by: today))
          part.ageTimesAmount.append(-Double(item.age) * balance.inMinorUnits)
          part.pooled.append(window.curves[index]?.probability(paidWithin: window.horizon, age: item.age) ?? 0)
        }
        part.training.add(record.known(by: window.trainedUntil))
      }
      return part
    }
    let known = parts.reduce(into: PaidRecord.Count()) { $0.add($1.training) }
    let rate = known.items > 0 ? Double(known.paid) / Double(known.items) : 0.5
    let records = parts.flatMap(\.records)
    return OutOfTimeTest(
      parts.flatMap(\.predictions),
      baselines: [
        (.portfolioRate, records.map { _ in rate }), (.clientRate, records.map { $0.rate(towards: rate) }),
        (.ageTimesAmount, parts.flatMap(\.ageTimesAmount)), (.pooledKaplanMeier, parts.flatMap(\.pooled)),
      ], training: (model.rows, model.events))
  }

  /// The predictions of a block of clients, and for each what its baselines are made of.
  private struct Part: Sendable {
    var predictions: [OutOfTimeTest.Prediction] = []
    /// Of the prediction's client.
    var records: [PaidRecord.Count] = []
    var ageTimesAmount: [Double] = []
    var pooled: [Double] = []
    /// Of all its clients, as known when the model was fitted.
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

    /// The share paid, shrunk to the portfolio's.
    func rate(towards portfolioRate: Double) -> Double {
      (Double(paid) + ClientRecord.priorInvoices * portfolioRate) / (Double(items) + ClientRecord.priorInvoices)
    }
  }

  /// - Parameter days: Increasing.
  init(_ account: Account, _ group: OpenItemGroup, on days: [Day], _ outcome: PaidOutcome) {
    (self.days, horizon) = (days, outcome.horizon)
    counts = Array(repeating: Count(), count: days.count)
    for invoice in account.lives {
      let open = days.firstIndex(notBefore: invoice.issued)..<days.firstIndex(notBefore: invoice.end)
      for index in open where OpenItemGroup(age: invoice.due.days(until: days[index])) == group {
        guard let isPaid = outcome.isPaid(invoice, from: days[index], asOf: account.asOf) else { continue }
        counts[index].add(Count(items: 1, paid: isPaid ? 1 : 0))
      }
    }
  }

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
