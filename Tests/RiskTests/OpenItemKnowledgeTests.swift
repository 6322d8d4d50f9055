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
    let found = known(snapshot, on: [45], calendar: PortfolioHazardTests.everything)
    #expect(Set(found.keys) == ["45 C1 2", "45 C1 3", "45 C2 4"])
    let entry = PortfolioHazardTests.entries(snapshot, on: [45])[0]
    let h = entry.hazard

    let third = try #require(found["45 C1 3"])
    #expect((third.age, third.otherOldItems, third.hasOlderItem) == (5, 1, true))
    // The client's other items: one paid on its fourth day, one open for twenty.
    #expect(third.pastDue.payments == 1 && third.beforeDue.payments == 0)
    let pastDue: Double = 4 * h[6] + 4 * h[7] + 3 * h[8] + 7 * h[9]
    let beforeDue: Double = 3 * h[2] + 4 * h[3] + 4 * h[4] + 4 * h[5]
    let week: Double = 2 * h[8] + 5 * h[9]
    #expect(abs(third.pastDue.expected - pastDue) < 1e-12 && abs(third.beforeDue.expected - beforeDue) < 1e-12)
    #expect(abs(third.hazardOfWeek - week) < 1e-12)
    #expect(abs(third.relativeLogAmount - (log(300) - entry.meanLogAmount)) < 1e-12)

    let second = try #require(found["45 C1 2"])
    #expect((second.age, second.otherOldItems, second.hasOlderItem) == (20, 0, false))
    let others: Double = 4 * h[6] + 4 * h[7] + h[8]
    #expect(abs(second.pastDue.expected - others) < 1e-12)
    let fourth = try #require(found["45 C2 4"])
    #expect(fourth.age == 0 && fourth.pastDue == .init(payments: 0, expected: 0))
  }

  @Test func featuresByHand() throws {
    let item = OpenItemKnowledge(
      age: 40, relativeLogAmount: -0.5, hazardOfWeek: 0.7, pastDue: .init(payments: 3, expected: 1.5),
      beforeDue: .init(payments: 0, expected: 4), otherOldItems: 2, hasOlderItem: true)
    let expected: [String: Double] = [
      "portfolio_odds": log(exp(0.7) - 1),
      "log_age": log(41),
      "log_age_7": log(41 / 8.0),
      "log_age_30": log(41 / 31.0),
      "log_age_90": 0,
      "client_pace": log(4 / 2.5),
      "client_pace_before_due": log(1 / 5.0),
      "old_items": log(3),
      "older_item": 1,
      "item_amount": -0.5,
    ]
    let features = OpenItemFeatures.standard
    let columns = OpenItemFeatures.columns(features)
    let values = OpenItemFeatures.values(features, of: item, horizon: 14)
    #expect(Set(features.map(\.name)) == Set(expected.keys))
    #expect(columns.count == 21 && values.count == 21 && columns.last == "log_horizon")
    let horizon = log(14 / 30.0)
    for (name, value) in zip(columns, values) {
      let parts = name.split(separator: ":")
      let plain = name == "log_horizon" ? 1 : try #require(expected[String(parts[0])])
      let times = name == "log_horizon" || parts.count == 2 ? horizon : 1
      #expect(abs(value - plain * times) < 1e-12, "\(name) is \(value)")
    }
  }

  @Test func featuresAreFiniteWhateverIsKnown() {
    for hazard in [0, 1e-9, 1e9] {
      let item = OpenItemKnowledge(
        age: 0, relativeLogAmount: 0, hazardOfWeek: hazard, pastDue: .init(payments: 0, expected: 0),
        beforeDue: .init(payments: 0, expected: 0), otherOldItems: 0, hasOlderItem: false)
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
