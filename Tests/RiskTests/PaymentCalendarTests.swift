import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

/// The days that count for payment, and whether a portfolio's weekends are among them.
@Suite struct PaymentCalendarTests {
  /// 2024-01-01 is a Monday and day 0 of the tests' calendar only by its own number, so days are made here.
  private let monday = Day(year: 2024, month: 1, day: 1)!

  @Test func businessDaysSkipWeekends() {
    let calendar = PaymentCalendar(firstPayment: nil, countsWeekends: false)
    let positions = (0...7).map { calendar.position(monday + $0) - calendar.position(monday) }
    #expect(positions == [0, 1, 2, 3, 4, 4, 4, 5])
    for weekday in 0..<5 { #expect(calendar.anchor(monday + weekday) == calendar.position(monday + weekday)) }
    #expect(calendar.anchor(monday + 5) == calendar.position(monday + 7), "due on Saturday: to be paid on Monday")
    #expect(calendar.anchor(monday + 6) == calendar.position(monday + 7))
  }

  @Test func daysBefore1970CountTheSame() {
    let calendar = PaymentCalendar(firstPayment: nil, countsWeekends: false)
    let old = monday - 7 * 5_000
    #expect(calendar.position(monday) - calendar.position(old) == 25_000)
    #expect(calendar.position(old + 6) - calendar.position(old) == 4)
  }

  @Test(arguments: [(0, false), (9, false), (10, true), (100, true)])
  func aTenthOfPaymentsAtWeekendsMakesThemPayingDays(atWeekends: Int, countsWeekends: Bool) {
    let rows = (0..<100).map { number in
      let paid = monday + (number < atWeekends ? 5 : 1)
      return InvoiceRow("\(number)", issued: 0, due: 30, amount: 5, paidOn: day(0).days(until: paid))
    }
    let snapshot = Snapshot.of(rows, asOf: day(0).days(until: monday) + 30)
    let calendar = snapshot.evaluate(PaymentCalendar.Estimate(), on: .serial)
    #expect(calendar.countsWeekends == countsWeekends)
    #expect(calendar.firstPayment == monday + (atWeekends == 100 ? 5 : 1))
  }

  /// Whether anybody pays at weekends does not depend on how the clients are divided.
  @Test(arguments: UInt64(1)...20) func obeysTheLaws(seed: UInt64) throws {
    let laws = MetricLaws({ _ in PaymentCalendar.Estimate() })
    #expect(try laws.broken(by: RandomLedger(seed: seed).rows, asOf: 300, seed: seed) == [])
  }
}
