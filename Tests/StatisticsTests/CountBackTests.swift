import Receivables
import Statistics
import Testing

@Suite struct CountBackTests {
  private func months(_ pairs: [(Int64, Int)]) -> [CountBack.Period] {
    pairs.map { CountBack.Period(sales: Money(minorUnits: $0.0), days: $0.1) }
  }

  private func count(_ receivables: Int64, _ pairs: [(Int64, Int)]) -> CountBack.Days {
    CountBack.days(receivables: Money(minorUnits: receivables), latestFirst: months(pairs))
  }

  @Test func aHistoryThatEndsFirstGivesALowerBound() {
    #expect(count(1, []) == CountBack.Days(days: 0, isExhausted: true, clippedPeriods: 0))
  }

  @Test func salesThatJustSufficeDoNotExhaustTheHistory() {
    #expect(count(200, [(100, 30), (100, 31)]) == CountBack.Days(days: 61, isExhausted: false, clippedPeriods: 0))
  }

  @Test(arguments: [Int64(0), -1]) func nothingOwedIsNoDay(receivables: Int64) {
    #expect(
      count(receivables, [(100, 30)]) == CountBack.Days(days: 0, isExhausted: false, clippedPeriods: 0))
  }

  @Test func aMonthOfNegativeSalesCountsAsZeroAndIsFlagged() {
    #expect(
      count(300, [(-50, 30), (200, 31), (400, 30)])
        == CountBack.Days(days: 68.5, isExhausted: false, clippedPeriods: 1))
  }

  @Test func moreOwedIsNeverFewerDays() {
    let history = months([(100, 30), (0, 31), (250, 30), (-10, 31), (80, 28)])
    let days = (0...500).map { CountBack.days(receivables: Money(minorUnits: $0), latestFirst: history).days }
    #expect(zip(days, days.dropFirst()).allSatisfy(<=))
    #expect(days.last == 150)
  }
}
