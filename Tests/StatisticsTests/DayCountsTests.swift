import Statistics
import Testing

@Suite struct DayCountsTests {
  private func counts(_ days: [Int]) -> DayCounts { days.reduce(into: DayCounts()) { $0.add($1) } }

  /// As R's `median`: the mean of the two middle values of an even number.
  @Test func medians() {
    #expect(counts([]).median == nil)
    #expect(counts([-7]).median == -7)
    #expect(counts([10, 1]).median == 5.5)
    #expect(counts([30, 1, 2]).median == 2)
    #expect(counts([-3, -3, 4, 9]).median == 0.5)
    #expect(counts([5, 5, 5, 5, 100]).median == 5)
  }

  @Test func daysMayBeNegativeAndComeInAnyOrder() {
    let forward = counts([-40, -40, 0, 3])
    #expect(forward == counts([3, -40, 0, -40]))
    #expect((forward.firstDay, forward.endDay, forward.total) == (-40, 4, 4))
    #expect([-41, -40, -39, 0, 3, 4].map { forward[$0] } == [0, 2, 0, 1, 1, 0])
  }

  @Test func manyAtOnceAreOneAfterTheOther() {
    for (before, days) in [([], [3, -40, 0, -40]), ([5, 6], [6, 5]), ([5, 6], [-2, 6, 20]), ([5], [])] {
      var together = counts(before)
      together.add(contentsOf: days)
      #expect(together == counts(before + days))
    }
  }

  @Test func mergingIsCountingTogether() {
    var merged = counts([5, 6])
    merged.merge(counts([-2, 6, 20]))
    #expect(merged == counts([5, 6, -2, 6, 20]))
    var empty = DayCounts()
    empty.merge(counts([5]))
    empty.merge(DayCounts())
    #expect(empty == counts([5]))
  }

  /// R 4.2.2: quantile(1:10, 0.9) is 9.1; quantile(c(3, 3, 8), c(0.25, 0.9)) is 3 and 7.
  @Test func quantilesLieBetweenNeighbours() throws {
    var counts = DayCounts()
    for day in 1...10 { counts.add(day) }
    #expect(abs(try #require(counts.quantile(0.9)) - 9.1) < 1e-12)
    #expect(counts.quantile(0) == 1 && counts.quantile(1) == 10 && counts.quantile(0.5) == counts.median)
    var few = DayCounts()
    few.add(3, count: 2)
    few.add(8)
    #expect(few.quantile(0.25) == 3 && few.quantile(0.5) == 3)
    #expect(abs(try #require(few.quantile(0.9)) - 7) < 1e-12)
    #expect(DayCounts().quantile(0.9) == nil)
  }
}
