import Receivables
import Statistics
import TestSupport
import Testing

/// The worked values of the project's definitions, §11, one by one, to the digits printed there.
@Suite struct WorkedValuesTests {
  private func countBack(_ receivables: Int64, _ periods: [(sales: Int64, days: Int)]) -> CountBack.Days {
    CountBack.days(
      receivables: Money(minorUnits: receivables),
      latestFirst: periods.map { CountBack.Period(sales: Money(minorUnits: $0.sales), days: $0.days) })
  }

  /// Of a ledger with some sales a month, latest month first, all of them still owed but for what is paid of the first.
  private func family(
    owed: Int64, asOf: String, salesLatestFirst: [Int64], window: Int = 90
  ) -> DaysSalesOutstanding.Family {
    let last = Day(iso: asOf)!
    let sold = salesLatestFirst.reduce(0, +)
    let rows = salesLatestFirst.enumerated().filter { $1 > 0 }.map { back, sales in
      let issued = day(0).days(until: last.firstOfMonth.adding(months: -back)) + 9
      let isFirst = back == salesLatestFirst.count - 1
      return InvoiceRow(
        "\(back)", issued: issued, due: issued + 30, amount: sales, paidOn: isFirst && sold > owed ? issued + 5 : nil,
        paidAmount: isFirst && sold > owed ? sold - owed : nil)
    }
    let snapshot = Snapshot.of(rows, asOf: day(0).days(until: last))
    return snapshot.evaluate(
      DaysSalesOutstanding(asOf: last, firstDay: snapshot.firstIssueDay!, windows: .init(sales: window)), on: .serial)
  }

  @Test func countBackOf2500() {
    #expect(abs(countBack(2_500, [(1_200, 30), (800, 31), (700, 30)]).days - 82.4285714) <= 0.5e-7)
    let found = family(owed: 2_500, asOf: "2024-06-30", salesLatestFirst: [1_200, 800, 700]).countBack
    #expect(abs(found.days - 82.4285714) <= 0.5e-7, "June, May and April have 30, 31 and 30 days")
  }

  @Test func countBackOf212000On30DayMonths() {
    #expect(abs(countBack(212_000, [(100_000, 30), (80_000, 30), (70_000, 30)]).days - 73.7142857) <= 0.5e-7)
    let found = family(owed: 212_000, asOf: "2024-03-31", salesLatestFirst: [100_000, 80_000, 70_000])
    #expect(abs(found.countBackThirty.days - 73.7142857) <= 0.5e-7, "months of 31 and 29 days, taken for 30")
  }

  @Test func countBackOf500On30DayAndCalendarMonths() {
    let found = family(owed: 500, asOf: "2024-06-30", salesLatestFirst: [230, 190, 200])
    #expect(abs(found.countBackThirty.days - 72) < 1e-12)
    #expect(abs(found.countBack.days - 73) < 1e-12)
  }

  @Test func countBackOf1000IsAtLeast61() {
    #expect(
      countBack(1_000, [(100, 30), (100, 31)]) == CountBack.Days(days: 61, isExhausted: true, clippedPeriods: 0))
  }

  @Test func countBackWithAMonthWithoutSales() {
    #expect(abs(countBack(300, [(0, 30), (200, 31), (400, 30)]).days - 68.5) < 1e-12)
    let found = family(owed: 300, asOf: "2024-06-30", salesLatestFirst: [0, 200, 400]).countBack
    #expect(abs(found.days - 68.5) < 1e-12 && found.clippedPeriods == 0)
  }

  @Test func simpleDSOOf45() {
    let found = family(owed: 30_000, asOf: "2024-03-30", salesLatestFirst: [30_000, 15_000, 15_000])
    #expect(found.sales.minorUnits == 60_000 && found.simple == 45)
  }

  @Test func dsoBestPossibleAndDelinquency() throws {
    let rows = [
      InvoiceRow("1", issued: 10, due: 40, amount: 8_800_000, paidOn: 40),
      InvoiceRow("2", issued: 300, due: 330, amount: 400_000), InvoiceRow("3", issued: 360, due: 390, amount: 800_000),
    ]
    let found = Snapshot.of(rows, asOf: 365)
      .evaluate(DaysSalesOutstanding(asOf: day(365), firstDay: day(10), windows: .init(sales: 365)), on: .serial)
    #expect(abs(try #require(found.simple) - 43.8) < 1e-9)
    #expect(abs(try #require(found.bestPossible) - 29.2) < 1e-9)
    #expect(abs(try #require(found.impliedDelinquency) - 14.6) < 1e-9)
  }

  /// Begin 100, sales 60, end 90, of which 70 not due: in February of 2024, which ends on day 59.
  @Test func collectionEffectivenessOf77() throws {
    let rows = [
      InvoiceRow("1", issued: 5, due: 40, amount: 90, paidOn: 45, paidAmount: 70),
      InvoiceRow("2", issued: 5, due: 65, amount: 10), InvoiceRow("3", issued: 50, due: 80, amount: 60),
    ]
    let snapshot = Snapshot.of(rows, asOf: 59)
    let found = try #require(snapshot.evaluate(CollectionEffectiveness(monthly: snapshot), on: .serial).last)
    #expect([found.opening, found.sales, found.closing, found.notDue].map(\.minorUnits) == [100, 60, 90, 70])
    #expect(abs(try #require(found.index) * 100 - 77.7778) <= 0.5e-4)
  }

  /// Eight invoices by days past due: paid on 5, 10, 31, 45 and 95, last seen open on 12, 40 and 70.
  @Test func kaplanMeierOfEightInvoices() throws {
    var table = LifeTable()
    for day in [5, 10, 31, 45, 95] { table.events.add(day) }
    for day in [12, 40, 70] { table.censored.add(day) }
    let curve = try SurvivalCurve(table)
    let (survival, errors) = ([0.875, 0.75, 0.6, 0.4, 0], [0.1169, 0.1531, 0.1817, 0.2033])
    #expect(curve.steps.map(\.day) == [5, 10, 31, 45, 95])
    for (step, expected) in zip(curve.steps, survival) { #expect(abs(step.unpaid - expected) < 1e-12) }
    for (step, expected) in zip(curve.steps, errors) {
      #expect(abs(step.unpaid * step.greenwoodSum.squareRoot() - expected) <= 0.5e-4)
    }
  }

  @Test func daysLateSimpleAndWeighted() throws {
    let rows = [
      InvoiceRow("1", issued: 0, due: 30, amount: 100_000, paidOn: 31),
      InvoiceRow("2", issued: 0, due: 30, amount: 500, paidOn: 60),
    ]
    let found = Snapshot.of(rows, asOf: 200).evaluate(DaysLate(), on: .serial)
    #expect(found.mean == 15.5)
    #expect(abs(try #require(found.weightedMean) - 1.1442786) <= 0.5e-7)
  }
}
