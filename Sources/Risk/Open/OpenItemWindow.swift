internal import Execution
internal import Receivables
internal import Statistics

/// The days of a test of open items out of time, and what was known on each: the same for every group of items.
struct OpenItemWindow: Sendable {
  /// Tells the outcomes.
  let snapshot: Snapshot
  /// h, in days.
  let horizon: Int
  /// The models know nothing after it.
  let trainedUntil: Day
  /// As it was known then.
  let calendar: PaymentCalendar
  let trainingDays: [Day]
  let testDays: [Day]
  /// One entry a training day, and one a test day.
  let portfolio: (training: [PortfolioHazard.Entry], test: [PortfolioHazard.Entry])
  /// The whole portfolio's on each test day; `nil` before anything was paid.
  let curves: [SurvivalCurve?]
  /// 1 to learn from and predict for all clients, k for one block of clients in k.
  let oneBlockIn: Int

  /// - Parameters: As for ``OpenItemTask/test(_:group:within:trainedUntil:tested:every:oneBlockIn:enough:executor:)``.
  init(
    _ snapshot: Snapshot, within horizon: Int, trainedUntil day: Day, tested: ClosedRange<Day>, every step: Int,
    oneBlockIn sample: Int, _ executor: Executor
  ) {
    precondition(day < tested.lowerBound, "trained until \(day), tested from \(tested.lowerBound)")
    (self.snapshot, self.horizon, trainedUntil, oneBlockIn) = (snapshot, horizon, day, sample)
    let past = snapshot.earlier(day)
    calendar = past.evaluate(PaymentCalendar.Estimate(), oneBlockIn: sample, on: executor)
    trainingDays = OpenItemModel.trainingDays(of: past, before: tested.lowerBound, every: step)
    testDays = stride(from: tested.lowerBound.number, through: tested.upperBound.number, by: step)
      .map { Day(number: $0) }.filter { $0 + horizon <= snapshot.asOf }
    // What was known on a day is the same in a snapshot of that day and in a later one.
    let entries = snapshot.evaluate(
      PortfolioHazard(on: trainingDays + testDays, calendar: calendar), oneBlockIn: sample, on: executor)
    portfolio = (Array(entries.prefix(trainingDays.count)), Array(entries.suffix(testDays.count)))
    curves = testDays.map { day in
      let table: LifeTable = snapshot.earlier(day).evaluate(PaymentDecay(), oneBlockIn: sample, on: executor)
      return try? SurvivalCurve(table)
    }
  }
}
