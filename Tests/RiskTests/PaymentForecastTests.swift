import Foundation
import Receivables
import Risk
import Statistics
import TestSupport
import Testing

@Suite struct PaymentForecastTests {
  /// 300 invoices paid between 20 days early and 150 days late, one in six still open.
  private static let curve: SurvivalCurve = {
    var random = SeededGenerator(seed: 1)
    var table = LifeTable()
    for number in 0..<300 {
      let day =
        Int.random(in: -20...20, using: &random) + (random.chance(0.3) ? Int.random(in: 0...130, using: &random) : 0)
      if number % 6 == 0 { table.censored.add(day) } else { table.events.add(day) }
    }
    return try! SurvivalCurve(table)
  }()

  private let forecast = PaymentForecast(PaymentForecastTests.curve, outcome: LateOutcome(grace: 30))

  private func item(late: Double, age: Int, terms: Int = 30) -> PaymentForecast.Item {
    forecast.item(issued: day(0), due: day(terms), lateProbability: late, asOf: day(terms + age))
  }

  @Test(arguments: [0.001, 0.05, 0.3, 0.7, 0.99]) func theChanceSeenFromTheIssueDayIsTheOneGiven(late: Double) {
    for terms in [0, 10, 30, 60] {
      #expect(abs(item(late: late, age: -terms, terms: terms).unpaid(atAge: 30) - late) < 1e-12)
    }
  }

  @Test(arguments: [0.05, 0.5, 0.95]) func theChanceOfBeingUnpaidFallsWithTheHorizon(late: Double) {
    for age in [-30, -3, 0, 10, 45, 200, 400] {
      let item = item(late: late, age: age)
      let chances = (0...800).map { item.unpaid(atAge: age + $0) }
      #expect(chances[0] == 1 && chances.allSatisfy { 0 <= $0 && $0 <= 1 })
      #expect(zip(chances, chances.dropFirst()).allSatisfy(>=))
      #expect(chances[800] < chances[100], "payment stays possible however old")
    }
  }

  /// P(unpaid at b | unpaid at a) of an old item is the ratio of the chances a new one has.
  @Test func anItemThatHasAgedIsTheSameItemLater() {
    let new = item(late: 0.4, age: -30)
    for (a, b) in [(-10, 5), (0, 30), (20, 60), (45, 300)] {
      #expect(abs(item(late: 0.4, age: a).unpaid(atAge: b) - new.unpaid(atAge: b) / new.unpaid(atAge: a)) < 1e-12)
    }
    let month = [0, 60].map { 1 - item(late: 0.4, age: $0).unpaid(atAge: $0 + 30) }
    #expect(month[0] > 1.5 * month[1], "who has not paid after 60 days pays more slowly than on the due day")
  }

  @Test func aClientThatPaysLateIsExpectedLater() {
    let days = [0.05, 0.3, 0.6, 0.9].map { item(late: $0, age: 0).days(untilPaidWith: 0.5) ?? 731 }
    #expect(zip(days, days.dropFirst()).allSatisfy(<))
  }

  /// Proportional hazards with factor 1 is the portfolio: exp(−Nelson–Aalen).
  @Test func anAverageItemFollowsTheCurve() {
    let curve = PaymentForecastTests.curve
    let average = exp(curve.cumulativeHazard(at: -30) - curve.cumulativeHazard(at: 30))
    let item = item(late: average, age: -30)
    for day in -25...40 { #expect(abs(item.unpaid(atAge: day) - exp(-curve.cumulativeHazard(at: day))) < 1e-12) }
  }

  @Test func beyondTheCurveTheHazardIsConstant() {
    let item = item(late: 0.5, age: 300)
    let logs = [0, 50, 100, 150].map { log(item.unpaid(atAge: 300 + $0)) }
    #expect(abs(logs[1] - logs[2] / 2) < 1e-12 && abs(logs[1] - logs[3] / 3) < 1e-12 && logs[1] < 0)
  }

  @Test(arguments: [0.02, 0.4, 0.97]) func aQuantileIsTheFirstDayThatReachesIt(late: Double) {
    for age in [-30, 0, 20, 100, 500] {
      let item = item(late: late, age: age)
      let quantiles = [0.1, 0.5, 0.9].map { item.days(untilPaidWith: $0) }
      for (probability, days) in zip([0.1, 0.5, 0.9], quantiles) {
        guard let days else {
          #expect(1 - item.unpaid(atAge: age + 730) < probability, "beyond two years")
          continue
        }
        #expect(days >= 1, "never in the past, nor on the day itself, which is over")
        #expect(1 - item.unpaid(atAge: age + days) >= probability)
        if days > 1 { #expect(1 - item.unpaid(atAge: age + days - 1) < probability) }
      }
      #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { ($0 ?? 731) <= ($1 ?? 731) })
    }
  }

  /// Ten invoices or fewer leave no curve to use, but a probability all the same.
  @Test func aCurveOfOneInvoiceGivesFiniteChances() throws {
    var table = LifeTable()
    table.events.add(3)
    let forecast = PaymentForecast(try SurvivalCurve(table), outcome: LateOutcome())
    for late in [0, 0.5, 1] {
      let item = forecast.item(issued: day(0), due: day(30), lateProbability: late, asOf: day(45))
      let chance = item.unpaid(atAge: 45)
      #expect(chance.isFinite && chance >= 0 && chance <= 1)
    }
  }

  /// Payments stop on day 60 and thirty invoices stay open to day 700: old debt is unlikely to be paid, not impossible.
  @Test func longSilenceDoesNotMakePaymentImpossible() throws {
    var table = LifeTable()
    for day in 0...60 { table.events.add(day, count: 20) }
    table.censored.add(700, count: 30)
    let forecast = PaymentForecast(try SurvivalCurve(table), outcome: LateOutcome(grace: 30))
    let items = [200, 300, 400, 600].map { age in
      forecast.item(issued: day(0), due: day(30), lateProbability: 0.5, asOf: day(30 + age))
    }
    let chances = items.map { 1 - $0.unpaid(atAge: $0.age + 30) }
    for chance in chances { #expect(chance > 0 && chance < 0.05) }
    let waits = items.map { $0.days(untilPaidWith: 0.001) }
    for (younger, older) in zip(waits, waits.dropFirst()) {
      #expect(try #require(older) >= #require(younger), "older debt is not expected sooner")
    }
  }

  /// Forty invoices are paid within ten days and six never: fewer than ten are at risk from day 11 on, and the pace of the
  /// first days is not theirs.
  @Test func theFirstDaysSayNothingOfAnOldDebt() throws {
    var table = LifeTable()
    for day in 1...10 { table.events.add(day, count: 4) }
    for day in [60, 200, 400, 600, 800, 1_000] { table.censored.add(day) }
    let forecast = PaymentForecast(try SurvivalCurve(table), outcome: LateOutcome(grace: 30))
    for age in [45, 100, 500] {
      let item = forecast.item(issued: day(0), due: day(30), lateProbability: 6.0 / 46, asOf: day(30 + age))
      // Half a payment in 2,880 days of risk, times the factor that brings such an invoice to day 30.
      #expect(1 - item.unpaid(atAge: age + 30) < 0.02)
    }
  }

  @Test func askingAboutThePastTraps() async {
    await #expect(processExitsWith: .failure) {
      var table = LifeTable()
      table.events.add(3)
      let forecast = PaymentForecast(try SurvivalCurve(table), outcome: LateOutcome())
      let item = forecast.item(
        issued: Day(number: 0), due: Day(number: 30), lateProbability: 0.5, asOf: Day(number: 40))
      _ = item.unpaid(atAge: 9)
    }
  }
}
