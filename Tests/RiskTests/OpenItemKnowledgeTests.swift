import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct OpenItemKnowledgeTests {
  /// What is known of every open item on some days, by day, client and invoice.
  private func known(
    _ snapshot: Snapshot, on days: [Int], calendar: PaymentCalendar
  ) -> [String: OpenItemKnowledge] {
    let portfolio = PortfolioHazardTests.entries(snapshot, on: days, calendar: calendar)
    var known: [String: OpenItemKnowledge] = [:]
    for client in snapshot.clients.indices {
      let account = snapshot.account(client)
      OpenItemHistory.forEachItem(account, portfolio: portfolio, calendar: calendar) { index, invoice, item in
        let id = snapshot.invoiceID(of: account[invoice.document])
        let key = "\(days[index]) \(snapshot.clients[client].id) \(id)"
        #expect(known.updateValue(item, forKey: key) == nil)
      }
    }
    return known
  }

  @Test func itemsByHand() throws {
    let snapshot = Snapshot.of(PortfolioHazardTests.rows, asOf: 60)
    let found = known(snapshot, on: [41, 45], calendar: PortfolioHazardTests.everything)
    #expect(Set(found.keys) == ["41 C1 2", "41 C1 3", "41 C2 4", "45 C1 2", "45 C1 3", "45 C2 4"])
    let entry = PortfolioHazardTests.entries(snapshot, on: [45])[0]
    let h = entry.hazard

    let third = try #require(found["45 C1 3"])
    #expect((third.age, third.passedOver, third.hasOlderItem) == (5, 0, true))
    // The client's other items: one paid on its fourth day, one open for twenty.
    for cell in 6..<12 {
      let paid = PortfolioHazardTests.days(in: cell, after: -10, upTo: 4)
      let open = PortfolioHazardTests.days(in: cell, after: -5, upTo: 20)
      let payments = cell == DelayCells.cell(4) ? 1.0 : 0
      #expect(abs(third.client.byCell[cell] - (payments + 1) / (Double(paid + open) + 1 / h.byCell[cell])) < 1e-12)
    }
    #expect(third.portfolio == h)
    // One payment four days late, and two on the due day.
    #expect(abs(third.meanLateness - 4 / 3.0) < 1e-12)
    #expect(abs(third.logAmount - log(300)) < 1e-12 && third.portfolioLogAmount == entry.meanLogAmount)
    let usual: Double = (log(100) + log(200) + log(300) + 3 * entry.meanLogAmount) / 6
    #expect(abs(third.usualLogAmount - usual) < 1e-12)

    let second = try #require(found["45 C1 2"])
    #expect((second.age, second.passedOver, second.hasOlderItem) == (20, 0, false))
    let fourth = try #require(found["45 C2 4"])
    // Nothing is known of its client.
    #expect(fourth.age == 0 && fourth.meanLateness == 0)
    for (own, all) in zip(fourth.client.byCell, h.byCell) { #expect(abs(own - 1 / (1 / all)) < 1e-12) }
    // Days before its due day.
    let early = try #require(found["41 C2 4"])
    #expect((early.age, early.passedOver, early.hasOlderItem) == (-4, 0, false))
    #expect(found["41 C1 3"]?.age == 1)
  }

  /// Payments after an item's due day have passed it over; those up to it have not.
  @Test func paymentsSinceTheDueDayPassAnItemOver() throws {
    let snapshot = Snapshot.of(
      [
        InvoiceRow("1", issued: 0, due: 10, amount: 100),
        InvoiceRow("2", issued: 0, due: 5, amount: 100, paidOn: 10),
        InvoiceRow("3", issued: 0, due: 30, amount: 100, paidOn: 11),
        InvoiceRow("4", issued: 12, due: 40, amount: 100, paidOn: 19),
        InvoiceRow("5", issued: 0, due: 30, amount: 100),
        InvoiceRow("6", issued: 15, due: 12, amount: 100),
        InvoiceRow("7", client: "C2", issued: 0, due: 12, amount: 100, paidOn: 18),
      ], asOf: 20)
    let found = known(snapshot, on: [9, 20], calendar: PortfolioHazardTests.everything)
    #expect(["9 C1 1", "20 C1 1", "20 C1 5", "20 C1 6"].map { found[$0]?.passedOver } == [0, 2, 0, 1])
  }

  private static func hazard(_ perDay: Double) -> CellHazard {
    CellHazard(byCell: Array(repeating: perDay, count: DelayCells.count))
  }

  /// The client paid on two days, both at the turn of a month; all clients on eight, three of them such; half of any days to
  /// come are, but of an odd number one more.
  private static let monthEnd = MonthEndRecord(
    client: days([30, 31]), portfolio: days([0, 1, 2, 8, 9, 10, 11, 12]),
    turnDaysAhead: (0...120).map { ($0 + 1) / 2 })

  /// Day 0 of the tests is the first of January.
  private static func days(_ numbers: [Int]) -> PaymentDays {
    numbers.reduce(into: PaymentDays()) { $0.add(day($1)) }
  }

  @Test func theTurnOfAMonthIsItsLastFourDaysAndTheFirstThreeOfTheNext() {
    #expect((0..<60).filter { day($0).isAtTurnOfMonth } == [0, 1, 2, 27, 28, 29, 30, 31, 32, 33, 56, 57, 58, 59])
  }

  /// Several payments of one day are one payment day; of a day to come, whether it is at the turn of a month is known.
  @Test func paymentDaysByHand() throws {
    let rows = [
      InvoiceRow("1", issued: 0, due: 5, amount: 100, paidOn: 10),
      InvoiceRow("2", issued: 0, due: 6, amount: 100, paidOn: 10),
      InvoiceRow("3", issued: 0, due: 7, amount: 100, paidOn: 31),
      InvoiceRow("4", issued: 20, due: 30, amount: 100),
      InvoiceRow("5", client: "C2", issued: 0, due: 10, amount: 100, paidOn: 31),
      InvoiceRow("6", client: "C2", issued: 0, due: 10, amount: 100, paidOn: 41),
    ]
    let found = known(.of(rows, asOf: 60), on: [30, 40], calendar: PortfolioHazardTests.everything)
    let (before, after) = (try #require(found["30 C1 4"]?.monthEnd), try #require(found["40 C1 4"]?.monthEnd))
    #expect(before.client == Self.days([10]) && before.portfolio == Self.days([10]))
    #expect(after.client == Self.days([10, 31]) && after.portfolio == Self.days([10, 31, 31]))
    #expect(Array(before.turnDaysAhead.prefix(6)) == [0, 1, 2, 3, 3, 3])
  }

  @Test func featuresByHand() throws {
    let item = OpenItemKnowledge(
      age: 40, logAmount: 5, portfolioLogAmount: 5.5, usualLogAmount: 4.25, portfolio: Self.hazard(0.02),
      client: Self.hazard(0.05), passedOver: 6, meanLateness: 12.5, hasOlderItem: true, monthEnd: Self.monthEnd)
    func density(_ share: Double) -> Double { 0.5 * share / (7 / 30.4375) + 0.5 * (1 - share) / (1 - 7 / 30.4375) }
    func logOdds(_ exponent: Double) -> Double { log((1 - exp(-exponent)) / exp(-exponent)) }
    let expected: [String: Double] = [
      "portfolio_odds": logOdds(14 * 0.02),
      "client_odds": logOdds(14 * 0.05) - logOdds(14 * 0.02),
      "log_age": log(41),
      "log_age_7": log(41 / 8.0),
      "log_age_30": log(41 / 31.0),
      "passed_over": log(7),
      "mean_lateness": 12.5,
      "older_item": 1,
      "item_amount": -0.5,
      "amount_to_usual": 0.75,
      // Half of the next 14 days are at the turn of a month. Of the portfolio's payment days (3 + 1) / (8 + 2) are, of the
      // client's (2 + 4 · 0.4) / (2 + 4).
      "month_end_habit": log(density(0.6) / density(0.4)),
    ]
    let features = OpenItemFeatures.standard
    let columns = OpenItemFeatures.columns(features)
    let values = OpenItemFeatures.values(features, of: item, horizon: 14)
    #expect(Set(features.map(\.name)) == Set(expected.keys))
    #expect(columns.count == 23 && values.count == 23 && columns.last == "log_horizon")
    let horizon = log(14 / 30.0)
    for (name, value) in zip(columns, values) {
      let parts = name.split(separator: ":")
      let plain = name == "log_horizon" ? 1 : try #require(expected[String(parts[0])])
      let times = name == "log_horizon" || parts.count == 2 ? horizon : 1
      #expect(abs(value - plain * times) < 1e-12, "\(name) is \(value)")
    }
  }

  /// Values are worked out again at each horizon only where they say they depend on it.
  @Test func featuresKnowWhetherTheyDependOnTheHorizon() {
    let item = OpenItemKnowledge(
      age: 40, logAmount: 5, portfolioLogAmount: 5.5, usualLogAmount: 4.25, portfolio: Self.hazard(0.02),
      client: Self.hazard(0.05), passedOver: 6, meanLateness: 12.5, hasOlderItem: true, monthEnd: Self.monthEnd)
    for feature in OpenItemFeatures.standard {
      let values = [7, 14, 30, 60].map { feature.value(of: item, within: item.horizon($0)) }
      #expect((Set(values).count > 1) == feature.dependsOnHorizon, "\(feature.name)")
    }
    var (together, alone) = ([[Double]](), [[Double]]())
    OpenItemFeatures.forEachHorizon([7, 30], OpenItemFeatures.standard, of: item) { together.append($1) }
    for horizon in [7, 30] {
      alone.append(OpenItemFeatures.values(OpenItemFeatures.standard, of: item, horizon: horizon))
    }
    #expect(together == alone)
  }

  @Test func beforeTheDueDayAgeSaysNothing() {
    let item = OpenItemKnowledge(
      age: -12, logAmount: 5, portfolioLogAmount: 5, usualLogAmount: 5, portfolio: Self.hazard(0.02),
      client: Self.hazard(0.02), passedOver: 0, meanLateness: 0, hasOlderItem: false,
      monthEnd: Self.monthEnd)
    for feature in [LogAge(), LogAge(knot: 7), LogAge(knot: 30)] {
      #expect(feature.value(of: item, within: item.horizon(30)) == 0)
    }
  }

  @Test func featuresAreFiniteWhateverIsKnown() {
    for hazard in [1e-9, 1, 1e9] {
      let item = OpenItemKnowledge(
        age: 0, logAmount: -4, portfolioLogAmount: 0, usualLogAmount: 0, portfolio: Self.hazard(hazard),
        client: Self.hazard(1 / hazard), passedOver: 0, meanLateness: 0, hasOlderItem: false,
        monthEnd: Self.monthEnd)
      for value in OpenItemFeatures.values(OpenItemFeatures.standard, of: item, horizon: 1) { #expect(value.isFinite) }
    }
  }

  /// What the sweep knows on a day is what a ledger that ended on that day knows.
  @Test(arguments: UInt64(0)..<20) func knowledgeIsThatOfTheSnapshotDay(seed: UInt64) {
    let rows = RandomLedger(seed: seed, invoices: 80).rows
    let calendar = PaymentCalendar(firstPayment: day(30), countsWeekends: true)
    let days = Array(stride(from: 40, through: 440, by: 25))
    let swept = known(.of(rows, asOf: 450), on: days, calendar: calendar)
    var count = 0
    for day in days {
      let then = known(.of(rows, asOf: day), on: [day], calendar: calendar)
      for (key, item) in then {
        #expect(String(reflecting: swept[key]) == String(reflecting: Optional(item)))
        count += 1
      }
    }
    #expect(count == swept.count && count > 50)
  }

  /// A feature that never moves could not fail the test below.
  @Test func everyFeatureMovesInTheseLedgers() {
    let days = Array(stride(from: 40, through: 250, by: 21))
    let features = OpenItemFeatures.standard
    let rows = (UInt64(0)..<20).flatMap { seed in
      let past = Snapshot.of(RandomLedger(seed: seed, invoices: 80).rows, asOf: 250)
      let calendar = past.evaluate(PaymentCalendar.Estimate(), on: .serial)
      return known(past, on: days, calendar: calendar).values
        .map { OpenItemFeatures.values(features, of: $0, horizon: 21) }
    }
    for (place, feature) in features.enumerated() {
      #expect(Set(rows.map { $0[place] }).count > 1, "\(feature.name)")
    }
  }

  /// Another future leaves every feature of every item unchanged.
  @Test(arguments: UInt64(0)..<20) func theFutureLeavesNoTrace(seed: UInt64) throws {
    let rows = RandomLedger(seed: seed, invoices: 80).rows
    let days = Array(stride(from: 40, through: 250, by: 21))
    let past = Snapshot.of(rows, asOf: 250)
    let future = Snapshot.of(rows.perturbed(after: 250, seed: seed), asOf: 600)
    let calendar = past.evaluate(PaymentCalendar.Estimate(), on: .serial)
    let (before, after) = (
      known(past, on: days, calendar: calendar), known(future, on: days, calendar: calendar)
    )
    #expect(!before.isEmpty && Set(before.keys) == Set(after.keys))
    let features = OpenItemFeatures.standard
    for (key, item) in before {
      let other = try #require(after[key])
      let (first, second) = [item, other].map { OpenItemFeatures.values(features, of: $0, horizon: 21) }.pair
      for (name, values) in zip(OpenItemFeatures.columns(features), zip(first, second)) {
        #expect(values.0 == values.1, "\(name) of \(key)")
      }
    }
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}
