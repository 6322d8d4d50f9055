import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct FeatureTests {
  /// A client with three invoices of 100, 200 and 300: two paid, 6 days early and 15 days late, and one overdue since day 80. Another client's
  /// invoice of 1,000 was paid on its day.
  private let known: Known = {
    let rows = [
      InvoiceRow("1", issued: 0, due: 30, amount: 100, paidOn: 24),
      InvoiceRow("2", issued: 10, due: 40, amount: 200, paidOn: 55),
      InvoiceRow("3", issued: 50, due: 80, amount: 300),
      InvoiceRow("4", client: "C2", issued: 0, due: 20, amount: 1_000, paidOn: 20),
    ]
    let snapshot = Snapshot.of(rows, asOf: 115)
    var history = ClientHistory(snapshot.account(0), outcome: LateOutcome(grace: 30))
    history.advance(to: day(115))
    let portfolio = snapshot.evaluate(PortfolioHistory(of: snapshot, outcome: LateOutcome(grace: 30)), on: .serial)
    return Known(client: history.record, portfolio: portfolio.known(by: day(115)))
  }()

  /// Issued on Friday 26 April 2024, due on Sunday 26 May.
  private let invoice = Prospect(
    issued: day(116), due: day(146), amount: Money(minorUnits: 800))

  /// The portfolio: settled late (1 + ½)/4, late at 30 days (1 + ½)/5, 9/4 days late, mean amount 400.
  @Test func valuesByHand() throws {
    let usual = (600 + 5 * 400) / 8.0
    func logOdds(_ p: Double) -> Double { log(p / (1 - p)) }
    let expected: [String: Double] = [
      "settled_count": log(3),
      "late_ratio": logOdds((1 + 5 * 0.375) / 7),
      "unpaid_ratio": logOdds((1 + 5 * 0.3) / 8),
      "mean_days_late": (9 + 5 * 2.25) / 7.0 / 30,
      "recent_lateness": (1 + 0.375) / (1.7 + 1),
      "overdue_exposure": log(1 + 300 / usual),
      "relative_amount": log(800 / usual),
      "amount": log(2),
      "terms": 1,
      "new_client": 0,
      "month_end_issue": 1,
      "weekend_due": 1,
      "season_sin": sin(2 * .pi * 5 / 12),
      "season_cos": cos(2 * .pi * 5 / 12),
    ]
    let features = LateFeatures.standard
    #expect(Set(features.map(\.name)) == Set(expected.keys) && features.count == expected.count)
    for feature in features {
      let value = feature.value(of: invoice, known)
      #expect(abs(value - (try #require(expected[feature.name]))) < 1e-12, "\(feature.name) is \(value)")
    }
  }

  @Test func aClientNobodyKnowsHasFiniteFeatures() {
    let known = Known(client: ClientRecord(), portfolio: PortfolioHistory.Record.Entry())
    let free = Prospect(issued: day(0), due: day(0), amount: .zero)
    for feature in LateFeatures.standard {
      for prospect in [invoice, free] { #expect(feature.value(of: prospect, known).isFinite, "\(feature.name)") }
    }
    #expect(NewClient().value(of: invoice, known) == 1)
    #expect(known.lateRate == 0.5)
  }
}
