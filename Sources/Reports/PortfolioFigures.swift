internal import Execution
internal import Receivables
internal import Statistics

/// What a monthly report computes client by client, in one pass.
struct PortfolioFigures: Sendable {
  let aging: AgingSchedule.Schedule
  /// A year before, a month before, and on the as-of day.
  let daysLate: [PaidDelay.Summary]
  let flows: Flows
  let sumOfClients: Money
  /// On the month ends, and a month and a year before.
  let dso: [DaysSalesOutstanding.Family]
  let effectiveness: [CollectionEffectiveness.Period]
  let changes: [ExposureChanges]
  let concentration: Concentration
  /// Net receivables on the opening day, from what was known then.
  let opening: Money
  /// What would be missing of the time before the first settlement.
  let survivors: SurvivorsBefore.Answer

  /// - Parameter openingDay: That the movements are counted from.
  init(_ snapshot: Snapshot, lastMonth: Day, lastYear: Day, opening openingDay: Day, _ executor: Executor) {
    let day = snapshot.asOf
    let begin = snapshot.followedFrom ?? day
    let monthEnds = Day.monthEnds(from: begin, to: day)
    let exposures: ExposureByClient.Exposures
    (aging, daysLate, flows, sumOfClients, dso, effectiveness, exposures, survivors) = snapshot.evaluate(
      AgingSchedule(asOf: day), DaysLateSeries(on: [lastYear, lastMonth, day]),
      RollForward(after: openingDay), ClientBalances(),
      DSOSeries(
        days: monthEnds + [lastMonth, lastYear].filter { $0 >= begin }, firstDay: snapshot.firstIssueDay ?? day),
      CollectionEffectiveness(ends: monthEnds), ExposureByClient(on: [lastYear, lastMonth, day]),
      SurvivorsBefore(snapshot), on: executor)
    let tellsTime = snapshot.datedPayments.suffice
    changes = [lastMonth, lastYear].filter { $0 >= begin && tellsTime }.map {
      ExposureChanges(exposures, since: $0, until: day, clients: snapshot.clients)
    }
    concentration = Concentration(
      exposures.entries.map { Concentration.Debtor(client: $0.client, balance: $0.exposures.last!.net) })
    opening = snapshot.earlier(openingDay).netReceivables
  }

  /// The calendar months of the ledger's life.
  var months: [MonthFigures] {
    effectiveness.map { month in MonthFigures(dso: family(on: month.end)!, effectiveness: month) }
  }

  /// `nil` before the ledger begins.
  func family(on day: Day) -> DaysSalesOutstanding.Family? { dso.first { $0.asOf == day } }
}
