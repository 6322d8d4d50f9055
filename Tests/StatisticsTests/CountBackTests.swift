import Receivables
import Statistics
import Testing

@Suite struct CountBackTests {
  private func months(_ pairs: [(Int64, Int)]) -> [CountBack.Month] {
    pairs.map { CountBack.Month(sales: Money(minorUnits: $0.0), days: $0.1) }
  }

  private func count(_ receivables: Int64, _ pairs: [(Int64, Int)]) -> CountBack.Days {
    CountBack.days(receivables: Money(minorUnits: receivables), latestFirst: months(pairs))
  }

  /// The project's definitions, §11; worked there with a pencil.
  @Test func workedValues() {
    #expect(abs(count(2_500, [(1_200, 30), (800, 31), (700, 30)]).days - 82.4285714) <= 0.5e-7)
    #expect(abs(count(212_000, [(100_000, 30), (80_000, 30), (70_000, 30)]).days - 73.7142857) <= 0.5e-7)
    #expect(abs(count(500, [(230, 30), (190, 30), (200, 30)]).days - 72) < 1e-12)
    #expect(abs(count(500, [(230, 30), (190, 31), (200, 30)]).days - 73) < 1e-12)
    #expect(abs(count(300, [(0, 30), (200, 31), (400, 30)]).days - 68.5) < 1e-12)
  }

  @Test func aHistoryThatEndsFirstGivesALowerBound() {
    #expect(
      count(1_000, [(100, 30), (100, 31)]) == CountBack.Days(days: 61, isExhausted: true, clippedMonths: 0))
    #expect(count(1, []) == CountBack.Days(days: 0, isExhausted: true, clippedMonths: 0))
  }

  @Test func salesThatJustSufficeDoNotExhaustTheHistory() {
    #expect(count(200, [(100, 30), (100, 31)]) == CountBack.Days(days: 61, isExhausted: false, clippedMonths: 0))
  }

  @Test(arguments: [Int64(0), -1]) func nothingOwedIsNoDay(receivables: Int64) {
    #expect(
      count(receivables, [(100, 30)]) == CountBack.Days(days: 0, isExhausted: false, clippedMonths: 0))
  }

  @Test func aMonthOfNegativeSalesCountsAsZeroAndIsFlagged() {
    #expect(
      count(300, [(-50, 30), (200, 31), (400, 30)])
        == CountBack.Days(days: 68.5, isExhausted: false, clippedMonths: 1))
  }

  @Test func moreOwedIsNeverFewerDays() {
    let history = months([(100, 30), (0, 31), (250, 30), (-10, 31), (80, 28)])
    let days = (0...500).map { CountBack.days(receivables: Money(minorUnits: $0), latestFirst: history).days }
    #expect(zip(days, days.dropFirst()).allSatisfy(<=))
    #expect(days.last == 150)
  }
}
