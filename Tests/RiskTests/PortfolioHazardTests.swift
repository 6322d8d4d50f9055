import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct PortfolioHazardTests {
  /// Paid 4 days late; open for 20, 5 and 0 days past due on day 45.
  static let rows = [
    InvoiceRow("1", issued: 0, due: 10, amount: 100_00, paidOn: 14),
    InvoiceRow("2", issued: 20, due: 25, amount: 200_00),
    InvoiceRow("3", issued: 30, due: 40, amount: 300_00),
    InvoiceRow("4", client: "C2", issued: 35, due: 45, amount: 400_00),
  ]
  static let everything = PaymentCalendar(firstPayment: nil, countsWeekends: true)

  static func entries(
    _ snapshot: Snapshot, on days: [Int], calendar: PaymentCalendar = everything
  ) -> [PortfolioHazard.Entry] {
    snapshot.evaluate(PortfolioHazard(on: days.map { day($0) }, calendar: calendar), on: .serial)
  }

  @Test func cellsByHand() {
    #expect([-200, -30, -29, 0, 1, 2, 3, 14, 15, 241].map(DelayCells.cell) == [0, 0, 1, 5, 6, 6, 7, 10, 11, 19])
    // From 5 days before the due day to 20 after it: days −4 to 20.
    #expect(itemDays(after: -5, upTo: 20) == [0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 4, 6] + Array(repeating: 0, count: 8))
  }

  /// The item-days of an invoice that is open from one day past due to another.
  private func itemDays(after first: Int, upTo last: Int) -> [Int64] {
    let snapshot = Snapshot.of([InvoiceRow("1", issued: 400 + first, due: 400, amount: 1)], asOf: 400 + last)
    var counts = CellCounts()
    counts.add(snapshot.account(0).lives[0], upTo: snapshot.asOf, isPaid: false)
    return counts.itemDays
  }

  /// Days in a cell, one by one.
  static func days(in cell: Int, after first: Int, upTo last: Int) -> Int {
    (first..<last).count { DelayCells.cell($0 + 1) == cell }
  }

  /// Every day of a life is in one cell.
  @Test(arguments: [(-300, 400), (-30, -30), (-7, 0), (3, 500), (-2, -1), (1, 2)])
  func aLifeIsInTheCellsOfItsDays(first: Int, last: Int) {
    let byDay = (0..<DelayCells.count).map { Int64(Self.days(in: $0, after: first, upTo: last)) }
    #expect(itemDays(after: first, upTo: last) == byDay && byDay.reduce(0, +) == Int64(last - first))
  }

  @Test func whatIsTakenOffLeavesNothing() {
    let lives = Snapshot.of(Self.rows, asOf: 45).account(0).lives
    var counts = CellCounts()
    counts.add(lives[0], upTo: lives[0].end, isPaid: true)
    let without = counts
    counts.add(lives[1], upTo: day(45), isPaid: false)
    #expect(counts != without && counts.itemDays.reduce(0, +) == 14 + 25)
    counts.remove(lives[1], openUntil: day(45))
    #expect(counts == without)
  }

  /// Past the due day: one payment, in the second cell, and 6, 6, 4, 3, 4 and 6 item-days.
  @Test func hazardsByHand() throws {
    let entry = try #require(Self.entries(.of(Self.rows, asOf: 45), on: [45]).first)
    let first = 5 / (6 + 5 / (2.0 / 39))
    let second = 6 / (6 + 5 / first)
    let third = 5 / (4 + 5 / second)
    for (cell, expected) in zip(6..., [first, second, third]) {
      #expect(abs(entry.hazard.byCell[cell] - expected) < 1e-12)
    }
    let logs = [100.0, 200, 300, 400].reduce(0) { $0 + InvoiceLife.logAmount(Money(minorUnits: Int64($1 * 100))) }
    #expect(abs(entry.meanLogAmount - logs / 4) < 1e-6)
    // Days 2 to 5 past due: one in the first cell, two in the second, one in the third.
    #expect(abs(entry.hazard.cumulative(after: 1, upTo: 5) - (first + 2 * second + third)) < 1e-12)
  }

  @Test func anInvoicePaidOnItsIssueDayWasAtRiskOnIt() {
    var counts = CellCounts()
    let snapshot = Snapshot.of([InvoiceRow("1", issued: 5, due: 5, amount: 1, paidOn: 5)], asOf: 9)
    let life = snapshot.account(0).lives[0]
    counts.add(life, upTo: life.end, isPaid: true)
    #expect(counts.itemDays[5] == 1 && counts.itemDays.reduce(0, +) == 1 && counts.payments[5] == 1)
  }

  @Test func invoicesFromBeforeTheFirstPaymentCountForAmountsOnly() {
    let calendar = PaymentCalendar(firstPayment: day(25), countsWeekends: true)
    let some = Self.entries(.of(Self.rows, asOf: 45), on: [45], calendar: calendar)
    let later = Self.entries(.of(Array(Self.rows[2...]), asOf: 45), on: [45])
    #expect(some[0].hazard == later[0].hazard && some[0].meanLogAmount < later[0].meanLogAmount)
  }

  @Test(arguments: UInt64(1)...15) func itObeysTheLawsOfMetrics(seed: UInt64) throws {
    let laws = MetricLaws(
      { PortfolioHazard(on: [$0.asOf - 200, $0.asOf - 93, $0.asOf], calendar: Self.everything) },
      figures: { $0.flatMap { $0.hazard.byCell } }, amounts: { _ in [] })
    #expect(try laws.broken(by: RandomLedger(seed: seed).rows, asOf: 300, seed: seed) == [])
  }

  /// A day's entry is what a ledger that ended on it would have given, whatever came later.
  @Test(arguments: UInt64(0)..<20) func theFutureLeavesNoTrace(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let days = [20, 90, 150, 200]
    let entries = Self.entries(.of(rows.perturbed(after: 200, seed: seed), asOf: 500), on: days)
    for (index, day) in days.enumerated() {
      let then = Self.entries(.of(rows, asOf: day), on: [day])
      #expect(String(reflecting: then[0]) == String(reflecting: entries[index]))
    }
  }
}
